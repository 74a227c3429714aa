import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hourMs } from "~/platform/durations";
import { defaultShopSettings } from "~/settings/shop-settings";
import { isPromiseKept } from "./delivery-promise";
import { plusDays } from "./local-dates";
import { resolvePromise, transitRuleFor, untoldPart, type PromiseInput } from "./resolve-promise";

const rules = {
  ...defaultShopSettings.promiseRules,
  transit: [
    { to: "domestic", method: "express", minDays: 1, maxDays: 1 },
    { to: "domestic", method: null, minDays: 2, maxDays: 4 },
    { to: "DE", method: null, minDays: 3, maxDays: 5 },
    { to: "international", method: null, minDays: 6, maxDays: 12 },
  ],
};

describe("a promise by the merchant's rules", () => {
  it.each([
    // Monday 16 November 2026, handling 1 working day, transit 2-4: leaves Tuesday 17.
    [
      "before the cut-off the shop starts today",
      { placedAt: "2026-11-16T12:59:00Z" },
      "2026-11-19",
      "2026-11-23",
    ],
    ["at the cut-off it starts tomorrow", { placedAt: "2026-11-16T13:00:00Z" }, "2026-11-20", "2026-11-24"],
    [
      "an order of Saturday starts on Monday",
      { placedAt: "2026-11-14T09:00:00Z" },
      "2026-11-19",
      "2026-11-23",
    ],
    [
      "the express method has its own days",
      { placedAt: "2026-11-16T09:00:00Z", shippingMethod: "Corriere Express 24h" },
      "2026-11-18",
      "2026-11-18",
    ],
    [
      "Germany has its own rule",
      { placedAt: "2026-11-16T09:00:00Z", countryCode: "DE" },
      "2026-11-20",
      "2026-11-24",
    ],
    [
      "the rest of the world has another",
      { placedAt: "2026-11-16T09:00:00Z", countryCode: "JP" },
      "2026-11-25",
      "2026-12-03",
    ],
    ["Christmas takes its days", { placedAt: "2026-12-22T09:00:00Z" }, "2026-12-28", "2026-12-30"],
  ])("%s", (_title, order, earliestOn, latestOn) => {
    expect(promised(order)).toMatchObject({ earliestOn, latestOn, source: "promise_rules" });
  });

  it("never promises a day on which nobody delivers at her door", () => {
    // Leaves Tuesday 1 December for Austria; 8 December is a holiday there and in Italy.
    expect(promised({ placedAt: "2026-11-27T09:00:00Z", countryCode: "AT" })?.earliestOn).not.toBe(
      "2026-12-08",
    );
    // 6 April 2026 is Easter Monday in Germany and Italy, 3 April Good Friday only in Germany.
    expect(promised({ placedAt: "2026-03-30T08:00:00Z", countryCode: "DE" })?.earliestOn).toBe("2026-04-04");
  });

  it("counts the cut-off in the shop's time zone, also in summer", () => {
    expect(promised({ placedAt: "2026-07-06T11:59:00Z" })?.earliestOn).toBe("2026-07-09");
    expect(promised({ placedAt: "2026-07-06T12:00:00Z" })?.earliestOn).toBe("2026-07-10");
  });

  it("waits for the shop's own closed days", () => {
    const closed = { ...rules, closedOn: ["2026-11-17", "2026-11-18"] };
    expect(promised({ placedAt: "2026-11-16T09:00:00Z" }, { rules: closed })?.earliestOn).toBe("2026-11-23");
  });

  it("waits for a shop that is closed for as long as it can say", () => {
    const mondays = Array.from({ length: 400 }, (_, week) => plusDays("2026-11-16", week * 7));
    const closed = { ...rules, workingDays: [1], closedOn: mondays };
    expect(promised({ placedAt: "2026-11-16T09:00:00Z" }, { rules: closed })?.earliestOn).toBe("2034-07-26");
  });

  it("says nothing when nothing is shipped, the address is missing, or no rule fits", () => {
    expect(promised({ requiresShipping: false })).toBeNull();
    expect(promised({ countryCode: null, timeZone: null })).toBeNull();
    expect(
      promised({ countryCode: "JP" }, { rules: { ...rules, transit: rules.transit.slice(0, 2) } }),
    ).toBeNull();
  });
});

