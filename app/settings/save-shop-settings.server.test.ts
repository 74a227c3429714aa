import { describe, expect, it } from "vitest";
import { useTestDatabase } from "../../tests/harness/database";
import { aShop, shopId } from "../../tests/harness/records";
import { saveShopSettings } from "./save-shop-settings.server";
import { loadShopSettings } from "./shops.server";

const { db, deps } = useTestDatabase();

describe("saving settings", () => {
  it("keeps what was chosen and stores only what differs from the defaults", async () => {
    await aShop(db);
    const saved = await saveShopSettings(deps, {
      shopId,
      patch: { quietHours: { startsAt: "22:00" }, surveyEveryDays: 90, brand: { voice: "playful" } },
    });
    expect(saved).toEqual({ outcome: "saved" });
    expect((await loadShopSettings(db, shopId)).quietHours.startsAt).toBe("22:00");
    const row = await db.shop.findUniqueOrThrow({ where: { id: shopId } });
    expect(row.settings).toEqual({ quietHours: { startsAt: "22:00" }, brand: { voice: "playful" } });
    expect(row.settingsUpdatedAt).toEqual(deps.clock.now());
  });

  it("leaves earlier choices alone when another part of the page is saved", async () => {
    await aShop(db, { settings: { brand: { voice: "elegant" } } });
    await saveShopSettings(deps, { shopId, patch: { followUpHours: 12 } });
    const settings = await loadShopSettings(db, shopId);
    expect([settings.brand.voice, settings.followUpHours]).toEqual(["elegant", 12]);
  });

  it("refuses all of it when one value is out of range, and says which", async () => {
    await aShop(db);
    const refused = await saveShopSettings(deps, {
      shopId,
      patch: {
        brand: { voice: "elegant", color: "green" },
        pressureCap: { messages: 0 },
        sender: { email: "nobody" },
        surveyEveryDays: "soon",
        promiseRules: {
          workingDays: [],
          transit: [
            { to: "domestic", method: null, minDays: 1, maxDays: 2 },
            { to: "FR", method: null, minDays: 9, maxDays: 3 },
          ],
        },
        somethingElse: true,
      },
    });
    expect(refused).toEqual({
      outcome: "refused",
      errors: {
        "": "unreadable",
        "brand.color": "color",
        "pressureCap.messages": "range",
        "sender.email": "email",
        surveyEveryDays: "range",
        "promiseRules.workingDays": "too_few",
        "promiseRules.transit.1.maxDays": "min_over_max",
      },
    });
    expect((await loadShopSettings(db, shopId)).brand.voice).toBe("warm");
  });
});
