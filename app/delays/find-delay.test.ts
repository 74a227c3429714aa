import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hourMs } from "~/platform/durations";
import { aDelivery, aForecast, aParcel, aScan, at, delayRules } from "./an-example-delivery";
import type { DeliveryFacts, ParcelFacts } from "./delivery-facts";
import { findDelay, possibleDelays } from "./find-delay";

const found = (facts: DeliveryFacts, now: Date) => findDelay(facts, delayRules, now)?.kind ?? null;
const parcel = (scans: Parameters<typeof aParcel>[0], given?: Partial<ParcelFacts>) =>
  aDelivery({ parcel: aParcel(scans, given) });

describe("goods not shipped", () => {
  it.each([
    ["on time until a business day after ship-by", aDelivery(), "18 13:59", null],
    ["late from then on", aDelivery(), "18 14:00", "unshipped"],
    ["not when ship-by fell on a Friday and it is only Sunday", shipBy("20 14:00"), "22 20:00", null],
    ["but on the Monday after", shipBy("20 14:00"), "23 14:00", "unshipped"],
    [
      "never within 24 hours of the order",
      { ...shipBy("16 09:00"), order: placed("16 20:00") },
      "17 19:59",
      null,
    ],
    [
      "nor while the shop waits for the money",
      { ...aDelivery(), order: { ...placed("16 10:00"), paidAt: null } },
      "25 12:00",
      null,
    ],
    ["overdue, once the promise has passed as well", aDelivery(), "24 08:00", "overdue"],
    [
      "not within a day of a payment that came after the promise",
      { ...aDelivery(), order: { ...placed("16 10:00"), paidAt: at("25 12:00") } },
      "26 11:59",
      null,
    ],
    [
      "overdue from then on",
      { ...aDelivery(), order: { ...placed("16 10:00"), paidAt: at("25 12:00") } },
      "26 12:00",
      "overdue",
    ],
    ["not without any promise", aDelivery({ promise: null }), "30 12:00", null],
  ])("are %s", (_title, facts, now, kind) => {
    expect(found(facts, at(now))).toBe(kind);
  });
});

describe("a label without a scan", () => {
  it.each([
    ["is left alone for 3 business days", parcel([]), "20 11:59", null],
    ["is a delay from then on", parcel([]), "20 12:00", "unscanned"],
    [
      "is ordinary for a carrier that never scans",
      parcel([], { carrier: { scans: false, reportsArrivals: false } }),
      "30 12:00",
      null,
    ],
    ["is ordinary without a tracking number", parcel([], { tracked: false }), "20 12:00", null],
    [
      "stays one though the carrier has confirmed the order",
      parcel(["17 13:00 confirmed"]),
      "20 12:00",
      "unscanned",
    ],
    ["is none any more after the first scan", parcel(["19 09:00 carrier_picked_up"]), "20 12:00", null],
  ])("%s", (_title, facts, now, kind) => {
    expect(found(facts, at(now))).toBe(kind);
  });
});

describe("a parcel without a new scan", () => {
  const scans = ["17 18:00 carrier_picked_up", "18 06:00 in_transit"];
  it.each([
    ["is left alone for 3 business days, the weekend not counted", parcel(scans), "23 05:59", null],
    ["stands still from then on", parcel(scans), "23 06:00", "stalled"],
    ["has 5 days from abroad", abroad(scans), "24 05:59", null],
    ["stands still after 5 days from abroad", abroad(scans), "25 06:00", "stalled"],
    [
      "does not when hand-over is all the carrier ever reports",
      parcel(["17 18:00 in_transit"]),
      "23 23:00",
      null,
    ],
    [
      "does not at a pick-up point, where it waits for her",
      parcel([...scans, "18 10:00 ready_for_pickup"]),
      "30 12:00",
      null,
    ],
  ])("%s", (_title, facts, now, kind) => {
    expect(found(facts, at(now))).toBe(kind);
  });
});