describe("a promise from Shopify", () => {
  const dated = {
    ...untoldPart,
    minAt: new Date("2026-11-19T08:00:00Z"),
    maxAt: new Date("2026-11-20T22:30:00Z"),
  };

  it("beats the shipping option and the rules, in the shopper's own days", () => {
    expect(
      promised(
        { timeZone: "America/New_York", countryCode: "US", shippingMethod: "8-10 business days" },
        { parts: [dated] },
      ),
    ).toMatchObject({
      earliestOn: "2026-11-19",
      latestOn: "2026-11-20",
      source: "shopify_delivery_method",
      timeZone: "America/New_York",
    });
  });

  it("with one date only promises that day", () => {
    const maxAt = new Date("2026-11-20T12:00:00Z");
    expect(promised({}, { parts: [{ ...untoldPart, maxAt }] })).toMatchObject({
      earliestOn: "2026-11-20",
      latestOn: "2026-11-20",
      source: "shopify_delivery_method",
    });
  });

  it("takes Shopify's fulfill-by as ship-by where there is one, with dates of Shopify's or of the rules", () => {
    const fulfillBy = new Date("2026-11-17T17:00:00Z");
    expect(promised({}, { parts: [{ ...dated, fulfillBy }] })?.shipBy).toEqual(fulfillBy);
    expect(promised({}, { parts: [{ ...untoldPart, fulfillBy }] })).toMatchObject({
      source: "promise_rules",
      shipBy: fulfillBy,
    });
  });

  it("counts by the cut-off, clock and closed days of the location it leaves from", () => {
    const leavingFrom = (...locations: string[]) =>
      promised(
        { placedAt: "2026-11-16T15:30:00Z" },
        {
          parts: locations.map((location) => ({ ...untoldPart, location })),
          rules: { ...rules, locations: ownLocations },
        },
      );
    const place = { country: "IT", timeZone: "Europe/Rome", closedOn: [] };
    const ownLocations = [
      { ...place, name: "Late counter", cutOff: "18:00" },
      { ...place, name: "Small store", cutOff: "09:00", closedOn: ["2026-11-17"] },
      { ...place, name: "Lisbon", country: "PT", timeZone: "Europe/Lisbon", cutOff: "16:00" },
    ];
    const usual = leavingFrom("A location without rules of its own");
    const late = leavingFrom("late counter ");
    const small = leavingFrom("Small store");
    expect(usual).toMatchObject({
      ...promised({ placedAt: "2026-11-16T15:30:00Z" }),
      location: usual?.location,
    });
    expect(late && usual && late.latestOn < usual.latestOn).toBe(true);
    expect(small && usual && small.latestOn > usual.latestOn).toBe(true);
    expect(small?.shipBy?.toISOString().slice(11)).toBe("08:00:00.000Z");
    // 15:30 in Greenwich is 15:30 in Lisbon too: before its cut-off; but from there Italy is abroad.
    expect(leavingFrom("Lisbon")?.shipBy?.toISOString().slice(11)).toBe("16:00:00.000Z");
    expect(leavingFrom("Late counter", "Small store")).toEqual(small);
    expect(small?.location).toBe("Small store");
  });

  it("holds for the last part of an order, which has the time its own goods have", () => {
    const soon = { ...dated, fulfillBy: new Date("2026-11-17T17:00:00Z"), location: "Store" };
    const preordered = {
      ...untoldPart,
      minAt: new Date("2026-12-09T08:00:00Z"),
      maxAt: new Date("2026-12-11T18:00:00Z"),
      location: "Workshop",
      fulfillBy: new Date("2026-12-04T17:00:00Z"),
    };
    const promise = promised({}, { parts: [soon, preordered] });
    expect(promise).toEqual(promised({}, { parts: [preordered] }));
    expect(promise).toMatchObject({
      earliestOn: "2026-12-09",
      latestOn: "2026-12-11",
      shipBy: preordered.fulfillBy,
      location: "Workshop",
    });
    expect(promised({}, { parts: [preordered, soon] })).toEqual(promise);
  });

  it("counts a part that is put off from when it may be taken up", () => {
    const later = { ...untoldPart, mayLeaveAt: new Date("2026-11-30T09:00:00Z") };
    const promise = promised({}, { parts: [untoldPart, later] });
    const { earliestOn, latestOn, shipBy } = promised({ placedAt: "2026-11-30T09:00:00Z" }) ?? {};
    expect(promise).toMatchObject({ earliestOn, latestOn, shipBy, madeAt: new Date("2026-11-16T09:00:00Z") });
  });

  it("promises nothing where no part travels as a parcel", () => {
    expect(promised({}, { parts: [] })).toBeNull();
  });

  it("without dates falls back on the rules", () => {
    expect(promised({}, { parts: [untoldPart] })?.source).toBe("promise_rules");
  });
});

