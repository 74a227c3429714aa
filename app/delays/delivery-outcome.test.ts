import { describe, expect, it } from "vitest";
import { countryCalendar } from "~/promises/business-calendar";
import { cellOf, outcomeOf, type OutcomeFacts } from "./delivery-outcome";

const at = (iso: string) => new Date(iso);
const calendar = countryCalendar("IT");

/** Promised from Tuesday 9 to Thursday 11 June, arrived on Wednesday, whole. */
const facts: OutcomeFacts = {
  order: {
    countryCode: "IT",
    test: false,
    imported: false,
    requiresShipping: true,
    cancelledAt: null,
    deletedAt: null,
    fullyRefundedAt: null,
    fulfillmentStatus: "fulfilled",
  },
  promise: { earliestOn: "2026-06-09", latestOn: "2026-06-11", timeZone: "Europe/Rome" },
  shipments: [
    {
      ...{ id: "5001", status: "success", carrier: "BRT", originId: "milan" },
      deliveredAt: at("2026-06-10T10:00:00Z"),
    },
  ],
  scans: [],
  noticedAt: null,
  refundedAt: null,
  calendar,
};
const order = (change: Partial<OutcomeFacts["order"]>) => ({
  ...facts,
  order: { ...facts.order, ...change },
});
const parcel = (deliveredAt: string | null, status = "success") => ({
  ...{ id: "5001", status, carrier: "BRT", originId: null },
  deliveredAt: deliveredAt === null ? null : at(deliveredAt),
});

describe("a promise", () => {
  it("is kept by an arrival on its days", () => {
    expect(outcomeOf(facts)).toEqual({
      promisedOn: "2026-06-11",
      country: "IT",
      carrier: "BRT",
      originId: "milan",
      arrivedOn: "2026-06-10",
      lateness: 0,
      inFull: true,
      failedAttempt: false,
      noticedAt: null,
      leadDays: null,
    });
  });

  it.each([
    ["at 23:59 on the last day, where she lives", "2026-06-11T21:59:00Z", 0],
    ["one minute later: a day late", "2026-06-11T22:01:00Z", 1],
    ["after the weekend: two business days", "2026-06-15T10:00:00Z", 2],
    ["before its first day: early", "2026-06-08T10:00:00Z", -1],
  ])("judged by an arrival %s", (_title, deliveredAt, lateness) => {
    expect(outcomeOf({ ...facts, shipments: [parcel(deliveredAt)] })?.lateness).toBe(lateness);
  });

  it("is judged by the last of several parcels, and open while one is under way", () => {
    const first = parcel("2026-06-10T10:00:00Z");
    expect(outcomeOf({ ...facts, shipments: [first, parcel("2026-06-12T10:00:00Z")] })?.lateness).toBe(1);
    expect(outcomeOf({ ...facts, shipments: [first, parcel(null)] })).toMatchObject({
      lateness: null,
      inFull: false,
    });
    expect(outcomeOf({ ...facts, shipments: [first, parcel(null, "cancelled")] })?.lateness).toBe(0);
  });
});

describe("in full", () => {
  it("is not an order of which a part has not been sent, though what was sent came on time", () => {
    expect(outcomeOf(order({ fulfillmentStatus: "partial" }))).toMatchObject({ lateness: 0, inFull: false });
  });

  it("is not an order of which something was refunded before it arrived; what is refunded later was there", () => {
    const refunded = (refundedAt: string) => outcomeOf({ ...facts, refundedAt: at(refundedAt) })?.inFull;
    expect(refunded("2026-06-09T10:00:00Z")).toBe(false);
    expect(refunded("2026-06-20T10:00:00Z")).toBe(true);
  });
});

describe("the first attempt", () => {
  const scan = (status: string, happenedAt: string, shipmentId = "5001") => ({
    ...{ shipmentId, status },
    happenedAt: at(happenedAt),
  });
  it.each([
    ["nobody was at home the day before", scan("attempted_delivery", "2026-06-09T10:00:00Z"), true],
    ["the carrier gave up and came again", scan("failure", "2026-06-09T10:00:00Z"), true],
    ["it was only on its way", scan("out_for_delivery", "2026-06-09T10:00:00Z"), false],
    ["the carrier tidied up afterwards", scan("failure", "2026-06-12T10:00:00Z"), false],
    ["it was of a label never used", scan("attempted_delivery", "2026-06-09T10:00:00Z", "5002"), false],
  ])("where %s", (_title, told, failedAttempt) => {
    expect(outcomeOf({ ...facts, scans: [told] })?.failedAttempt).toBe(failedAttempt);
  });
});

describe("no test of a promise", () => {
  it.each([
    ["an order without one", { ...facts, promise: null }],
    ["a cancelled order", order({ cancelledAt: at("2026-06-08T10:00:00Z") })],
    ["a deleted order", order({ deletedAt: at("2026-06-08T10:00:00Z") })],
    ["a test order", order({ test: true })],
    ["an order from before", order({ imported: true })],
    ["an order that ships nothing", order({ requiresShipping: false })],
    [
      "an order refunded whole before anything came",
      { ...order({ fullyRefundedAt: at("2026-06-08T10:00:00Z") }), shipments: [] },
    ],
  ])("is %s", (_title, given) => {
    expect(outcomeOf(given)).toBeNull();
  });
});

describe("a notice", () => {
  it.each([
    ["a day and a half before the promised day was over", "2026-06-10T10:00:00Z", 1],
    ["in the last minute", "2026-06-11T21:59:00Z", 0],
    ["a minute too late", "2026-06-11T22:01:00Z", -1],
  ])("%s", (_title, noticedAt, leadDays) => {
    expect(outcomeOf({ ...facts, noticedAt: at(noticedAt) })?.leadDays).toBe(leadDays);
  });

  it("is counted with the outcome, the wildest values at their edge", () => {
    const outcome = outcomeOf({ ...facts, shipments: [parcel("2026-12-01T10:00:00Z")] });
    expect(outcome && cellOf(outcome)).toMatchObject({
      arrived: true,
      lateness: 30,
      noticed: false,
      leadDays: 0,
    });
  });
});
