import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultShopSettings, parseShopSettings, settingRanges, shopSettingsSchema } from "./shop-settings";

describe("a shop's settings", () => {
  it("are the defaults for a shop that never opened the page", () => {
    expect(parseShopSettings({})).toEqual(defaultShopSettings);
    expect(parseShopSettings(null)).toEqual(defaultShopSettings);
  });

  it("keep what the merchant chose and take the rest from the defaults", () => {
    const settings = parseShopSettings({ brand: { voice: "elegant" }, quietHours: { startsAt: "22:30" } });
    expect(settings.brand.voice).toBe("elegant");
    expect(settings.quietHours).toEqual({ startsAt: "22:30", endsAt: "08:00", exceptServiceSameDay: false });
  });

  it("lose only the broken part of what an older version stored", () => {
    const settings = parseShopSettings({
      surveyEveryDays: -4,
      retiredSetting: true,
      pressureCap: { messages: 2, days: "seven" },
      promiseRules: { transit: [{ to: "domestic", method: null, minDays: 5, maxDays: 2 }], handlingDays: 2 },
    });
    expect(settings.surveyEveryDays).toBe(90);
    expect(settings.pressureCap).toEqual({ messages: 2, days: 7, maxAgeDays: 14 });
    expect(settings.promiseRules.handlingDays).toBe(2);
    expect(settings.promiseRules.transit).toEqual(defaultShopSettings.promiseRules.transit);
    expect(settings).not.toHaveProperty("retiredSetting");
  });

  it("can be read whatever is stored", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => shopSettingsSchema.safeParse(parseShopSettings(json)).success),
    );
  });

  it("have defaults inside their own ranges", () => {
    expect(shopSettingsSchema.safeParse(defaultShopSettings).success).toBe(true);
    for (const range of Object.values(settingRanges)) expect(range.min).toBeLessThan(range.max);
  });

  it("never put anything but a web address into a shopper's mail", () => {
    for (const chatUrl of ["javascript:alert(1)", "data:text/html,x", "ftp://files.example.com"]) {
      expect(parseShopSettings({ contacts: { chatUrl } }).contacts.chatUrl).toBeNull();
    }
    expect(
      parseShopSettings({ contacts: { chatUrl: "https://chat.example.com/acme" } }).contacts.chatUrl,
    ).toBe("https://chat.example.com/acme");
  });

  it("refuse a time zone nobody lives in", () => {
    expect(parseShopSettings({ promiseRules: { timeZone: "Europe/Atlantis" } }).promiseRules.timeZone).toBe(
      "Europe/Rome",
    );
  });
});
