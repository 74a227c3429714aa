import { describe, expect, test } from "vitest";

import { furthestBehind, stepOf, whereaboutsOf, type ParcelSigns, type Whereabouts } from "./whereabouts";

const label: ParcelSigns = { stage: null, handedOverAt: null, deliveredAt: null, trackingNumber: "BRT1" };
const at = new Date("2026-06-12T09:00:00Z");

describe("where a parcel is", () => {
  test.each<[string, Partial<ParcelSigns>, Whereabouts]>([
    ["a label nobody scanned", {}, "prepared"],
    ["a label the carrier was told of", { stage: "confirmed" }, "prepared"],
    ["a parcel nobody will ever scan", { trackingNumber: null }, "on_its_way"],
    ["scanned by the carrier", { stage: "in_transit", handedOverAt: at }, "on_its_way"],
    ["slowed down on the road", { stage: "delayed", handedOverAt: at }, "on_its_way"],
    ["on the van", { stage: "out_for_delivery", handedOverAt: at }, "out_for_delivery"],
    ["nobody at home", { stage: "attempted_delivery", handedOverAt: at }, "attempt_failed"],
    ["at the pick-up point", { stage: "ready_for_pickup", handedOverAt: at }, "ready_for_pickup"],
    ["given up by the carrier", { stage: "failure", handedOverAt: at }, "undeliverable"],
    ["arrived, whatever straggles in after", { stage: "in_transit", deliveredAt: at }, "arrived"],
  ])("%s", (_, signs, expected) => {
    expect(whereaboutsOf({ ...label, ...signs })).toBe(expected);
  });
});

describe("where an order is", () => {
  test("without a parcel it is being prepared", () => {
    expect(furthestBehind([])).toBe("ordered");
  });
  test("with several it is where the slowest is", () => {
    expect(furthestBehind(["arrived", "on_its_way", "out_for_delivery"])).toBe("on_its_way");
  });
  test("a failed attempt stands on the step of the van", () => {
    expect(stepOf("attempt_failed")).toBe("out_for_delivery");
  });
});