describe("a promise by the shipping option she picked", () => {
  it.each([
    // Monday 16 November 2026 before the cut-off: days are counted from this one.
    ["Standard (3-5 business days)", "2026-11-19", "2026-11-23"],
    ["Corriere espresso, 1/2 giorni lavorativi", "2026-11-17", "2026-11-18"],
    ["Premium: 2 working days", "2026-11-18", "2026-11-18"],
    ["Corriere in 1 giorno lavorativo", "2026-11-17", "2026-11-17"],
    ["Standard, 4-5 giorni feriali", "2026-11-20", "2026-11-23"],
    ["Entrega em 1 dia útil", "2026-11-17", "2026-11-17"],
    // Six days on is a Sunday.
    ["Economy 4 to 6 days", "2026-11-20", "2026-11-23"],
    ["Lieferung in 4-5 Tagen", "2026-11-20", "2026-11-21"],
  ])("%s", (shippingMethod, earliestOn, latestOn) => {
    expect(promised({ placedAt: "2026-11-16T09:00:00Z", shippingMethod })).toMatchObject({
      earliestOn,
      latestOn,
      source: "shipping_option",
    });
  });

  it("begins on the next working day after the cut-off, and has a ship-by", () => {
    const promise = promised({ placedAt: "2026-11-13T13:00:00Z", shippingMethod: "5-6 business days" });
    expect(promise).toMatchObject({ earliestOn: "2026-11-23", latestOn: "2026-11-24" });
    expect(promise?.shipBy?.toISOString()).toBe("2026-11-18T13:00:00.000Z");
  });

  it("a name without days leaves it to the rules", () => {
    expect(promised({ shippingMethod: "Free returns within 30 days" })?.source).toBe("promise_rules");
  });
});

describe("ship-by", () => {
  it("is the cut-off of the last working day that still keeps the promise", () => {
    // Promised by Monday 23 with at most 4 days on the road: Tuesday 17 at 14:00 in Rome.
    expect(promised({ placedAt: "2026-11-16T09:00:00Z" })?.shipBy?.toISOString()).toBe(
      "2026-11-17T13:00:00.000Z",
    );
  });

  it("is never before the shop could have started", () => {
    const tight = { ...untoldPart, maxAt: new Date("2026-11-17T12:00:00Z") };
    expect(promised({ placedAt: "2026-11-16T09:00:00Z" }, { parts: [tight] })?.shipBy?.toISOString()).toBe(
      "2026-11-16T13:00:00.000Z",
    );
  });

  it("leaving by then keeps the promise, leaving a working day later does not have to", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 600 * 24 }),
        fc.constantFrom("IT", "DE", "US", "SA"),
        (hours, countryCode) => {
          const placedAt = new Date(Date.UTC(2025, 0, 1) + hours * hourMs).toISOString();
          const promise = promised({ placedAt, countryCode, timeZone: null });
          if (!promise) throw new Error("every one of these countries has a rule");
          expect(promise.earliestOn <= promise.latestOn).toBe(true);
          expect(promise.shipBy && promise.shipBy.toISOString() >= placedAt.slice(0, 10)).toBe(true);
          expect(promise.shipBy && promise.shipBy.toISOString().slice(0, 10) <= promise.latestOn).toBe(true);
        },
      ),
      { numRuns: 200 },
    );
  });
});

it("a parcel at 23:59 of the promised day in her zone is on time, at midnight it is late", () => {
  const promise = { latestOn: "2026-11-18", timeZone: "America/Los_Angeles" };
  expect(isPromiseKept(promise, new Date("2026-11-19T07:59:59Z"))).toBe(true);
  expect(isPromiseKept(promise, new Date("2026-11-19T08:00:00Z"))).toBe(false);
});

it("her country's rule beats the general one even when only the general one names the method", () => {
  const transit = [
    { to: "international", method: "express", minDays: 2, maxDays: 3 },
    { to: "FR", method: null, minDays: 4, maxDays: 6 },
  ];
  expect(transitRuleFor({ countryCode: "FR", shippingMethod: "Express" }, { ...rules, transit })?.to).toBe(
    "FR",
  );
});

function promised(
  order: Partial<Omit<PromiseInput["order"], "placedAt">> & { placedAt?: string },
  rest: Partial<Omit<PromiseInput, "order">> = {},
) {
  const { placedAt = "2026-11-16T09:00:00Z", ...given } = order;
  return resolvePromise({
    parts: null,
    rules,
    order: {
      countryCode: "IT",
      timeZone: "Europe/Rome",
      shippingMethod: "Standard",
      requiresShipping: true,
      ...given,
      placedAt: new Date(placedAt),
    },
    ...rest,
  });
}
