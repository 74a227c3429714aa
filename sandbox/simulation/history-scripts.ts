// A real order history as scripts: each row an order at its own times. What the file knows happens as it says; people,
// addresses and what became of orders that never arrived are invented.

import { dayMs, minuteMs } from "../durations";
import type { HistoryOrder } from "./history-file";
import type { Draws } from "./keyed-draws";
import type { OrderScript, OrderTruth, ScriptStep } from "./order-script";
import { inventShopper, type Shopper } from "./shoppers";

export const historyCountry = "BR";

export function historyScripts(orders: readonly HistoryOrder[], draws: Draws): OrderScript[] {
  return orders.map((row, index) => historyScript(row, { index, draws: draws.of("history", row.orderId) }));
}

function historyScript(row: HistoryOrder, { index, draws }: { index: number; draws: Draws }): OrderScript {
  const shopper = historyShopper(row, draws);
  const neverShipped = (row.status === "canceled" || row.status === "unavailable") && !row.handedOverAt;
  const payment = neverShipped ? cancellation(row, draws) : { paidAt: row.placedAt, cancelledAt: null };
  const steps: ScriptStep[] = [placing(row, shopper, payment.paidAt)];
  if (payment.cancelledAt)
    steps.push({ type: "cancel", at: payment.cancelledAt, reason: payment.paidAt ? "customer" : "declined" });
  else steps.push(...parcel(row), ...ending(row, draws));

  const truth: OrderTruth = {
    placedAt: row.placedAt,
    paidAt: payment.paidAt,
    cancelledAt: payment.cancelledAt,
    test: false,
    gift: false,
    consent: shopper.acceptsMarketing,
    promisedLatestOn: row.promisedOn.toISODate(),
    handedOverAt: row.handedOverAt,
    arrivedAt: row.deliveredAt,
    country: historyCountry,
    damaged: false,
  };
  const knownRating =
    row.rating === null ? null : draws.pick("rating of ten", ratingOfTen[row.rating] ?? [row.rating * 2]);
  return { index, shopper, steps, truth, knownRating };
}

/** One to five stars as answers to a question from 0 to 10: 4 is content (7-8), 5 is delighted (9-10). */
const ratingOfTen: Record<number, readonly number[]> = {
  1: [0, 1, 2],
  2: [3, 4],
  3: [5, 6],
  4: [7, 8],
  5: [9, 10],
};

/** The same customer of the file is the same person; the marketplace never told who she is. */
function historyShopper(row: HistoryOrder, draws: Draws): Shopper {
  const person = inventShopper(draws.of("customer", row.customerId), {
    number: row.line,
    countryCode: historyCountry,
  });
  return {
    ...person,
    email: `${row.customerId.slice(0, 16)}@freguesa.example`,
    provinceCode: row.region,
    zip: row.postcode ?? person.zip,
  };
}

function placing(row: HistoryOrder, shopper: Shopper, paidAt: Date | null): ScriptStep {
  const address = {
    firstName: shopper.firstName,
    lastName: shopper.lastName,
    address1: shopper.address1,
    city: shopper.city,
    zip: shopper.zip,
    provinceCode: shopper.provinceCode,
    countryCode: historyCountry,
  };
  const promisedFrom = row.promisedOn.minus({ days: 3 }).startOf("day").toJSDate();
  return {
    type: "place",
    at: row.placedAt,
    order: {
      at: row.placedAt,
      paidAt,
      email: shopper.email,
      phone: shopper.phone,
      firstName: shopper.firstName,
      lastName: shopper.lastName,
      locale: shopper.locale,
      shippingAddress: address,
      items: [{ title: "Pedido", priceCents: Math.round(row.valueCents / row.items), quantity: row.items }],
      shipping: {
        title: "Entrega padrão",
        priceCents: 0,
        promisedFrom: promisedFrom > row.placedAt ? promisedFrom : row.placedAt,
        promisedUntil: row.promisedOn.endOf("day").startOf("second").toJSDate(),
      },
      acceptsMarketing: shopper.acceptsMarketing,
    },
  };
}

/** The file only says "canceled": either nobody ever paid, or she thought better of it within minutes. */
function cancellation(row: HistoryOrder, draws: Draws): { paidAt: Date | null; cancelledAt: Date } {
  if (draws.chance("never paid", 0.6)) {
    return { paidAt: null, cancelledAt: after(row.placedAt, { days: draws.integer("given up", 1, 5) }) };
  }
  return {
    paidAt: row.placedAt,
    cancelledAt: after(row.placedAt, { minutes: draws.integer("regret", 1, 5) }),
  };
}

/** The file knows the hand-over and the delivery; the label is printed two hours before the parcel leaves. */
function parcel(row: HistoryOrder): ScriptStep[] {
  const { handedOverAt, deliveredAt } = row;
  if (!handedOverAt) return [];
  const labelAt = new Date(
    Math.max(
      after(handedOverAt, { minutes: -120 }).getTime(),
      Math.min(after(row.placedAt, { minutes: 5 }).getTime(), handedOverAt.getTime()),
    ),
  );
  const trackingNumber = `OJ${row.orderId.slice(0, 9).toUpperCase()}BR`;
  const scan = (at: Date, status: "carrier_picked_up" | "delivered"): ScriptStep => ({
    type: "scan",
    at,
    scan: { status, city: null, countryCode: historyCountry, message: null, estimatedDeliveryAt: null },
  });
  return [
    { type: "ship", at: labelAt, carrier: row.carrier ?? "Correios", trackingNumber, trackingUrl: null },
    scan(handedOverAt, "carrier_picked_up"),
    ...(deliveredAt ? [scan(deliveredAt, "delivered")] : []),
  ];
}

/** Somebody gives the money back in the end when nothing came: Shopify does not let a shipped order be cancelled. */
function ending(row: HistoryOrder, draws: Draws): ScriptStep[] {
  const promisedUntil = row.promisedOn.endOf("day").toJSDate();
  if (row.deliveredAt) {
    if (row.status !== "canceled") return [];
    return [
      {
        type: "refund",
        at: after(row.deliveredAt, { days: draws.integer("sent back", 3, 10) }),
        note: "Sent back",
      },
    ];
  }
  const lastSeen = new Date(Math.max(promisedUntil.getTime(), row.handedOverAt?.getTime() ?? 0));
  return [
    {
      type: "refund",
      at: after(lastSeen, { days: draws.integer("given up on", 10, 20) }),
      note: "Never arrived",
    },
  ];
}

function after(at: Date, { days = 0, minutes = 0 }: { days?: number; minutes?: number }): Date {
  return new Date(at.getTime() + days * dayMs + minutes * minuteMs);
}
