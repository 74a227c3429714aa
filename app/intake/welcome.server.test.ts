import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { minuteMs } from "~/platform/durations";
import { useTestDatabase } from "../../tests/harness/database";
import { dispatchDeps, dispatchTouchpoint } from "../../tests/harness/dispatch-deps";
import { friday } from "../../tests/harness/fixed-clock";
import { aDelay, anOrder, aShop, shopId } from "../../tests/harness/records";
import { decisionWords } from "../insights/decision-words";
import { listLately } from "../insights/lately.server";
import { forgetByAge } from "../privacy/forget-by-age.server";
import { unsubscribe } from "../touchpoints/unsubscribe.server";
import { createWebhookApplier } from "./apply-webhook.server";

const { db, deps } = useTestDatabase();

const minutesAgo = (minutes: number) => new Date(friday.getTime() - minutes * minuteMs);
const isoOf = (at: Date) => at.toISOString();

const switchOn = (welcome: Record<string, unknown> = {}, row: Parameters<typeof aShop>[1] = {}) =>
  aShop(db, { settings: { touchpoints: { welcome: { enabled: true, ...welcome } } }, ...row });

async function deliver(topic: string, body: unknown) {
  const now = deps.clock.now();
  const { id } = await db.webhookDelivery.create({
    data: {
      ...{ shopId, topic, webhookId: randomUUID(), receivedAt: now, triggeredAt: now },
      body: JSON.stringify(body),
    },
  });
  const [applied] = await createWebhookApplier(deps)([{ shopId, deliveryId: id.toString() }]);
  expect(applied).toEqual({ outcome: "applied" });
}

const isKnown = (first_name: string | null = "Marta") =>
  deliver("customers/create", {
    ...{ id: 701, email: "marta@example.com", phone: null, first_name, last_name: "Bianchi" },
    ...{ locale: "it", tags: "", updated_at: isoOf(minutesAgo(30)) },
  });
const says = (state: string, at = minutesAgo(30)) =>
  deliver("customers_email_marketing_consent/update", {
    ...{ customer_id: 701, email_address: "marta@example.com" },
    email_marketing_consent: { state, opt_in_level: "single_opt_in", consent_updated_at: isoOf(at) },
  });
const erase = () =>
  deliver("customers/redact", { customer: { id: 701, email: "marta@example.com" }, orders_to_redact: [] });

const welcomes = () => db.touchpoint.findMany({ where: { kind: "welcome" } });
const dispatch = async () => {
  const [planned] = await welcomes();
  return dispatchTouchpoint(dispatchDeps(deps), { shopId, touchpointId: planned?.id ?? "" });
};
const whyNot = async () => {
  const [last] = await db.decision.findMany({ orderBy: { id: "desc" }, take: 1 });
  return last ? decisionWords(last, "en") : null;
};

