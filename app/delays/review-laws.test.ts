import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hourMs } from "~/platform/durations";
import { plusDays } from "~/promises/local-dates";
import { resolvePromise } from "~/promises/resolve-promise";
import { defaultShopSettings } from "~/settings/shop-settings";
import { SimulatedOrder } from "./a-simulated-order";
import { anyStory, storyOf } from "../../tests/harness/simulated-story";
import { aDelivery, delayRules } from "./an-example-delivery";
import { isWorse } from "./delay-kinds";
import type { DeliveryFacts } from "./delivery-facts";
import type { Happening } from "./play-order";
import { decideReview, type DeliveryRecords, type PlannedWord } from "./review";

const rules = defaultShopSettings.promiseRules;

// Ordinary weeks, clocks put forward and back on both hemispheres, Christmas, Easter, a leap day, Golden Week.
const placedAt = fc.constantFrom(
  "2026-11-16T09:00:00Z",
  "2026-03-27T09:00:00Z",
  "2026-10-23T09:00:00Z",
  "2026-10-02T21:00:00Z",
  "2026-12-22T11:00:00Z",
  "2027-03-24T15:00:00Z",
  "2028-02-28T23:30:00Z",
  "2027-04-28T03:00:00Z",
);

const destination = fc.constantFrom(
  { countryCode: "IT", timeZone: "Europe/Rome" },
  { countryCode: "US", timeZone: "America/New_York" },
  { countryCode: "AU", timeZone: "Australia/Lord_Howe" },
  { countryCode: "JP", timeZone: "Asia/Tokyo" },
  { countryCode: "IL", timeZone: "Asia/Jerusalem" },
);

const anyOrder = fc.record({ placedAt, destination, isPromised: fc.constantFrom(true, true, true, false) });
type AnyOrder = typeof anyOrder extends fc.Arbitrary<infer Order> ? Order : never;

/** The order with the promise the merchant's own rules make for it. */
function deliveryOf({ placedAt: iso, destination: to, isPromised }: AnyOrder): DeliveryFacts {
  const at = new Date(iso);
  const promise = resolvePromise({
    parts: null,
    rules,
    order: { placedAt: at, ...to, shippingMethod: null, requiresShipping: true },
  });
  return aDelivery({
    order: { placedAt: at, paidAt: at, exemption: null },
    promise: isPromised ? promise : null,
    road: { rules, destinationCountry: to.countryCode, timeZone: to.timeZone },
  });
}

const longAfter = (from: string) => new Date(Date.parse(`${plusDays(from.slice(0, 10), 1500)}T00:00:00Z`));

/** Everything the story tells, learned at once: the records as they stand in the end. */
function recordsInTheEnd(facts: DeliveryFacts, happenings: Happening[]): DeliveryRecords {
  const { order, promise, road } = facts;
  const first: DeliveryRecords = {
    ...{
      order,
      promise,
      road,
      revised: [],
      parcels: [],
      isUnshipped: true,
      incidents: [],
      messages: [],
      lanes: new Map(),
      forecasts: new Map(),
      rhythms: new Map(),
    },
  };
  return happenings.reduce((records, { change }) => change(records), first);
}

const isArrival = ({ variant }: PlannedWord) => variant === "arrived" || variant === "part_arrived";

const shuffled = <Item>(items: Item[], seed: number): Item[] =>
  items
    .map((item, index) => ({
      item,
      rank: (Math.imul(index + 1, 2_654_435_761) ^ Math.imul(seed, 40_503)) >>> 0,
    }))
    .sort((one, other) => one.rank - other.rank)
    .map(({ item }) => item);

/** An incident that is found by one length of silence and goes on as one of another kind. */
const foundStandingThenFailed: [Parameters<typeof storyOf>[0], AnyOrder, number[]] = [
  {
    parcels: [
      {
        shippedAfter: 0,
        scans: [
          { after: 0, status: "failure", eta: null, lateBy: 0 },
          { after: 102, status: "failure", eta: null, lateBy: 1 },
          { after: 0, status: "out_for_delivery", eta: null, lateBy: 1 },
        ],
        arrivesAfter: null,
      },
    ],
    isPartial: false,
    cancelledAfter: null,
    postponedHours: 0,
  },
  {
    placedAt: "2026-11-16T09:00:00Z",
    destination: { countryCode: "IL", timeZone: "Asia/Jerusalem" },
    isPromised: true,
  },
  [1, 3],
];

