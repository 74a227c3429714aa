import { DateTime } from "luxon";
import { describe, expect, it } from "vitest";
import type { HistoryOrder } from "./history-file";
import { historyScripts } from "./history-scripts";
import { drawsOf } from "./keyed-draws";

const at = (text: string) => DateTime.fromISO(text, { zone: "America/Sao_Paulo" }).toJSDate();

function row(changes: Partial<HistoryOrder> = {}): HistoryOrder {
  return {
    line: 2,
    orderId: "0123456789abcdef",
    customerId: "fedcba98765432100",
    placedAt: at("2031-03-05T10:00:00"),
    promisedOn: DateTime.fromISO("2031-03-20", { zone: "America/Sao_Paulo" }),
    handedOverAt: at("2031-03-07T12:00:00"),
    deliveredAt: at("2031-03-14T16:30:00"),
    status: "delivered",
    originRegion: "SP",
    originLocation: "x",
    country: null,
    region: "RJ",
    service: null,
    postcode: "20000",
    carrier: null,
    items: 2,
    valueCents: 5990,
    rating: 4,
    ...changes,
  };
}

const script = (changes: Partial<HistoryOrder> = {}) => {
  const [only] = historyScripts([row(changes)], drawsOf(1));
  if (!only) throw new Error("one row makes one script");
  return only;
};
const told = (changes: Partial<HistoryOrder> = {}) =>
  script(changes).steps.map(
    (step) => `${step.at.toISOString()} ${step.type === "scan" ? step.scan.status : step.type}`,
  );

describe("replaying an order history", () => {
  it("lets everything happen at the file's own times, the label two hours before the hand-over", () => {
    expect(told()).toEqual([
      "2031-03-05T13:00:00.000Z place",
      "2031-03-07T13:00:00.000Z ship",
      "2031-03-07T15:00:00.000Z carrier_picked_up",
      "2031-03-14T19:30:00.000Z delivered",
    ]);
  });

  it("promises the order until the end of the promised local day", () => {
    const [place] = script().steps;
    expect(place?.type === "place" ? place.order.shipping?.promisedUntil?.toISOString() : null).toBe(
      "2031-03-21T02:59:59.000Z",
    );
    expect(script().truth.promisedLatestOn).toBe("2031-03-20");
  });

  it("prints the label after the order even when the carrier came within two hours", () => {
    expect(told({ handedOverAt: at("2031-03-05T10:30:00") })[1]).toBe("2031-03-05T13:05:00.000Z ship");
  });

  it("cancels what was never shipped before anybody could be thanked", () => {
    for (let number = 0; number < 60; number += 1) {
      const { truth, steps } = script({
        orderId: `c${number}`,
        status: "canceled",
        handedOverAt: null,
        deliveredAt: null,
      });
      expect(steps.map((step) => step.type)).toEqual(["place", "cancel"]);
      if (truth.paidAt)
        expect(Number(truth.cancelledAt) - truth.paidAt.getTime()).toBeLessThanOrEqual(300_000);
    }
  });

  it("gives the money back for what never came, so that every order is closed in the end", () => {
    expect(told({ status: "shipped", deliveredAt: null }).at(-1)).toMatch(/refund$/);
    expect(told({ status: "invoiced", handedOverAt: null, deliveredAt: null })).toHaveLength(2);
    expect(told({ status: "canceled" }).at(-1)).toMatch(/refund$/);
  });

  it("turns one to five stars into zero to ten", () => {
    const ratings = (rating: number) =>
      new Set(
        Array.from({ length: 40 }, (_, number) => script({ orderId: `r${number}`, rating }).knownRating),
      );
    expect([...ratings(5)].sort()).toEqual([10, 9]);
    expect(Math.max(...[...ratings(1)].map(Number))).toBeLessThanOrEqual(2);
    expect(script({ rating: null }).knownRating).toBeNull();
  });

  it("invents the shopper: nobody of the file is written to", () => {
    expect(script().shopper.email).toBe("fedcba9876543210@freguesa.example");
    expect(script().shopper.provinceCode).toBe("RJ");
  });
});
