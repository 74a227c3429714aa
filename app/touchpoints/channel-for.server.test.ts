import { beforeEach, describe, expect, it } from "vitest";
import { defaultShopSettings } from "~/settings/shop-settings";
import { useTestDatabase } from "../../tests/harness/database";
import { aShop, anOrder, shopId } from "../../tests/harness/records";
import { channelFor } from "./channel-for.server";

const { db, deps } = useTestDatabase();

const phone = "+393331234567";
const customer = (smsConsent: string) =>
  db.customer.create({
    data: {
      shopId,
      id: "701",
      tags: [],
      smsConsent,
      changedAt: deps.clock.now(),
      recordedAt: deps.clock.now(),
    },
  });

beforeEach(async () => {
  await aShop(db);
});

async function channel(
  row: { email?: string | null; phone?: string | null },
  {
    kind = "delay_notice" as const,
    canText = true,
    texts = {},
  }: {
    kind?: "delay_notice" | "thank_you_note" | "feedback_invitation";
    canText?: boolean;
    texts?: Partial<typeof defaultShopSettings.texts>;
  } = {},
) {
  const order = await anOrder(db, row);
  const settings = { texts: { ...defaultShopSettings.texts, ...texts } };
  return channelFor(db, { kind, order, settings, canText, secrets: deps.secrets });
}

describe("how she is reached", () => {
  it("by mail, where she left an address", async () => {
    expect(await channel({ phone })).toEqual({ outcome: "email" });
  });

  it("by text about a late parcel, where she left only a number", async () => {
    expect(await channel({ email: null, phone: "333 123 4567" })).toMatchObject({
      outcome: "text_message",
      to: phone,
    });
  });

  it("through WhatsApp where the merchant says so", async () => {
    expect(await channel({ email: null, phone }, { texts: { way: "whatsapp" } })).toMatchObject({
      to: `whatsapp:${phone}`,
    });
  });

  it("by text in place of mail, where she subscribed and the merchant prefers it", async () => {
    await customer("subscribed");
    expect(await channel({ phone }, { texts: { toSubscribers: true } })).toMatchObject({
      outcome: "text_message",
    });
  });

  it("by mail as ever, where she never subscribed to texts", async () => {
    await customer("not_subscribed");
    expect(await channel({ phone }, { texts: { toSubscribers: true } })).toEqual({ outcome: "email" });
  });

  it.each(["thank_you_note", "feedback_invitation"] as const)("never by text for a %s", async (kind) => {
    expect(await channel({ email: null, phone }, { kind })).toEqual({ outcome: "none", rule: "no_address" });
  });

  it("not at all to a number that said STOP, until it says START", async () => {
    const phoneKey = deps.secrets.phoneKey(phone);
    await db.textStop.create({ data: { shopId, phoneKey, at: deps.clock.now() } });
    expect(await channel({ email: null, phone })).toEqual({ outcome: "none", rule: "text_stopped" });
  });

  it("not at all in a country the merchant does not text to", async () => {
    expect(await channel({ email: null, phone: "+12025550123" })).toEqual({
      outcome: "none",
      rule: "text_country",
    });
  });

  it("not at all without texts set up", async () => {
    expect(await channel({ email: null, phone }, { canText: false })).toEqual({
      outcome: "none",
      rule: "no_address",
    });
  });
});
