import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { learn, SimulatedOrder, type Happening } from "./a-simulated-order";
import { aParcel, aScan, at } from "./an-example-delivery";
import type { ParcelFacts } from "./delivery-facts";

const HOUR_MS = 3_600_000;
const longAfter = new Date("2027-06-01T00:00:00Z");

const told = (order: SimulatedOrder) =>
  order.sent.map(({ word, at: sentAt }) => `${word.variant} ${sentAt.toISOString().slice(0, 16)}`);

describe("the life of an incident", () => {
  it("a parcel that comes in time is never spoken of", () => {
    const order = new SimulatedOrder().run(
      parcelHistory(["17 18:00 carrier_picked_up", "18 20:00 in_transit"], "19 11:00"),
      longAfter,
    );
    expect(order.log).toEqual([]);
    expect(order.sent).toEqual([]);
  });

  it("goods shipped late: warned at once, the incident moves to the parcel, thanked on arrival", () => {
    const order = new SimulatedOrder().run(
      [
        learn(at("19 10:00"), aParcel([], { createdAt: at("19 10:00") })),
        ...parcelHistory(["19 18:00 carrier_picked_up", "20 08:00 out_for_delivery"], "20 11:00"),
      ],
      longAfter,
    );
    expect(order.log).toEqual(["opened", "notice", "moving", "arrival_told", "closed"]);
    expect(told(order)).toEqual(["unshipped 2026-11-18T13:00", "arrived 2026-11-20T10:00"]);
    expect(order.records.incidents).toMatchObject([
      {
        shipmentId: "5001",
        incident: { state: "closed", closedReason: "arrived", arrivedAt: at("20 11:00") },
      },
    ]);
  });

  it("a parcel that stands still and moves again: a notice, an update at the word given, the arrival", () => {
    const order = new SimulatedOrder().run(
      parcelHistory(["17 18:00 carrier_picked_up", "18 06:00 in_transit", "24 09:00 in_transit"], "26 11:00"),
      longAfter,
    );
    expect(order.log).toEqual(["opened", "notice", "moving", "update", "arrival_told", "closed"]);
    expect(told(order)).toEqual([
      "on_its_way 2026-11-23T05:00",
      "moving 2026-11-25T17:00",
      "arrived 2026-11-26T10:00",
    ]);
  });

  it("a parcel never heard of again: three messages, no fourth, and the incident ends after two months", () => {
    const order = new SimulatedOrder().run(parcelHistory(["17 18:00 in_transit"], null), longAfter);
    expect(order.sent.map(({ word }) => word.variant)).toEqual(["on_its_way", "no_news", "no_news"]);
    expect(order.records.incidents).toMatchObject([
      { incident: { kind: "overdue", state: "closed", closedReason: "never_arrived", nextUpdateAt: null } },
    ]);
    expect(order.log.at(-1)).toBe("closed");
  });

  it("a worse kind is told when two days have passed, once, and not before", () => {
    const order = new SimulatedOrder().run(
      parcelHistory(["17 18:00 in_transit", "18 09:00 delayed", "18 21:00 attempted_delivery"], "24 12:00"),
      longAfter,
    );
    expect(told(order)).toEqual([
      "on_its_way 2026-11-18T08:00",
      "failed_attempt 2026-11-20T08:00",
      "no_news 2026-11-23T17:00",
      "arrived 2026-11-24T11:00",
    ]);
  });

  it("a notice held back by the night is not sent when the parcel moves before morning", () => {
    const order = new SimulatedOrder(untilMorning).run(
      parcelHistory(["17 18:00 in_transit", "18 22:00 delayed", "19 05:00 out_for_delivery"], "19 12:00"),
      longAfter,
    );
    expect(order.log).toEqual(["opened", "notice", "moving", "closed"]);
    expect(order.sent).toEqual([]);
  });

  it("a notice held back by the night carries what was learned meanwhile", () => {
    const order = new SimulatedOrder(untilMorning).run(
      parcelHistory(["17 18:00 in_transit", "18 22:00 delayed", "19 01:00 attempted_delivery"], "23 12:00"),
      longAfter,
    );
    expect(order.log).toContain("notice_refreshed");
    expect(order.sent.filter(({ word }) => word.kind === "delay_notice")).toHaveLength(1);
  });

  it("two late parcels of one order are one piece of news, and the last arrival is the one told", () => {
    const first = parcelHistory(["17 18:00 in_transit", "18 09:00 delayed"], "24 12:00", { id: "5001" });
    const second = parcelHistory(["17 18:00 in_transit", "18 10:00 delayed"], "25 12:00", { id: "5002" });
    const order = new SimulatedOrder().run([...first, ...second], longAfter);
    expect(told(order)).toEqual([
      "on_its_way 2026-11-18T08:00",
      "no_news 2026-11-20T17:00",
      "no_news 2026-11-23T17:00",
      "arrived 2026-11-25T11:00",
    ]);
    expect(new Set(order.planned.map(({ kind, step }) => `${kind} ${String(step)}`)).size).toBe(
      order.planned.length,
    );
  });

  it("a cancelled order is closed without a word", () => {
    const order = new SimulatedOrder().run(
      [
        ...parcelHistory(["17 18:00 in_transit", "18 09:00 delayed"], null),
        {
          at: at("19 09:00"),
          change: (records) => ({ ...records, order: { ...records.order, exemption: "cancelled" } }),
        },
      ],
      longAfter,
    );
    expect(told(order)).toEqual(["on_its_way 2026-11-18T08:00"]);
    expect(order.records.incidents).toMatchObject([
      { incident: { state: "closed", closedReason: "order_cancelled" } },
    ]);
  });

  it("a parcel cancelled and sent again takes its incident along", () => {
    const lost = parcelHistory(["17 18:00 in_transit", "18 09:00 delayed"], null, { id: "5001" });
    const again = aParcel([], { id: "5002", createdAt: at("19 12:00") });
    const order = new SimulatedOrder().run(
      [
        ...lost,
        { at: at("19 12:00"), change: (records) => ({ ...records, parcels: [again] }) },
        {
          at: at("20 12:00"),
          change: (records) => ({ ...records, parcels: [{ ...again, deliveredAt: at("20 12:00") }] }),
        },
      ],
      longAfter,
    );
    expect(order.records.incidents).toMatchObject([
      { shipmentId: "5002", incident: { closedReason: "arrived" } },
    ]);
    expect(order.sent.at(-1)?.word.variant).toBe("arrived");
  });
});

