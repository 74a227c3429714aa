import { describe, expect, it } from "vitest";
import { aDelivery, aForecast, aParcel, aScan, at } from "./an-example-delivery";
import { canBeNamed, daysLate, expectedRange, stillAhead, updatedRange } from "./expected-range";

const range = (earliestOn: string, latestOn: string) => ({
  earliestOn: `2026-11-${earliestOn}`,
  latestOn: `2026-11-${latestOn}`,
});

describe("the new dates", () => {
  it.each([
    [
      "a parcel the carrier calls delayed: 1-2 business days after the promise",
      "carrier_reported",
      ["18 09:00 delayed"],
      "18 09:00",
      range("24", "25"),
    ],
    [
      "three quiet days: 1-2 business days after the promise",
      "no_scan",
      ["17 18:00 in_transit", "18 06:00 in_transit"],
      "23 06:00",
      range("24", "25"),
    ],
    [
      "a failed attempt: the carrier comes again within 2 business days",
      "attempt_failed",
      ["20 18:00 attempted_delivery"],
      "20 18:10",
      range("23", "24"),
    ],
    [
      "an address to be mended takes her answer first",
      "address_problem",
      ["20 18:00 failure"],
      "20 18:10",
      range("24", "26"),
    ],
    [
      "overdue: tomorrow at the soonest",
      "promise_passed",
      ["17 18:00 in_transit"],
      "24 08:00",
      range("25", "26"),
    ],
    [
      "long overdue: counted from today, not from the promise",
      "promise_passed",
      ["17 18:00 in_transit"],
      "26 08:00",
      range("27", "30"),
    ],
  ] as const)("%s", (_title, cause, scans, now, expected) => {
    expect(expectedRange(aDelivery({ parcel: aParcel([...scans]) }), cause, at(now))).toEqual(expected);
  });

  it("goods not shipped come as much later as they leave", () => {
    expect(expectedRange(aDelivery(), "unshipped", at("18 14:00"))).toEqual(range("24", "25"));
    expect(expectedRange(aDelivery(), "unshipped", at("20 14:00"))).toEqual(range("26", "27"));
  });

  it("follow the carrier's ETA, with a day of slack", () => {
    const parcel = aParcel([aScan("18 09:00 in_transit", { etaAt: at("26 12:00") })]);
    expect(expectedRange(aDelivery({ parcel }), "eta_moved", at("18 10:00"))).toEqual(range("26", "27"));
  });

  it("an ETA on a Sunday means Monday", () => {
    const parcel = aParcel([aScan("18 09:00 in_transit", { etaAt: at("29 12:00") })]);
    expect(expectedRange(aDelivery({ parcel }), "eta_moved", at("18 10:00"))).toEqual({
      earliestOn: "2026-11-30",
      latestOn: "2026-12-01",
    });
  });

  it("do not believe an ETA that has passed, nor one of a carrier gone silent", () => {
    const passed = aParcel([aScan("18 09:00 in_transit", { etaAt: at("25 12:00") })]);
    expect(expectedRange(aDelivery({ parcel: passed }), "promise_passed", at("26 08:00"))).toEqual(
      range("27", "30"),
    );
    const silent = aParcel(["17 18:00 in_transit", aScan("18 06:00 in_transit", { etaAt: at("23 12:00") })]);
    expect(expectedRange(aDelivery({ parcel: silent }), "no_scan", at("23 06:00"))).toEqual(
      range("24", "25"),
    );
  });

  it("of a parcel the carrier calls delayed lie after the promise, though it still names a day within", () => {
    const delayed = aScan("18 09:00 delayed", { etaAt: at("20 12:00") });
    const facts = aDelivery({ parcel: aParcel([delayed]) });
    expect(expectedRange(facts, "carrier_reported", at("18 09:00"))).toEqual(range("24", "25"));
    const since = { ...facts, told: range("24", "25") };
    const later = { now: at("20 09:00"), toldAt: at("18 10:00") };
    expect(updatedRange(since, "carrier_reported", later)).toEqual(range("24", "25"));
  });

  it("without a promise are counted from today", () => {
    const parcel = aParcel(["18 09:00 delayed"]);
    expect(expectedRange(aDelivery({ promise: null, parcel }), "carrier_reported", at("18 09:00"))).toEqual(
      range("19", "20"),
    );
  });

  describe("of a parcel slow on its way", () => {
    const slow = (p80On: string) => {
      const forecast = aForecast(0.8, at("20 08:00"));
      return aDelivery({
        parcel: aParcel(["18 09:00 in_transit"]),
        forecast: { ...forecast, arrival: { ...forecast.arrival, p80On } },
      });
    };

    it("are the road's own", () => {
      expect(expectedRange(slow("2026-11-30"), "slow_on_its_way", at("20 08:00"))).toEqual(range("24", "30"));
    });

    it("are not named when they lie months apart, neither by the notice nor by an update", () => {
      const [facts, now] = [slow("2027-12-09"), at("20 08:00")];
      expect(expectedRange(facts, "slow_on_its_way", now)).toBeNull();
      expect(updatedRange(facts, "slow_on_its_way", { now, toldAt: null })).toBeNull();
    });
  });

  it("an update keeps the dates she was told while they still hold", () => {
    const facts = aDelivery({
      parcel: aParcel(["17 18:00 in_transit", "24 06:00 in_transit"]),
      told: range("24", "26"),
    });
    expect(updatedRange(facts, "no_scan", { now: at("24 18:00"), toldAt: null })).toEqual(range("24", "26"));
    expect(updatedRange(facts, "promise_passed", { now: at("26 18:00"), toldAt: null })).toEqual(
      range("27", "30"),
    );
  });

  it("are said until the last of them has passed", () => {
    expect(stillAhead(range("24", "25"), "2026-11-23")).toEqual(range("24", "25"));
    expect(stillAhead(range("24", "25"), "2026-11-25")).toEqual(range("25", "25"));
    expect(stillAhead(range("24", "25"), "2026-11-26")).toBeNull();
  });

  it("are told as business days late, never below nothing", () => {
    expect(daysLate(aDelivery(), range("24", "25"))).toEqual({ min: 1, max: 2 });
    expect(daysLate(aDelivery(), range("20", "23"))).toEqual({ min: 0, max: 0 });
    expect(daysLate(aDelivery({ promise: null }), range("24", "25"))).toBeNull();
  });
});

