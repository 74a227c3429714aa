import { describe, expect, test } from "vitest";

import { dayMs } from "~/platform/durations";
import { defaultShopSettings, type ShopSettings } from "~/settings/shop-settings";
import { mayAsk, type KnownShopper } from "./may-ask";

const now = new Date("2026-06-12T09:00:00Z");
const daysAgo = (days: number) => new Date(now.getTime() - days * dayMs);

const marta: KnownShopper = {
  email: "marta@example.com",
  tags: [],
  products: [],
  test: false,
  cancelled: false,
  imported: false,
  unsubscribedFromSurveys: false,
  inTrouble: false,
  lastSurveyAt: null,
};

const blocking = (blocklist: ShopSettings["blocklist"]): ShopSettings => ({
  ...defaultShopSettings,
  blocklist,
});

describe("the thank-you page asks", () => {
  test("a shopper whose order has not reached us yet", () => {
    expect(mayAsk(defaultShopSettings, { kind: "nps_survey", shopper: null, now })).toEqual({ ask: true });
  });
  test("a shopper we know", () => {
    expect(mayAsk(defaultShopSettings, { kind: "nps_survey", shopper: marta, now })).toEqual({ ask: true });
  });
  test("a shopper last asked exactly 90 days ago", () => {
    expect(
      mayAsk(defaultShopSettings, {
        kind: "nps_survey",
        shopper: { ...marta, lastSurveyAt: daysAgo(90) },
        now,
      }),
    ).toEqual({ ask: true });
  });
});

describe("the thank-you page does not ask", () => {
  test.each<[string, Partial<KnownShopper>, string]>([
    ["after a test order", { test: true }, "test_order"],
    ["after a cancelled order", { cancelled: true }, "cancelled"],
    ["about an order of before going live", { imported: true }, "before_go_live"],
    ["who does not want surveys", { unsubscribedFromSurveys: true }, "unsubscribed"],
    ["in trouble with any of her orders", { inTrouble: true }, "in_trouble"],
    ["who was asked 89 days ago", { lastSurveyAt: daysAgo(89) }, "asked_lately"],
  ])("a shopper %s", (_, difference, reason) => {
    expect(
      mayAsk(defaultShopSettings, { kind: "nps_survey", shopper: { ...marta, ...difference }, now }),
    ).toEqual({ ask: false, reason });
  });

  test("a blocked address, however it is written", () => {
    const settings = blocking({ emails: ["Marta@Example.com"], tags: [], products: "" });
    expect(mayAsk(settings, { kind: "nps_survey", shopper: marta, now })).toEqual({
      ask: false,
      reason: "blocked",
    });
  });
  test("a shopper with a blocked tag on the order", () => {
    const settings = blocking({ emails: [], tags: ["Wholesale"], products: "" });
    expect(mayAsk(settings, { kind: "nps_survey", shopper: { ...marta, tags: ["wholesale"] }, now })).toEqual(
      {
        ask: false,
        reason: "blocked",
      },
    );
  });
  test("anybody while the question is switched off", () => {
    const touchpoints = {
      ...defaultShopSettings.touchpoints,
      nps_survey: { enabled: false },
    };
    expect(
      mayAsk({ ...defaultShopSettings, touchpoints }, { kind: "nps_survey", shopper: null, now }),
    ).toEqual({
      ask: false,
      reason: "touchpoint_off",
    });
  });

  test("while the question after arrival is still on, that one is asked", () => {
    const touchpoints = { ...defaultShopSettings.touchpoints, nps_survey: { enabled: false } };
    const settings = { ...defaultShopSettings, touchpoints };
    expect(mayAsk(settings, { kind: "feedback_invitation", shopper: marta, now })).toEqual({ ask: true });
  });
});
