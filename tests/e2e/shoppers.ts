import statusInEnglish from "../../extensions/order-status-block/locales/en.default.json" with { type: "json" };
import statusInItalian from "../../extensions/order-status-block/locales/it.json" with { type: "json" };
import thanksInEnglish from "../../extensions/thank-you-block/locales/en.default.json" with { type: "json" };
import thanksInItalian from "../../extensions/thank-you-block/locales/it.json" with { type: "json" };
import { dayMs, hourMs } from "~/platform/durations";
import type { FulfillmentEventInput } from "../../sandbox/world/inputs";
import type { Order } from "../../sandbox/world/records";
import type { OpenShop } from "./open-shop";

/** Two shoppers, each in her own language, with the words our blocks show her. */
export const shoppers = {
  en: { name: "Ada", locale: "en-GB", thanks: thanksInEnglish, status: statusInEnglish },
  it: { name: "Marta", locale: "it-IT", thanks: thanksInItalian, status: statusInItalian },
} as const;
export const languages = ["en", "it"] as const;
export type ShopperLanguage = (typeof languages)[number];

/** She orders one thing to Palermo, promised in three or four days. */
export function placeOrder({ sandbox: { world, calendar } }: OpenShop, language: ShopperLanguage): Order {
  const { name, locale } = shoppers[language];
  const [product] = world.listProducts();
  const inDays = (days: number) => new Date(calendar.now().getTime() + days * dayMs);
  return world.placeOrder({
    email: `${name.toLowerCase()}@posta.example`,
    firstName: name,
    lastName: "Bianchi",
    locale,
    shippingAddress: {
      firstName: name,
      lastName: "Bianchi",
      city: "Palermo",
      zip: "90100",
      countryCode: "IT",
    },
    items: product ? [{ productId: product.id }] : [],
    shipping: { title: "Standard", priceCents: 500, promisedFrom: inDays(3), promisedUntil: inDays(4) },
  });
}

/** Everything due until then is done when it returns. */
export async function letHoursPass({ sandbox }: OpenShop, hours: number): Promise<void> {
  await sandbox.travelTo(new Date(sandbox.calendar.now().getTime() + hours * hourMs));
}

/** What the carrier says of the order's first parcel, now and in Italy. */
export function scanParcel(
  { sandbox: { world } }: OpenShop,
  order: Order,
  scan: FulfillmentEventInput,
): void {
  const [parcel] = world.fulfillmentsOf(order.id);
  if (parcel === undefined) throw new Error("Nothing has been shipped yet");
  world.addFulfillmentEvent(parcel.id, { countryCode: "IT", ...scan });
}

/** Handed over, scanned once, and in the night the carrier owns up to a delay of six days: by morning she is told. */
export async function letParcelBeDelayed(shop: OpenShop, order: Order): Promise<void> {
  const { world, calendar } = shop.sandbox;
  world.fulfillOrder(order.id, { carrier: "BRT" });
  scanParcel(shop, order, { status: "in_transit", city: "Bologna" });
  await letHoursPass(shop, 20);
  scanParcel(shop, order, {
    status: "delayed",
    city: "Napoli",
    estimatedDeliveryAt: new Date(calendar.now().getTime() + 6 * dayMs),
  });
  await letHoursPass(shop, 3);
}

export const ratingOf = (words: { rating: string }, rating: number) =>
  words.rating.replace("{{rating}}", `${rating}`);