describe("whatever happens", () => {
  const statuses = [
    "confirmed",
    "carrier_picked_up",
    "in_transit",
    "delayed",
    "out_for_delivery",
    "attempted_delivery",
    "ready_for_pickup",
    "failure",
  ];
  const story = fc.record({
    parcels: fc.array(
      fc.record({
        shippedAfter: fc.integer({ min: 0, max: 20 * 24 }),
        scans: fc.array(
          fc.record({
            after: fc.integer({ min: 0, max: 25 * 24 }),
            status: fc.constantFrom(...statuses),
            eta: fc.option(fc.integer({ min: 0, max: 14 })),
            lateBy: fc.integer({ min: 0, max: 48 }),
          }),
          { maxLength: 10 },
        ),
        arrivesAfter: fc.option(fc.integer({ min: 1, max: 40 * 24 })),
      }),
      { maxLength: 2 },
    ),
    cancelledAfter: fc.option(fc.integer({ min: 1, max: 30 * 24 }), { freq: 8 }),
    postponedHours: fc.constantFrom(0, 0, 1, 11, 30),
  });

  it("she gets at most three messages, two days apart, none after the end, and a thank-you exactly when warned", () => {
    fc.assert(
      fc.property(story, (given) => {
        const { happenings, endsAt } = storyOf(given);
        const order = new SimulatedOrder(() => given.postponedHours).run(happenings, longAfter);
        const before = order.sent.filter(({ word }) => word.variant !== "arrived");
        const thanks = order.sent.filter(({ word }) => word.variant === "arrived");
        expect(before.length).toBeLessThanOrEqual(3);
        for (const [index, { at: sentAt }] of before.entries()) {
          const previous = before[index - 1];
          if (previous) expect(sentAt.getTime() - previous.at.getTime()).toBeGreaterThanOrEqual(48 * HOUR_MS);
          if (endsAt) expect(sentAt.getTime()).toBeLessThan(endsAt.getTime());
        }
        expect(thanks.length).toBeLessThanOrEqual(Math.max(1, given.parcels.length));
        if (thanks.length > 0) expect(before.length).toBeGreaterThan(0);
        expect(order.records.incidents.filter(({ incident }) => incident.state !== "closed")).toEqual([]);
        expect(new Set(order.planned.map(({ kind, step }) => `${kind} ${String(step)}`)).size).toBe(
          order.planned.length,
        );
        for (const { incident } of order.records.incidents) expect(incident.nextUpdateAt).toBeNull();
      }),
      { numRuns: 150 },
    );
  });

  it("scans told twice change neither incidents nor messages", () => {
    fc.assert(
      fc.property(story, (given) => {
        const { happenings } = storyOf(given);
        const doubled = happenings.flatMap((happening) => [
          happening,
          { ...happening, at: new Date(happening.at.getTime() + 1000) },
        ]);
        const once = new SimulatedOrder().run(happenings, longAfter);
        const twice = new SimulatedOrder().run(doubled, longAfter);
        expect(twice.sent).toEqual(once.sent);
        expect(twice.records.incidents).toEqual(once.records.incidents);
      }),
      { numRuns: 60 },
    );
  });

  interface Story {
    parcels: Array<{
      shippedAfter: number;
      scans: Array<{ after: number; status: string; eta: number | null; lateBy: number }>;
      arrivesAfter: number | null;
    }>;
    cancelledAfter: number | null;
  }

  /** A story as the shop learns it: scans late and out of order, each growing what is known of its parcel. */
  function storyOf({ parcels, cancelledAfter }: Story): { happenings: Happening[]; endsAt: Date | null } {
    const start = at("16 10:00").getTime();
    const happenings: Happening[] = [];
    const arrivals: Array<Date | null> = [];
    for (const [index, { shippedAfter, scans, arrivesAfter }] of parcels.entries()) {
      const createdAt = new Date(start + shippedAfter * HOUR_MS);
      const id = `500${String(index)}`;
      happenings.push(merge(createdAt, id, createdAt, {}));
      for (const [position, { after, status, eta, lateBy }] of scans.entries()) {
        const happenedAt = new Date(createdAt.getTime() + after * HOUR_MS);
        const etaAt = eta === null ? null : new Date(happenedAt.getTime() + eta * 24 * HOUR_MS);
        const scan = { id: `${id}-${String(position)}`, status, happenedAt, etaAt, message: null };
        happenings.push(
          merge(new Date(happenedAt.getTime() + lateBy * HOUR_MS), id, createdAt, { scans: [scan] }),
        );
      }
      const deliveredAt =
        arrivesAfter === null ? null : new Date(createdAt.getTime() + arrivesAfter * HOUR_MS);
      arrivals.push(deliveredAt);
      if (deliveredAt) happenings.push(merge(deliveredAt, id, createdAt, { deliveredAt }));
    }
    const cancelledAt = cancelledAfter === null ? null : new Date(start + cancelledAfter * HOUR_MS);
    if (cancelledAt) {
      happenings.push({
        at: cancelledAt,
        change: (records) => ({ ...records, order: { ...records.order, exemption: "cancelled" } }),
      });
    }
    const last =
      arrivals.length > 0 && arrivals.every((arrival) => arrival !== null)
        ? new Date(Math.max(...arrivals.map(Number)))
        : null;
    const ends = [last, cancelledAt].filter((end) => end !== null);
    return { happenings, endsAt: ends.length === 0 ? null : new Date(Math.min(...ends.map(Number))) };
  }
});