describe("a customer who agrees to marketing mail", () => {
  it("is not welcomed until the merchant switches it on", async () => {
    await aShop(db);
    await isKnown();
    await says("subscribed");
    expect(await welcomes()).toEqual([]);
  });

  it.each([
    ["her address first", [() => isKnown(), () => says("subscribed")]],
    ["her consent first", [() => says("subscribed"), () => isKnown()]],
    [
      "everything twice",
      [() => isKnown(), () => says("subscribed"), () => says("subscribed"), () => isKnown()],
    ],
    [
      "an older no after the yes",
      [() => isKnown(), () => says("subscribed"), () => says("not_subscribed", minutesAgo(90))],
    ],
  ])("is welcomed once, so long after she did: %s", async (_, told) => {
    await switchOn({ afterMinutes: 60 });
    for (const tell of told) await tell();
    expect(await welcomes()).toMatchObject([
      { state: "planned", class: "care", orderId: null, subjectId: "701", dueAt: minutesAgo(-30) },
    ]);
  });

  it("is not welcomed a second time after leaving and coming back", async () => {
    await switchOn();
    await isKnown();
    await says("subscribed");
    expect(await dispatch()).toEqual({ outcome: "dispatched" });
    await says("unsubscribed", minutesAgo(10));
    await says("subscribed", minutesAgo(5));
    expect(await welcomes()).toHaveLength(1);
    expect(deps.mailer.sent).toHaveLength(1);
  });

  it.each([
    ["before the shop went live", minutesAgo(200)],
    ["weeks ago, and is only told of now", minutesAgo(21 * 1440)],
  ])("is not welcomed where that was %s", async (_, at) => {
    await switchOn({}, { liveAt: at < minutesAgo(1440) ? minutesAgo(90 * 1440) : minutesAgo(120) });
    await isKnown();
    await says("subscribed", at);
    expect(await welcomes()).toEqual([]);
  });

  it("is not welcomed while the shop is not live", async () => {
    await switchOn({}, { liveAt: null });
    await isKnown();
    await says("subscribed");
    expect(await welcomes()).toEqual([]);
  });

  it("reads the code, in her language, with one click to stop all such mails", async () => {
    await switchOn({ code: "CIAO10" });
    await isKnown();
    await says("subscribed");
    expect(await dispatch()).toEqual({ outcome: "dispatched" });
    const [mail] = deps.mailer.sent;
    expect(mail?.to).toBe("marta@example.com");
    expect(mail?.subject).toBe("Che bello averti qui, Marta");
    expect(mail?.text).toContain("CIAO10");
    expect(mail?.text).toContain("perché hai accettato di avere notizie da Acme");
    expect(mail?.headers).toMatchObject({ "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" });
    expect(mail?.headers).not.toHaveProperty("X-Lastmile-Order");
    const [lately] = await listLately(db, { shopId, limit: 1 });
    expect(lately).toMatchObject({
      kind: "welcome",
      orderId: null,
      firstName: "Marta",
      subject: mail?.subject,
    });
  });

  it("without a name is greeted without a gap, and without a code told none", async () => {
    await switchOn();
    await isKnown(null);
    await says("subscribed");
    await dispatch();
    const [mail] = deps.mailer.sent;
    expect(mail?.subject).toBe("Che bello averti qui");
    expect(mail?.text).toContain("Ciao,");
    expect(mail?.text).not.toMatch(/codice|\{\{| ,/);
  });
});

describe("a welcome that has fallen due", () => {
  beforeEach(async () => {
    await switchOn();
    await isKnown();
    await says("subscribed");
  });

  it("is not sent to who has left again", async () => {
    await says("unsubscribed", minutesAgo(1));
    expect(await dispatch()).toEqual({ outcome: "suppressed" });
    expect(await whyNot()).toBe("Not sent: this shopper has not agreed to marketing mail.");
  });

  it("is not sent to who stopped such mails by a link of ours", async () => {
    const [planned] = await welcomes();
    await unsubscribe(deps, {
      ...{ shopId, touchpointId: planned?.id ?? "", purpose: "care", source: "one_click" },
    });
    expect(await dispatch()).toEqual({ outcome: "suppressed" });
    expect(await whyNot()).toBe("Not sent: this shopper asked not to get such messages.");
  });

  it("is not sent to a blocked address", async () => {
    await db.shop.updateMany({
      data: {
        settings: {
          touchpoints: { welcome: { enabled: true } },
          blocklist: { emails: ["MARTA@example.com"] },
        },
      },
    });
    expect(await dispatch()).toEqual({ outcome: "suppressed" });
  });

  const anOrderOfHers = async (row: Parameters<typeof anOrder>[1] = {}) => {
    const { shopperKey = null } = (await welcomes())[0] ?? {};
    const placedAt = minutesAgo(30);
    await anOrder(db, { placedAt, paidAt: placedAt, shopperKey, ...row });
  };
  const aNote = (state: string) =>
    db.touchpoint.create({
      data: {
        ...{ shopId, kind: "thank_you_note", class: "service", orderId: "1043", subjectId: "1043", state },
        ...{ channel: "email", plannedAt: friday, dueAt: friday, nextAttemptAt: friday },
      },
    });

  it("gives way to the thank-you note of an order within the hour", async () => {
    await anOrderOfHers();
    await aNote("planned");
    expect(await dispatch()).toEqual({ outcome: "suppressed" });
    expect(await whyNot()).toBe(
      "Not sent: an order within the hour was thanked for, and one message is enough.",
    );
  });

  it("goes out where that order's note was held back", async () => {
    await anOrderOfHers();
    await aNote("suppressed");
    expect(await dispatch()).toEqual({ outcome: "dispatched" });
  });

  it("waits for the morning of the shop, and of her last order where there is one", async () => {
    deps.clock.set(new Date("2026-06-12T20:30:00Z"));
    expect(await dispatch()).toEqual({ outcome: "postponed" });
    expect((await welcomes())[0]?.nextAttemptAt).toEqual(new Date("2026-06-13T06:00:00Z"));
    await anOrderOfHers({ placedAt: minutesAgo(9000), timeZone: "America/New_York" });
    expect(await dispatch()).toEqual({ outcome: "dispatched" });
  });

  it("waits while a parcel of hers is late", async () => {
    await anOrderOfHers({ placedAt: minutesAgo(9000) });
    await aDelay(db);
    expect(await dispatch()).toEqual({ outcome: "postponed" });
    expect(await whyNot()).toMatch(/^Put off: a delay of this shopper's is still open/);
  });

  it("waits for its turn under the cap", async () => {
    const { shopperKey } = (await welcomes())[0] ?? {};
    const at = minutesAgo(9000);
    const care = {
      ...{ shopId, kind: "win_back", class: "care", orderId: "1043", subjectId: "1043" },
      ...{ shopperKey: shopperKey ?? null, channel: "email", state: "dispatched" },
      ...{ plannedAt: at, dueAt: at, nextAttemptAt: at, dispatchedAt: minutesAgo(60) },
    };
    await db.touchpoint.create({ data: care });
    expect(await dispatch()).toEqual({ outcome: "postponed" });
    expect(await whyNot()).toMatch(/^Put off: this shopper already heard from you/);
  });

  it("finds nobody after she is erased, and says nothing of her", async () => {
    await erase();
    expect(await dispatch()).toEqual({ outcome: "suppressed" });
    const [row] = await welcomes();
    expect(row).toMatchObject({
      customerId: null,
      shopperKey: null,
      subjectId: `forgotten:${row?.id ?? ""}`,
    });
    await isKnown();
    await says("subscribed", minutesAgo(1));
    expect(await welcomes()).toHaveLength(1);
  });
});

describe("what was written in a welcome", () => {
  beforeEach(async () => {
    await switchOn();
    await isKnown();
    await says("subscribed");
    await dispatch();
  });

  it("is forgotten with her", async () => {
    expect(await db.message.count()).toBe(1);
    await erase();
    expect(await db.message.count()).toBe(0);
  });

  it("is kept no longer than what is written of orders", async () => {
    deps.clock.advance({ days: 366 * 5 });
    await forgetByAge(deps, { shopId });
    expect(await db.message.count()).toBe(0);
  });
});
