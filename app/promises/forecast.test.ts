import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayMs } from "~/platform/durations";
import { aParcelToPalermo, historyOf, today, toPalermo } from "./an-example-road";
import { forecastArrival, forecastLateness, type ParcelOnItsWay } from "./forecast";
import { curvesAt } from "./lane-curves";
import { emptyHistory } from "./lane-history";
import { startingOdds } from "./late-odds";
import { rangesAt } from "./named-range";

const usual = historyOf(toPalermo, [3, 4, 5]);
const ask = (parcel: ParcelOnItsWay, { history = usual, now = today } = {}) =>
  forecastArrival(parcel, {
    curves: curvesAt(history, { asOf: now, usualDays: (leg) => (leg === "transit" ? 4 : null) }),
    odds: startingOdds(),
    ranges: rangesAt(new Map(), now),
    now,
  });
const chance = (parcel: ParcelOnItsWay, given: { now?: number } = {}) => ask(parcel, given).lateChance ?? NaN;

describe("the forecast of an arrival", () => {
  it("a parcel on its second day of an ordinary way is hardly ever late", () => {
    expect(chance(aParcelToPalermo())).toBeLessThan(0.35);
  });

  it("the longer it stays away, the likelier it is late", () => {
    const days = [0, 1, 2].map((day) => chance(aParcelToPalermo(), { now: today + day * dayMs }));
    expect(days[1]).toBeGreaterThan(days[0] ?? NaN);
    expect(days[2]).toBeGreaterThan(days[1] ?? NaN);
  });

  it("goods still in the shop two days before the promise are likelier late than goods on their way", () => {
    expect(chance(aParcelToPalermo({ handedOverAt: null }))).toBeGreaterThan(
      chance(aParcelToPalermo()) + 0.2,
    );
  });

  it("out for delivery on the promised morning, it comes today", () => {
    const now = Date.parse("2026-11-18T09:00+01:00");
    const stage = { leg: "last_mile", since: Date.parse("2026-11-18T07:30+01:00") } as const;
    const { lateChance, arrival, reasons } = ask(aParcelToPalermo({ stage }), { now });
    expect(lateChance).toBeLessThan(chance(aParcelToPalermo(), { now }) - 0.2);
    expect(arrival.p50On).toBe("2026-11-18");
    expect(reasons.leg).toBe("last_mile");
  });

  it("says what parcels of this road usually take and how long this one has been", () => {
    expect(ask(aParcelToPalermo()).reasons).toMatchObject({
      leg: "transit",
      speaks: "lane",
      usualDays: { from: 2, to: 4 },
      elapsedDays: expect.closeTo(1.25, 2),
    });
  });

  it("a new shop gets a sensible forecast from the promise rules alone", () => {
    const { lateChance, arrival, reasons } = ask(aParcelToPalermo(), { history: emptyHistory() });
    expect(lateChance).toBeGreaterThan(0.02);
    expect(lateChance).toBeLessThan(0.6);
    expect(arrival.p80On <= "2026-11-20").toBe(true);
    expect(reasons.speaks).toBe("prior");
  });

  it("without a promise there is nothing to be late for, but there are dates", () => {
    const { lateChance, arrival } = ask(aParcelToPalermo({ promiseEndsAt: null }));
    expect(lateChance).toBeNull();
    expect(arrival.p50On >= "2026-11-16").toBe(true);
  });

  it("once the promised day is over there is no chance left to speak of", () => {
    expect(ask(aParcelToPalermo(), { now: Date.parse("2026-11-19T00:00+01:00") }).lateChance).toBeNull();
  });

  it("whatever is asked: a chance between 0 and 1, dates in order and none in the past", () => {
    const parcels = fc.record({
      ordered: fc.double({ min: -400, max: 0, noNaN: true }),
      handedOver: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
      stage: fc.option(fc.constantFrom("last_mile" as const, "second_attempt" as const)),
      promised: fc.option(fc.double({ min: -30, max: 400, noNaN: true })),
      destination: fc.constantFrom("IT-PA", "US-NY", ""),
    });
    fc.assert(
      fc.property(parcels, ({ ordered, handedOver, stage, promised, destination }) => {
        const orderedAt = today + ordered * dayMs;
        const handedOverAt = handedOver === null ? null : orderedAt + (today - orderedAt) * handedOver;
        const parcel = aParcelToPalermo({
          lane: { ...toPalermo, destination },
          orderedAt,
          handedOverAt,
          stage: stage === null || handedOverAt === null ? null : { leg: stage, since: handedOverAt },
          promiseEndsAt: promised === null ? null : today + promised * dayMs,
        });
        const { lateChance, arrival } = ask(parcel);
        if (lateChance !== null) expect(lateChance > 0 && lateChance < 1).toBe(true);
        const { p10On, p20On, p50On, p80On, p90On } = arrival;
        const dates = ["2026-11-16", p10On, p20On, p50On, p80On, p90On];
        expect([...dates].sort()).toEqual(dates);
        const curves = curvesAt(usual, { asOf: today, usualDays: (leg) => (leg === "transit" ? 4 : null) });
        expect(forecastLateness(parcel, { curves, odds: startingOdds(), now: today })?.chance ?? null).toBe(
          lateChance,
        );
      }),
    );
  });
});
