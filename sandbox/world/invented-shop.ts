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
  return sketches.map((sketch, index) => ({
    requiresShipping: true,
    ...sketch,
    id: String(7_940_112_300_000 + index * 97),
    variantId: String(44_120_553_700_000 + index * 97),
    // The third of them is gone.
    stock: index === 2 ? 0 : 4 + index * 3,
    sku: `FDC-${String(index + 1).padStart(3, "0")}`,
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