describe("a parcel on a road that has shown how often it is scanned", () => {
  const scans = ["17 18:00 carrier_picked_up", "18 06:00 in_transit"];
  const rhythm = { days: 1, speaks: "lane" as const, carrier: "BRT", destination: "IT-PA" };
  it("stands still when such parcels are usually scanned sooner, whatever the setting", () => {
    expect(found({ ...parcel(scans), rhythm }, at("19 05:59"))).toBeNull();
    expect(found({ ...parcel(scans), rhythm }, at("19 06:00"))).toBe("stalled");
  });

  it("is left alone where longer silences are usual", () => {
    expect(found({ ...parcel(scans), rhythm: { ...rhythm, days: 5 } }, at("24 12:00"))).not.toBe("stalled");
  });

  it("is judged by the silence it was found by, whatever is learned later", () => {
    const facts = { ...parcel(scans), rhythm: { ...rhythm, days: 5 }, silenceDays: 1 };
    expect(found(facts, at("19 06:00"))).toBe("stalled");
  });
});

describe("the carrier's own word", () => {
  it.each([
    [
      "delayed counts at once",
      parcel(["17 18:00 in_transit", "18 09:00 delayed"]),
      "18 09:00",
      "carrier_delayed",
    ],
    [
      "delayed is taken back by the next scan",
      parcel(["18 09:00 delayed", "18 21:00 in_transit"]),
      "18 22:00",
      null,
    ],
    [
      "an attempt that failed counts at once",
      parcel(["18 09:00 attempted_delivery"]),
      "18 09:00",
      "failed_attempt",
    ],
    ["a failure counts the same", parcel(["18 09:00 failure"]), "18 09:00", "failed_attempt"],
    ["an ETA on the last promised day is fine", eta("23 23:30"), "18 10:00", null],
    ["an ETA after it is a delay", eta("24 00:30"), "18 10:00", "eta_past_promise"],
    [
      "an ETA within what she was told since is no news",
      { ...eta("24 12:00"), told: told("2026-11-24") },
      "18 10:00",
      null,
    ],
    [
      "what is worse speaks first",
      parcel([aScan("18 09:00 attempted_delivery", { etaAt: at("26 12:00") })]),
      "18 10:00",
      "failed_attempt",
    ],
  ])("%s", (_title, facts, now, kind) => {
    expect(found(facts, at(now))).toBe(kind);
  });

  it("names the address when the carrier does, in her language or theirs", () => {
    const message = "Indirizzo incompleto";
    const facts = parcel([aScan("18 09:00 failure", { message })]);
    expect(findDelay(facts, delayRules, at("18 10:00"))?.cause).toBe("address_problem");
  });
});

describe("a parcel on its way back", () => {
  const scanned = (status: string, message: string) =>
    findDelay(parcel([aScan(`18 09:00 ${status}`, { message })]), delayRules, at("18 10:00"));

  it.each([
    ["failure", "Returned to sender"],
    ["in_transit", "Parcel is being returned to the shipper"],
    ["attempted_delivery", "Destinatario sconosciuto, restituito al mittente"],
  ])("is one, whatever its status: %s, %s", (status, message) => {
    expect(scanned(status, message)).toMatchObject({ kind: "failed_attempt", cause: "coming_back" });
  });

  it("is none as long as that is what would happen", () => {
    const message = "Unclaimed parcels will be returned to sender after 7 days";
    expect(scanned("attempted_delivery", message)?.cause).toBe("attempt_failed");
    expect(scanned("ready_for_pickup", message)).toBeNull();
  });
});