/** What is learned of one parcel is added to what was known, by the scan's id. */
function merge(when: Date, id: string, createdAt: Date, news: Partial<ParcelFacts>): Happening {
  return {
    at: when,
    change: (records) => {
      const known = records.parcels.find((one) => one.id === id) ?? aParcel([], { id, createdAt });
      const scans = [
        ...known.scans.filter((one) => !news.scans?.some((scan) => scan.id === one.id)),
        ...(news.scans ?? []),
      ];
      return learn(when, { ...known, ...news, scans }).change(records);
    },
  };
}

/** A parcel whose scans are learned as they happen. */
function parcelHistory(
  scans: string[],
  arrives: string | null,
  given: Partial<ParcelFacts> = {},
): Happening[] {
  const { id, createdAt } = aParcel([], given);
  const events = scans.map((words) => aScan(words));
  return [
    ...events.map((scan) => merge(scan.happenedAt, id, createdAt, { scans: [scan] })),
    ...(arrives === null ? [] : [merge(at(arrives), id, createdAt, { deliveredAt: at(arrives) })]),
  ];
}

/** Quiet hours from 21:00 to 08:00 in Rome's winter. */
function untilMorning(now: Date): number {
  const hour = (now.getUTCHours() + 1) % 24;
  return hour >= 21 ? 32 - hour : hour < 8 ? 8 - hour : 0;
}