/** She is told of one parcel, which comes; the other's delay is no news before the hour she was given. */
const toldOfTheOneThatCame: [Parameters<typeof storyOf>[0], AnyOrder] = [
  {
    parcels: [
      { shippedAfter: 149, scans: [], arrivesAfter: 185 },
      {
        shippedAfter: 112,
        scans: [{ after: 31, status: "carrier_picked_up", eta: null, lateBy: 6 }],
        arrivesAfter: null,
      },
    ],
    isPartial: false,
    cancelledAfter: null,
    postponedHours: 0,
  },
  {
    placedAt: "2026-10-23T09:00:00Z",
    destination: { countryCode: "IL", timeZone: "Asia/Jerusalem" },
    isPromised: false,
  },
];

describe("whatever happens, wherever and whenever", () => {
  it("she gets at most three messages, two days apart, none after the end, and a thank-you exactly when warned", () => {
    fc.assert(
      fc.property(anyStory, anyOrder, (given, order) => {
        const { happenings, endsAt } = storyOf(given, new Date(order.placedAt));
        const lived = new SimulatedOrder(() => given.postponedHours, deliveryOf(order));
        lived.run(happenings, longAfter(order.placedAt));
        const before = lived.sent.filter(({ word }) => !isArrival(word));
        const thanks = lived.sent.filter(({ word }) => isArrival(word));
        expect(before.length).toBeLessThanOrEqual(delayRules.maxNotices);
        for (const [index, { at: sentAt }] of before.entries()) {
          const previous = before[index - 1];
          if (previous) expect(sentAt.getTime() - previous.at.getTime()).toBeGreaterThanOrEqual(48 * hourMs);
          if (endsAt) expect(sentAt.getTime()).toBeLessThan(endsAt.getTime());
        }
        expect(thanks.length).toBeLessThanOrEqual(Math.max(1, given.parcels.length));
        if (thanks.length > 0) expect(before.length).toBeGreaterThan(0);
        expect(lived.records.incidents.filter(({ incident }) => incident.state !== "closed")).toEqual([]);
        expect(new Set(lived.planned.map(({ kind, step }) => `${kind} ${String(step)}`)).size).toBe(
          lived.planned.length,
        );
        for (const { incident } of lived.records.incidents) expect(incident.nextUpdateAt).toBeNull();
      }),
      { numRuns: 200 },
    );
  });

  it("and the same though the shop learns meanwhile how long such parcels are silent", () => {
    fc.assert(
      fc.property(
        anyStory,
        anyOrder,
        fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1 }),
        (given, order, days) => {
          const { happenings, endsAt } = storyOf(given, new Date(order.placedAt));
          const learned = (now: Date) => days[Math.floor(now.getTime() / (7 * hourMs)) % days.length] ?? 1;
          const lived = new SimulatedOrder(() => given.postponedHours, deliveryOf(order), undefined, learned);
          lived.run(happenings, longAfter(order.placedAt));
          const before = lived.sent.filter(({ word }) => !isArrival(word));
          expect(before.length).toBeLessThanOrEqual(delayRules.maxNotices);
          for (const [index, { at: sentAt }] of before.entries()) {
            const previous = before[index - 1];
            if (previous)
              expect(sentAt.getTime() - previous.at.getTime()).toBeGreaterThanOrEqual(48 * hourMs);
            if (endsAt) expect(sentAt.getTime()).toBeLessThan(endsAt.getTime());
          }
          expect(lived.records.incidents.filter(({ incident }) => incident.state !== "closed")).toEqual([]);
        },
      ),
      { numRuns: 100, examples: [foundStandingThenFailed] },
    );
  });

  it("the dates a notice gives lie ahead of the day it leaves, whatever it waited for, and its word two days on", () => {
    fc.assert(
      fc.property(anyStory, anyOrder, (given, order) => {
        const { happenings } = storyOf(given, new Date(order.placedAt));
        const facts = deliveryOf(order);
        const lived = new SimulatedOrder(() => given.postponedHours, facts);
        lived.run(happenings, longAfter(order.placedAt));
        for (const { at: sentAt, word, facts: said } of lived.sent) {
          const { expected, nextUpdateAt } = said.delay;
          if (word.kind !== "delay_notice" || expected === null) continue;
          expect(expected.earliestOn <= expected.latestOn).toBe(true);
          if (nextUpdateAt)
            expect(nextUpdateAt.getTime() - sentAt.getTime()).toBeGreaterThanOrEqual(48 * hourMs);
          const today = new Intl.DateTimeFormat("en-CA", { timeZone: facts.road.timeZone }).format(sentAt);
          expect(expected.latestOn > today).toBe(true);
        }
      }),
      { numRuns: 150 },
    );
  });

  it("the word a message gives is kept: she hears by the hour named, news or not, unless it is over", () => {
    fc.assert(
      fc.property(anyStory, anyOrder, (given, order) => {
        const { happenings, endsAt } = storyOf(given, new Date(order.placedAt));
        const lived = new SimulatedOrder(undefined, deliveryOf(order));
        lived.run(happenings, longAfter(order.placedAt));
        for (const [index, { facts }] of lived.sent.entries()) {
          const wordAt = facts.delay.nextUpdateAt;
          if (wordAt === null || (endsAt !== null && endsAt <= wordAt)) continue;
          expect(lived.sent[index + 1]?.at.getTime()).toBeLessThanOrEqual(wordAt.getTime());
        }
      }),
      { numRuns: 200, examples: [toldOfTheOneThatCame] },
    );
  });

  it("scans told twice change neither incidents nor messages", () => {
    fc.assert(
      fc.property(anyStory, anyOrder, (given, order) => {
        const { happenings } = storyOf(given, new Date(order.placedAt));
        const doubled = happenings.flatMap((happening) => [
          happening,
          { ...happening, at: new Date(happening.at.getTime() + 1000) },
        ]);
        const until = longAfter(order.placedAt);
        const once = new SimulatedOrder(undefined, deliveryOf(order)).run(happenings, until);
        const twice = new SimulatedOrder(undefined, deliveryOf(order)).run(doubled, until);
        expect(twice.sent).toEqual(once.sent);
        expect(twice.records.incidents).toEqual(once.records.incidents);
      }),
      { numRuns: 80 },
    );
  });

  it("the order in which the events came makes no difference: same incident, same dates, same next look", () => {
    fc.assert(
      fc.property(
        anyStory,
        anyOrder,
        fc.integer(),
        fc.integer({ min: 0, max: 40 * 24 }),
        (given, order, seed, hours) => {
          const { happenings } = storyOf(given, new Date(order.placedAt));
          const facts = deliveryOf(order);
          const now = new Date(Date.parse(order.placedAt) + hours * hourMs);
          const told = recordsInTheEnd(facts, happenings);
          const mixed = recordsInTheEnd(facts, shuffled(happenings, seed));
          const byId = (records: DeliveryRecords): DeliveryRecords => ({
            ...records,
            parcels: [...records.parcels].sort((one, other) => one.id.localeCompare(other.id)),
          });
          expect(decideReview(byId(mixed), delayRules, { now, isAsked: false })).toEqual(
            decideReview(byId(told), delayRules, { now, isAsked: false }),
          );
        },
      ),
      { numRuns: 200 },
    );
  });

  it("a second notice within the life of an incident tells something worse, or the same after it moved", () => {
    fc.assert(
      fc.property(anyStory, anyOrder, (given, order) => {
        const { happenings } = storyOf(
          { ...given, parcels: given.parcels.slice(0, 1) },
          new Date(order.placedAt),
        );
        const lived = new SimulatedOrder(undefined, deliveryOf(order)).run(
          happenings,
          longAfter(order.placedAt),
        );
        const notices = lived.sent.filter(({ word }) => word.kind === "delay_notice");
        for (const [index, notice] of notices.entries()) {
          const previous = notices[index - 1];
          if (!previous) continue;
          const isUpgrade = isWorse(notice.kind, previous.kind);
          expect(isUpgrade || lived.log.includes("returned") || lived.records.incidents.length > 1).toBe(
            true,
          );
        }
      }),
      { numRuns: 120 },
    );
  });
});