describe("a broken promise", () => {
  const handedOver = ["17 18:00 in_transit"];
  it.each([
    ["is told the morning after, not in the night", parcel(handedOver), "24 07:59", null],
    ["is told at eight", parcel(handedOver), "24 08:00", "overdue"],
    [
      "is counted from the dates she was told since",
      { ...parcel(handedOver), told: told("2026-11-25") },
      "25 12:00",
      null,
    ],
    [
      "is told again when those have passed too",
      { ...parcel(handedOver), told: told("2026-11-25") },
      "26 08:00",
      "overdue",
    ],
    [
      "is not claimed where nobody would report an arrival",
      parcel([], { carrier: { scans: false, reportsArrivals: false } }),
      "30 12:00",
      null,
    ],
    [
      "is claimed where the carrier reports arrivals",
      parcel([], { carrier: { scans: false, reportsArrivals: true } }),
      "24 08:00",
      "overdue",
    ],
    [
      "is nothing to tell of a parcel that has arrived",
      parcel(handedOver, { deliveredAt: at("23 12:00") }),
      "30 12:00",
      null,
    ],
    [
      "is nothing to tell of a cancelled order",
      { ...parcel(handedOver), order: { ...placed("16 10:00"), exemption: "cancelled" as const } },
      "30 12:00",
      null,
    ],
  ])("%s", (_title, facts, now, kind) => {
    expect(found(facts, at(now))).toBe(kind);
  });

  it("is given up 60 days after the last sign: nothing true is left to say", () => {
    expect(found(parcel(handedOver), new Date("2027-01-22T22:59:00Z"))).toBe("overdue");
    expect(found(parcel(handedOver), new Date("2027-01-22T23:00:00Z"))).toBeNull();
  });

  it("eight in the morning is hers, in Los Angeles as well as in Rome", () => {
    const facts = parcel(handedOver);
    const there = { ...facts, road: { ...facts.road, timeZone: "America/Los_Angeles" } };
    expect(found(there, new Date("2026-11-24T15:59:00Z"))).toBeNull();
    expect(found(there, new Date("2026-11-24T16:00:00Z"))).toBe("overdue");
  });
});

it("scans in any order, or told twice, say the same", () => {
  const words = [
    "17 18:00 carrier_picked_up",
    "18 06:00 in_transit",
    "18 20:00 delayed",
    "19 07:00 in_transit",
    "19 07:00 out_for_delivery",
    "19 19:00 attempted_delivery",
  ];
  const scans = words.map((scan, day) =>
    aScan(scan, { etaAt: day % 2 ? null : at(`${String(20 + day)} 12:00`) }),
  );
  fc.assert(
    fc.property(
      fc
        .subarray(scans, { minLength: 1 })
        .chain((some) =>
          fc.tuple(
            fc.constant(some),
            fc.shuffledSubarray([...some, ...some], { minLength: some.length * 2 }),
          ),
        ),
      fc.integer({ min: 0, max: 400 }),
      ([some, shuffled], hours) => {
        const now = new Date(at("17 12:00").getTime() + hours * hourMs);
        expect(findDelay(parcel(shuffled), delayRules, now)).toEqual(
          findDelay(parcel(some), delayRules, now),
        );
        expect(possibleDelays(parcel(shuffled), delayRules)).toEqual(
          possibleDelays(parcel(some), delayRules),
        );
      },
    ),
  );
});

it.each([
  ["the product's prior says nothing of goods the shop is still to ship in time", "prior", "19 14:00", null],
  ["once they are past their ship-by it does", "prior", "17 14:00", "predicted_late"],
  ["and what the shop's own parcels say counts before", "shop", "19 14:00", "predicted_late"],
] as const)("on the first days of a shop: %s", (_title, speaks, when, kind) => {
  const facts = shipBy(when);
  const promise = facts.promise && { ...facts.promise, latestOn: "2026-11-23" };
  const asked = aForecast(0.6, at("18 08:00"));
  const forecast = { ...asked, reasons: { ...asked.reasons, leg: "handling" as const, speaks } };
  expect(found({ ...facts, promise, forecast }, at("18 08:00"))).toBe(kind);
});

function placed(when: string) {
  return { placedAt: at(when), paidAt: at(when), exemption: null };
}

function shipBy(when: string): DeliveryFacts {
  const facts = aDelivery();
  return {
    ...facts,
    promise: facts.promise && { ...facts.promise, latestOn: "2026-11-27", shipBy: at(when) },
  };
}

function told(latestOn: string) {
  return { earliestOn: latestOn, latestOn };
}

function eta(when: string): DeliveryFacts {
  return parcel([aScan("18 09:00 in_transit", { etaAt: at(when) })]);
}

function abroad(scans: string[]): DeliveryFacts {
  const facts = parcel(scans);
  return { ...facts, promise: null, road: { ...facts.road, destinationCountry: "DE" } };
}
