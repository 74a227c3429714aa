import { describe, expect, it } from "vitest";
import { defaultShopSettings } from "~/settings/shop-settings";
import { previewPromises } from "./preview-promises";

// A Tuesday at eleven in Rome, before the cut-off of 14:00.
const now = new Date("2026-06-16T09:00:00Z");
const rules = defaultShopSettings.promiseRules;

describe("what the rules would promise now", () => {
  it("is told for home, every country they name and one abroad", () => {
    expect(previewPromises(rules, now).map(({ country }) => country)).toEqual([
      "IT",
      "DE",
      "FR",
      "AT",
      "ES",
      "NL",
      "BE",
      "US",
    ]);
  });

  it("follows handling and days on the way, as an order's own promise does", () => {
    const home = (handlingDays: number) => previewPromises({ ...rules, handlingDays }, now)[0];
    expect(home(1)).toMatchObject({ earliestOn: "2026-06-19", latestOn: "2026-06-23" });
    expect(home(2)).toMatchObject({ earliestOn: "2026-06-22", latestOn: "2026-06-24" });
  });

  it("leaves out where the rules say nothing", () => {
    const domesticOnly = { ...rules, transit: [{ to: "domestic", method: null, minDays: 1, maxDays: 2 }] };
    expect(previewPromises(domesticOnly, now).map(({ country }) => country)).toEqual(["IT"]);
  });
});
