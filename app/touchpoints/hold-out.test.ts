import { describe, expect, it } from "vitest";
import { defaultShopSettings } from "~/settings/shop-settings";
import { holdOutPercent, isHeldOut } from "./hold-out";

const shoppers = Array.from({ length: 10_000 }, (_, n) => `shopper-${String(n)}`);
const heldOut = (percent: number, kind: "win_back" | "feedback_invitation" = "win_back") =>
  shoppers.filter((shopperKey) => isHeldOut({ shopId: "acme.myshopify.com", shopperKey, kind }, percent));

describe("held out are", () => {
  it("so many in a hundred, and nobody at nought", () => {
    expect(heldOut(0)).toEqual([]);
    for (const percent of [1, 10, 50])
      expect(Math.abs(heldOut(percent).length - percent * 100)).toBeLessThan(5 * Math.sqrt(percent * 100));
  });

  it("the same shoppers whenever it is asked, and still when the share grows", () => {
    expect(heldOut(10)).toEqual(heldOut(10));
    const more = new Set(heldOut(20));
    expect(heldOut(10).every((shopper) => more.has(shopper))).toBe(true);
  });

  it("others for another kind", () => {
    const backs = new Set(heldOut(50));
    const both = heldOut(50, "feedback_invitation").filter((shopper) => backs.has(shopper));
    expect(Math.abs(both.length - 2_500)).toBeLessThan(250);
  });

  it("never held out of what is about her own order", () => {
    const settings = { ...defaultShopSettings, holdOut: { ...defaultShopSettings.holdOut, win_back: 10 } };
    expect(holdOutPercent(settings, "win_back")).toBe(10);
    expect(holdOutPercent(settings, "delay_notice")).toBe(0);
  });
});
