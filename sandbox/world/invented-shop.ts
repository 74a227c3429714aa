// "Fior di Casa": an invented Italian homeware brand. Products and places are made up.

import type { Product, Shop, WorldState } from "./records";

export const SHOP_DOMAIN = "fior-di-casa.myshopify.com";

export function inventWorld(seed: number): WorldState {
  return {
    seed,
    counters: {},
    lastOrderNumber: 1000,
    shop: inventedShop(),
    installation: { installedAt: null, uninstalledAt: null, scopes: [] },
    products: inventedProducts(),
    customers: {},
    orders: {},
    fulfillmentOrders: {},
    fulfillments: {},
    fulfillmentEvents: {},
    refunds: {},
    returns: {},
    metafieldDefinitions: [],
    flowTriggerCalls: [],
    ...nothingGiven(),
  };
}

/** A world saved before anything could be given starts with this. */
export const nothingGiven = (): Pick<WorldState, "discounts" | "storeCredits" | "draftOrders"> => ({
  discounts: [],
  storeCredits: [],
  draftOrders: [],
});

function inventedShop(): Shop {
  return {
    id: "68412030173",
    domain: SHOP_DOMAIN,
    storefrontUrl: `https://${SHOP_DOMAIN}`,
    name: "Fior di Casa",
    email: "ciao@fiordicasa.example",
    timeZone: "Europe/Rome",
    currency: "EUR",
    countryCode: "IT",
    countryName: "Italy",
    primaryLocale: "it",
    plan: "Basic",
    locations: [{ id: "84810203345", name: "Laboratorio di Vicenza", city: "Vicenza", countryCode: "IT" }],
    metafields: [],
  };
}

type Sketch = Pick<
  Product,
  "handle" | "title" | "description" | "priceCents" | "grams" | "colors" | "shape"
> & {
  requiresShipping?: boolean;
};

function inventedProducts(): Product[] {
  return sketches.map(inventedProduct);
}

function inventedProduct(sketch: Sketch, index: number): Product {
  return {
    requiresShipping: true,
    ...sketch,
    id: String(7_940_112_300_000 + index * 97),
    variantId: String(44_120_553_700_000 + index * 97),
    // The third of them is gone.
    stock: index === 2 ? 0 : 4 + index * 3,
    sku: `FDC-${String(index + 1).padStart(3, "0")}`,
  };
}

/** What comes in later, so many days after the app was installed. Invented shoppers buy nothing of it: a seed stays a seed. */
export function inventedArrivals(): Array<{ afterDays: number; product: Product }> {
  return arrivalSketches.map(({ afterDays, ...sketch }, index) => ({
    afterDays,
    product: inventedProduct(sketch, sketches.length + index),
  }));
}

const sketches: Sketch[] = [
  {
    handle: "vaso-aurora",
    title: { en: "Aurora vase", it: "Vaso Aurora" },
    description: {
      en: "Hand-thrown stoneware, glazed the colour of early light. 24 cm.",
      it: "Gres tornito a mano, smaltato con il colore della prima luce. 24 cm.",
    },
    priceCents: 5800,
    grams: 1400,
    colors: ["#e8c7b0", "#c9785c"],
    shape: "vase",
  },
  {
    handle: "piatti-collina",
    title: { en: "Collina plates, set of four", it: "Piatti Collina, set da quattro" },
    description: {
      en: "Four dinner plates with an uneven rim, no two alike.",
      it: "Quattro piatti piani dal bordo irregolare, mai due uguali.",
    },
    priceCents: 7200,
    grams: 2800,
    colors: ["#dfe3d4", "#7d8f69"],
    shape: "plate",
  },
  {
    handle: "lino-brezza",
    title: { en: "Brezza linen throw", it: "Plaid di lino Brezza" },
    description: {
      en: "Washed linen woven near Bergamo. 140 × 200 cm.",
      it: "Lino lavato, tessuto vicino a Bergamo. 140 × 200 cm.",
    },
    priceCents: 8900,
    grams: 900,
    colors: ["#d9e2ea", "#6f8ca3"],
    shape: "linen",
  },
  {
    handle: "candela-fico",
    title: { en: "Fig leaf candle", it: "Candela foglia di fico" },
    description: {
      en: "Rapeseed wax, fig leaf and a little salt. Burns 45 hours.",
      it: "Cera di colza, foglia di fico e un pizzico di sale. Dura 45 ore.",
    },
    priceCents: 2600,
    grams: 420,
    colors: ["#e6e0c8", "#8a7f4d"],
    shape: "candle",
  },
  {
    handle: "lampada-luna",
    title: { en: "Luna table lamp", it: "Lampada da tavolo Luna" },
    description: {
      en: "Opal glass on an oak foot; dims with a touch.",
      it: "Vetro opalino su base di rovere; si regola con un tocco.",
    },
    priceCents: 12_900,
    grams: 2100,
    colors: ["#f1e7d6", "#b58b4c"],
    shape: "lamp",
  },
  {
    handle: "buono-regalo",
    title: { en: "Gift card", it: "Buono regalo" },
    description: { en: "By e-mail, nothing to ship.", it: "Per e-mail, niente da spedire." },
    priceCents: 5000,
    grams: 0,
    colors: ["#f3d9dc", "#b4566a"],
    shape: "card",
    requiresShipping: false,
  },
];

// The demo opens sixty days after the installation: what comes then can still be told of.
const arrivalSketches: Array<Sketch & { afterDays: number }> = [
  {
    afterDays: 20,
    handle: "piatti-bosco",
    title: { en: "Bosco plates, set of four", it: "Piatti Bosco, set da quattro" },
    description: {
      en: "Four small plates, the green of moss.",
      it: "Quattro piattini, verdi come il muschio.",
    },
    priceCents: 5400,
    grams: 1600,
    colors: ["#cfd8c4", "#5f7455"],
    shape: "plate",
  },
  {
    afterDays: 62,
    handle: "vaso-brina",
    title: { en: "Brina vase", it: "Vaso Brina" },
    description: {
      en: "The little sister of the Aurora, glazed like frost. 16 cm.",
      it: "La sorella minore di Aurora, smaltata come la brina. 16 cm.",
    },
    priceCents: 4200,
    grams: 900,
    colors: ["#dfe9ee", "#8fa9b8"],
    shape: "vase",
  },
  {
    afterDays: 64,
    handle: "candela-neve",
    title: { en: "Snow candle", it: "Candela neve" },
    description: {
      en: "Rapeseed wax, juniper and cold air. Burns 45 hours.",
      it: "Cera di colza, ginepro e aria fredda. Dura 45 ore.",
    },
    priceCents: 2600,
    grams: 420,
    colors: ["#f1f4f6", "#9fb3bd"],
    shape: "candle",
  },
];
