import { describe, expect, it } from "vitest";
import { learn, SimulatedOrder } from "./a-simulated-order";
import { learnMore } from "../../tests/harness/simulated-story";
import type { Happening } from "./play-order";
import { aParcel, aScan, at, delayRules } from "./an-example-delivery";
import type { ParcelFacts } from "./delivery-facts";
import { decideReview, type DeliveryRecords } from "./review";

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

  it("the same when a scan is heard of before the parcel it is of", () => {
    const order = new SimulatedOrder().run(
      [
        { at: at("19 10:00"), change: (records) => ({ ...records, isUnshipped: false }) },
        ...parcelHistory(["19 18:00 carrier_picked_up", "20 08:00 out_for_delivery"], "20 11:00"),
      ],
      longAfter,
    );
    expect(told(order)).toEqual(["unshipped 2026-11-18T13:00", "arrived 2026-11-20T10:00"]);
    expect(order.records.incidents).toMatchObject([
      { shipmentId: "5001", incident: { state: "closed", closedReason: "arrived" } },
    ]);
  });

  it("goods that are said to have left and are never heard of again do not keep an incident open for good", () => {
    const left = {
      at: at("19 10:00"),
      change: (records: DeliveryRecords) => ({ ...records, isUnshipped: false }),
    };
    const order = new SimulatedOrder().run([left], longAfter);
    expect(told(order)).toEqual(["unshipped 2026-11-18T13:00"]);
    expect(order.records.incidents).toMatchObject([{ incident: { state: "closed" } }]);
  });

  it("a parcel that stands still and moves again: a notice, an update at the word given, the arrival", () => {
    const order = new SimulatedOrder().run(
      parcelHistory(["17 18:00 carrier_picked_up", "18 06:00 in_transit", "24 09:00 in_transit"], "26 11:00"),
      longAfter,
    );
    expect(order.log).toEqual(["opened", "notice", "moving", "update", "arrival_told", "closed"]);
    expect(told(order)).toEqual([
      "on_its_way 2026-11-23T05:00",
      "moving 2026-11-25T16:00",
      "arrived 2026-11-26T10:00",
    ]);
  });

  it("goods told of as not shipped have left by the word given: it says so, and not that they move again", () => {
    const order = new SimulatedOrder().run(
      [learn(at("19 10:00"), aParcel([], { createdAt: at("19 10:00") }))],
      at("21 00:00"),
    );
    expect(told(order)).toEqual(["unshipped 2026-11-18T13:00", "shipped 2026-11-20T16:00"]);
  });

  it("what she waited for is there and the rest is not: a part has arrived, not the order", () => {
    const order = new SimulatedOrder().run(
      [
        ...parcelHistory(["17 18:00 in_transit", "18 09:00 delayed"], "19 12:00", { id: "5001" }),
        learn(at("18 10:00"), aParcel([], { id: "5002", createdAt: at("18 10:00") })),
      ],
      at("19 13:00"),
    );
    expect(told(order)).toEqual(["on_its_way 2026-11-18T08:00", "part_arrived 2026-11-19T11:00"]);
  });

  it("a standing parcel does not move because its road turns out to be slower", () => {
    const learned = (now: Date) => (now < at("20 12:00") ? 1 : 9);
    const order = new SimulatedOrder(undefined, undefined, undefined, learned).run(
      parcelHistory(["17 18:00 carrier_picked_up", "18 06:00 in_transit"], "23 11:00"),
      longAfter,
    );
    expect(told(order)[0]).toBe("on_its_way 2026-11-19T05:00");
    expect(order.log).not.toContain("moving");
  });

  it("a parcel never heard of again: three messages, no fourth, and the incident ends after two months", () => {
    const order = new SimulatedOrder().run(parcelHistory(["17 18:00 in_transit"], null), longAfter);
    expect(order.sent.map(({ word }) => word.variant)).toEqual(["on_its_way", "new_date", "new_date"]);
    const told = order.sent.map(({ facts }) => facts.delay.expected?.latestOn ?? null);
    expect(new Set(told).size).toBe(3);
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
      "no_news 2026-11-23T16:00",
      "arrived 2026-11-24T11:00",
    ]);
  });

  it("a parcel that turns back is told without a date, and its way back is no moving again", () => {
    const back = { message: "Returning to sender" };
    const scans = ["17 18:00 in_transit", "18 09:00 attempted_delivery"].map((words) => aScan(words));
    const [first, second] = [aScan("19 10:00 failure", back), aScan("22 10:00 in_transit", back)];
    const history = [...scans, first, second].map((scan) =>
      learnMore(scan.happenedAt, "5001", at("17 12:00"), { scans: [scan] }),
    );
    const order = new SimulatedOrder().run(history, at("30 12:00"));
    expect(told(order)).toEqual([
      "failed_attempt 2026-11-18T08:00",
      "failed_attempt 2026-11-20T08:00",
      "no_news 2026-11-23T16:00",
    ]);
    expect(order.sent.map(({ facts }) => facts.delay.expected === null)).toEqual([false, true, true]);
  });

  it("a parcel brought to a pick-up point is not said to be on its way", () => {
    const order = new SimulatedOrder().run(
      parcelHistory(
        ["17 18:00 in_transit", "18 09:00 attempted_delivery", "19 10:00 ready_for_pickup"],
        "24 12:00",
      ),
      longAfter,
    );
    expect(told(order)).toEqual([
      "failed_attempt 2026-11-18T08:00",
      "ready_for_pickup 2026-11-20T16:00",
      "ready_for_pickup 2026-11-23T16:00",
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
      "no_news 2026-11-20T16:00",
      "no_news 2026-11-23T16:00",
      "arrived 2026-11-25T11:00",
    ]);
    expect(new Set(order.planned.map(({ kind, step }) => `${kind} ${String(step)}`)).size).toBe(
      order.planned.length,
    );
  });

  it("what is worse than the other parcel's trouble is told in the look in which that becomes less", () => {
    const order = new SimulatedOrder().run(
      [
        ...parcelHistory(["17 18:00 in_transit", "18 12:00 attempted_delivery"], null),
        ...parcelHistory(["17 19:00 in_transit", "18 09:00 attempted_delivery"], null, { id: "5002" }),
        ...parcelHistory(["18 20:00 in_transit"], null, { id: "5002" }),
      ],
      at("19 09:00"),
    );
    expect(told(order)).toEqual(["failed_attempt 2026-11-18T08:00"]);
    // Nobody has looked since; the second parcel, which moved again, has stood still for three business days.
    const { incidents } = decideReview(order.records, delayRules, { now: at("23 20:00"), isAsked: false });
    expect(incidents.flatMap(({ shipmentId, word }) => (word ? [shipmentId] : []))).toEqual(["5001"]);
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

describe("a parcel that is probably late", () => {
  const scans = ["17 18:00 carrier_picked_up", "18 20:00 in_transit"];

  it("is warned about two business days before, with dates after the promise, and thanked for on arrival", () => {
    const order = new SimulatedOrder(undefined, undefined, (now) => (now < at("19 00:00") ? 0.3 : 0.6)).run(
      parcelHistory(scans, "25 11:00"),
      longAfter,
    );
    expect(order.records.incidents[0]?.incident).toMatchObject({
      kind: "predicted_late",
      cause: "slow_on_its_way",
    });
    expect(told(order)[0]).toBe("on_its_way 2026-11-19T07:00");
    expect(order.records.revised[0]).toMatchObject({ earliestOn: "2026-11-24", latestOn: "2026-11-26" });
    expect(told(order).at(-1)).toBe("arrived 2026-11-25T10:00");
  });

  it("is not spoken of at an ordinary chance, nor looked at more than once a morning", () => {
    const order = new SimulatedOrder(undefined, undefined, () => 0.4).run(
      parcelHistory(scans, "23 11:00"),
      longAfter,
    );
    expect(order.log).toEqual([]);
    expect(order.looks).toBeLessThanOrEqual(3 + 4 + 2);
  });

  it("a chance that wavers is one piece of news", () => {
    const order = new SimulatedOrder(undefined, undefined, (now) =>
      now.getUTCDate() % 2 === 1 ? 0.6 : 0.4,
    ).run(parcelHistory([...scans, "20 09:00 in_transit"], "23 16:00"), longAfter);
    expect(order.log.filter((step) => step === "notice")).toHaveLength(1);
    expect(order.log).not.toContain("returned");
  });

  it("nobody who has just bought is warned, however hopeless it looks", () => {
    const order = new SimulatedOrder(undefined, undefined, () => 0.99).run([], longAfter);
    expect(told(order)[0]).toBe("unshipped 2026-11-18T07:00");
  });

  it("what the carrier reports says more than what is likely", () => {
    const order = new SimulatedOrder(undefined, undefined, () => 0.9).run(
      parcelHistory(["17 18:00 carrier_picked_up", "18 20:00 delayed"], "25 11:00"),
      at("18 22:00"),
    );
    expect(order.records.incidents[0]?.incident).toMatchObject({ kind: "carrier_delayed" });
    expect(order.log.slice(0, 3)).toEqual(["opened", "notice", "upgraded"]);
  });
});

/** A parcel whose scans are learned as they happen. */
function parcelHistory(
  scans: string[],
  arrives: string | null,
  given: Partial<ParcelFacts> = {},
): Happening[] {
  const { id, createdAt } = aParcel([], given);
  const events = scans.map((words) => aScan(words));
  return [
    ...events.map((scan) => learnMore(scan.happenedAt, id, createdAt, { scans: [scan] })),
    ...(arrives === null ? [] : [learnMore(at(arrives), id, createdAt, { deliveredAt: at(arrives) })]),
  ];
}

/** Quiet hours from 21:00 to 08:00 in Rome's winter. */
function untilMorning(now: Date): number {
  const hour = (now.getUTCHours() + 1) % 24;
  return hour >= 21 ? 32 - hour : hour < 8 ? 8 - hour : 0;
}