describe("dates of a forecast", () => {
  const { road } = aDelivery();

  it("lie after the promise, though the carrier had said it would come in time; what it says later counts", () => {
    const now = at("18 08:00");
    const inTime = aScan("17 18:00 in_transit", { etaAt: at("20 12:00") });
    const facts = aDelivery({ parcel: aParcel([inTime]), forecast: aForecast(0.7, now) });
    const told = range("24", "26");
    expect(expectedRange(facts, "slow_on_its_way", now)).toEqual(told);
    const since = { ...facts, told };
    const later = { now: at("19 17:00"), toldAt: now };
    expect(updatedRange(since, "slow_on_its_way", later)).toEqual(told);
    const spoken = aScan("19 09:00 out_for_delivery", { etaAt: at("20 12:00") });
    const parcel = aParcel([inTime, spoken]);
    expect(updatedRange({ ...since, parcel }, "slow_on_its_way", later)).toEqual(range("20", "23"));
  });

  it("can be told while they lie within two working weeks", () => {
    expect(canBeNamed({ earliestOn: "2026-11-16", latestOn: "2026-11-30" }, road)).toBe(true);
  });

  it("say nothing where they lie months apart", () => {
    expect(canBeNamed({ earliestOn: "2026-12-04", latestOn: "2027-05-06" }, road)).toBe(false);
  });
});
