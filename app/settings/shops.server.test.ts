import { describe, expect, it } from "vitest";
import { useTestDatabase } from "../../tests/harness/database";
import { aShop, shopId } from "../../tests/harness/records";
import { goLive, pause } from "./go-live.server";
import {
  findShop,
  loadShopSettings,
  recordInstall,
  recordNeedsReauth,
  recordUninstall,
  type ShopProfile,
} from "./shops.server";

const { db, deps } = useTestDatabase();

const profile: ShopProfile = {
  name: "Acme",
  email: "ciao@acme.example",
  timeZone: "Europe/Paris",
  currency: "EUR",
  countryCode: "FR",
  locale: "fr",
};

const at = (iso: string) => new Date(iso);

describe("installing the app", () => {
  it("starts the shop from its own address, country and clock, and sends nothing yet", async () => {
    expect(await recordInstall(db, { shopId, at: at("2026-06-01T10:00:00Z"), profile })).toEqual({
      outcome: "installed",
    });
    const shop = await findShop(db, shopId);
    expect(shop).toMatchObject({ name: "Acme", timeZone: "Europe/Paris", liveAt: null });
    expect(shop?.settings).toMatchObject({
      sender: { name: "Acme", email: "ciao@acme.example" },
      languages: { fallback: "en" },
      promiseRules: { originCountry: "FR", timeZone: "Europe/Paris" },
    });
  });

  it.each([
    ["IT", { domestic: 4, DE: 6, FR: 6, AT: 6, ES: 6, NL: 6, BE: 6, GB: 8, international: 12 }],
    ["FR", { domestic: 4, IT: 6, DE: 6, AT: 6, ES: 6, NL: 6, BE: 6, GB: 8, international: 12 }],
    ["GB", { domestic: 4, IT: 8, DE: 8, FR: 8, AT: 8, ES: 8, NL: 8, BE: 8, international: 12 }],
    ["US", { domestic: 4, international: 12 }],
  ])("knows what is near from %s, and what is home", async (countryCode, days) => {
    await recordInstall(db, {
      ...{ shopId, at: at("2026-06-01T10:00:00Z") },
      profile: { ...profile, countryCode },
    });
    const { transit } = (await loadShopSettings(db, shopId)).promiseRules;
    const ofEveryMethod = transit.filter(({ method }) => method === null);
    expect(Object.fromEntries(ofEveryMethod.map(({ to, maxDays }) => [to, maxDays]))).toEqual(days);
  });

  it("again, changes neither the settings nor the day it began", async () => {
    await recordInstall(db, { shopId, at: at("2026-06-01T10:00:00Z"), profile });
    await recordNeedsReauth(db, { shopId, at: at("2026-06-02T10:00:00Z") });
    const again = { ...profile, name: "Acme & Co", countryCode: "IT" };
    expect(await recordInstall(db, { shopId, at: at("2026-06-03T10:00:00Z"), profile: again })).toEqual({
      outcome: "refreshed",
    });
    const shop = await findShop(db, shopId);
    expect(shop).toMatchObject({
      name: "Acme & Co",
      installedAt: at("2026-06-01T10:00:00Z"),
      needsReauthAt: null,
    });
    expect(shop?.settings.promiseRules.originCountry).toBe("FR");
  });

  it("after an uninstallation keeps the settings but waits for the merchant to go live again", async () => {
    await aShop(db, { settings: { brand: { voice: "elegant" } } });
    await recordUninstall(db, { shopId, at: at("2026-06-05T10:00:00Z") });
    expect(await recordInstall(db, { shopId, at: at("2026-06-06T10:00:00Z"), profile })).toEqual({
      outcome: "reinstalled",
    });
    const shop = await findShop(db, shopId);
    expect(shop).toMatchObject({
      liveAt: null,
      uninstalledAt: null,
      installedAt: at("2026-06-06T10:00:00Z"),
    });
    expect(shop?.settings.brand.voice).toBe("elegant");
  });
});

describe("uninstalling", () => {
  it("told late, after the merchant has come back, changes nothing", async () => {
    await aShop(db, { installedAt: at("2026-06-06T10:00:00Z") });
    expect(await recordUninstall(db, { shopId, at: at("2026-06-05T10:00:00Z") })).toEqual({
      outcome: "old_news",
    });
    expect(await findShop(db, shopId)).toMatchObject({ uninstalledAt: null });
  });
});

describe("going live", () => {
  it("begins once, however often the button is pressed", async () => {
    await aShop(db, { liveAt: null, settings: { sender: { email: "ciao@acme.example" } } });
    const first = await goLive(deps, { shopId });
    expect(first).toEqual({ outcome: "live", liveAt: deps.clock.now() });
    deps.clock.advance({ hours: 5 });
    expect(await goLive(deps, { shopId })).toEqual({ ...first, outcome: "already_live" });
  });

  it("waits for a sender's address: nobody can be written to without one", async () => {
    await aShop(db, { liveAt: null });
    expect(await goLive(deps, { shopId })).toEqual({ outcome: "not_ready", missing: "sender" });
    expect(await findShop(db, shopId)).toMatchObject({ liveAt: null });
  });

  it("after a pause starts anew from that moment", async () => {
    await aShop(db, { settings: { sender: { email: "ciao@acme.example" } } });
    expect(await pause(deps, { shopId })).toEqual({ outcome: "paused" });
    expect(await pause(deps, { shopId })).toEqual({ outcome: "not_live" });
    deps.clock.advance({ days: 2 });
    expect(await goLive(deps, { shopId })).toEqual({ outcome: "live", liveAt: deps.clock.now() });
  });

  it("a shop nobody knows has the default settings", async () => {
    expect((await loadShopSettings(db, "unknown.myshopify.com")).surveyEveryDays).toBe(90);
  });
});
