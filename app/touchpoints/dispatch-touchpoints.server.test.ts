import { beforeEach, describe, expect, it } from "vitest";
import type { OutgoingText } from "~/channels/text-message.server";
import { textLengthOf } from "~/messages/text-segments";
import { hourMs, minuteMs } from "~/platform/durations";
import { decisionWords } from "../insights/decision-words";
import { getShop } from "~/settings/shops.server";
import { useTestDatabase } from "../../tests/harness/database";
import { dispatchDeps, dispatchTouchpoint } from "../../tests/harness/dispatch-deps";
import { friday } from "../../tests/harness/fixed-clock";
import { anOrder, aShipment, aShop, aTouchpoint, shopId } from "../../tests/harness/records";
import type { DispatchDeps } from "./claimed-touchpoint.server";
import type { DelayStanding } from "./decision-facts.server";
import { isHeldOut } from "./hold-out";
import { planForOrders } from "./plan-for-order.server";
import { sweepDueTouchpoints } from "./sweep-due-touchpoints.server";

const { db, deps } = useTestDatabase();

const dispatch = (touchpointId: string, change: Partial<DispatchDeps> = {}) =>
  dispatchTouchpoint({ ...dispatchDeps(deps), ...change }, { shopId, touchpointId });

const read = (id: string) => db.touchpoint.findUniqueOrThrow({ where: { id } });

describe("a thank-you note that has fallen due", () => {
  let id = "";
  beforeEach(async () => {
    await aShop(db);
    await anOrder(db);
    ({ id } = await aTouchpoint(db, { kind: "thank_you_note", class: "service", dueAt: deps.clock.now() }));
  });

  it("goes out once, in her language, and is kept with its words and the reason", async () => {
    expect(await dispatch(id)).toEqual({ outcome: "dispatched" });
    expect(await dispatch(id)).toEqual({ outcome: "not_ours" });
    expect(deps.mailer.sent).toHaveLength(1);
    const [mail] = deps.mailer.sent;
    expect(mail).toMatchObject({
      to: "marta@example.com",
      headers: { "X-Lastmile-Kind": "thank_you_note", "X-Lastmile-Order": "1043" },
    });
    expect(mail?.text).toContain("Marta");
    expect(mail?.headers).not.toHaveProperty("List-Unsubscribe");
    expect(await read(id)).toMatchObject({
      state: "dispatched",
      dispatchedAt: deps.clock.now(),
      language: "it",
    });
    expect(await db.message.findMany()).toMatchObject([{ touchpointId: id, subject: mail?.subject }]);
    expect(await db.decision.findMany()).toMatchObject([{ outcome: "sent", rule: "due" }]);
    expect(await db.orderMark.findMany()).toMatchObject([{ key: "thank_you_note", state: "pending" }]);
    expect(await db.touchpointRollup.findMany()).toMatchObject([
      { kind: "thank_you_note", outcome: "sent", reason: "", count: 1 },
    ]);
  });

  it("is said with the merchant's own words", async () => {
    await db.messageWordsVersion.create({
      data: {
        shopId,
        kind: "thank_you_note",
        variant: "returning",
        language: "it",
        voice: "warm",
        version: 1,
        words: { subject: "Ancora grazie, {{ shopper.first_name }}" },
        savedAt: deps.clock.now(),
      },
    });
    await dispatch(id);
    expect(deps.mailer.sent[0]?.subject).toBe("Ancora grazie, Marta");
  });

  it("is not sent for an order the merchant left out by a condition", async () => {
    const conditions = [{ rule: "value_from", value: "100" }];
    await db.shop.update({
      where: { id: shopId },
      data: { settings: { touchpoints: { thank_you_note: { conditions } } } },
    });
    expect(await dispatch(id)).toEqual({ outcome: "suppressed" });
    expect(await db.decision.findMany()).toMatchObject([
      { rule: "condition", inputs: { condition: "value_from", value: "100" } },
    ]);
  });

  it("goes out for the products the merchant chose it for, and for no others", async () => {
    const conditions = [{ rule: "product_in", value: "Vaso (7701)\nLampada" }];
    await db.shop.update({
      where: { id: shopId },
      data: { settings: { touchpoints: { thank_you_note: { conditions } } } },
    });
    const other = await aTouchpoint(db, { id: "other", orderId: "1044", subjectId: "1044" });
    await anOrder(db, { id: "1044", name: "#1044", checkoutToken: "checkout-1044" });
    await db.orderLine.createMany({
      data: [
        { shopId, orderId: "1043", id: "1", productId: "7701", title: "Vaso Alba", quantity: 1 },
        { shopId, orderId: "1044", id: "2", productId: "7702", title: "Tazza", quantity: 1 },
        {
          shopId: "other.myshopify.com",
          orderId: "1044",
          id: "3",
          productId: "7701",
          title: "Vaso",
          quantity: 1,
        },
      ],
    });
    expect(await dispatch(id)).toEqual({ outcome: "dispatched" });
    expect(await dispatch(other.id)).toEqual({ outcome: "suppressed" });
    const [why] = await db.decision.findMany({ where: { touchpointId: other.id } });
    expect(decisionWords(why ?? { outcome: "", rule: "", inputs: {} }, "en")).toBe(
      "Not sent: the order holds none of the products you ask for.",
    );
  });

  it("is not sent for a product on the blocklist", async () => {
    await db.shop.update({
      where: { id: shopId },
      data: { settings: { blocklist: { products: "VASO-ALBA" } } },
    });
    await db.orderLine.create({
      data: { shopId, orderId: "1043", id: "1", title: "Vaso", sku: "Vaso-Alba", quantity: 1 },
    });
    expect(await dispatch(id)).toEqual({ outcome: "suppressed" });
    expect(await read(id)).toMatchObject({ reason: "blocked" });
  });

  it("is claimed by one of two workers", async () => {
    const outcomes = await Promise.all([dispatch(id), dispatch(id)]);
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(["dispatched", "not_ours"]);
    expect(deps.mailer.sent).toHaveLength(1);
  });

  it("is not sent when Shopify says the order was cancelled meanwhile", async () => {
    const confirmOrders = async () => {
      await db.order.updateMany({ data: { cancelledAt: deps.clock.now() } });
      return [{ outcome: "confirmed" as const }];
    };
    expect(await dispatch(id, { confirmOrders })).toEqual({ outcome: "cancelled" });
    expect(deps.mailer.sent).toHaveLength(0);
    expect(await read(id)).toMatchObject({ state: "cancelled", reason: "cancelled" });
    expect(await db.touchpointRollup.findMany()).toMatchObject([{ outcome: "cancelled", count: 1 }]);
  });

  it("whose worker died in mid-send is sent again under the same Message-ID and marked unconfirmed", async () => {
    await dispatch(id);
    await db.touchpoint.update({
      where: { id },
      data: { state: "dispatching", dispatchedAt: null, settledAt: null, nextAttemptAt: deps.clock.now() },
    });
    await sweepDueTouchpoints(deps);
    expect(deps.queue.payloadsOf("touchpoint.dispatch")).toEqual([{ shopId, touchpointId: id }]);
    await dispatch(id);
    const [first, second] = deps.mailer.sent;
    expect(second?.messageId).toBe(first?.messageId);
    expect(await read(id)).toMatchObject({ state: "dispatched", unconfirmed: true });
  });
});

describe("a feedback invitation", () => {
  const delivered = async (orderId: string, shopperKey = "shopper-marta") => {
    await anOrder(db, {
      id: orderId,
      shopperKey,
      name: `#${orderId}`,
      checkoutToken: orderId,
      fulfillmentStatus: "fulfilled",
    });
    await aShipment(db, { id: `s${orderId}`, orderId, stage: "delivered", deliveredAt: deps.clock.now() });
    return aTouchpoint(db, {
      id: `invitation-${orderId}`,
      kind: "feedback_invitation",
      class: "survey",
      orderId,
      subjectId: orderId,
      dueAt: deps.clock.now(),
    });
  };

  it("carries one-click unsubscribe and the first question as links", async () => {
    await aShop(db);
    const { id } = await delivered("1");
    await dispatch(id);
    const [mail] = deps.mailer.sent;
    expect(mail?.headers).toMatchObject({
      "List-Unsubscribe": expect.stringMatching(/^<https:\/\/lastmile\.test\/u\/.+>$/) as string,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    });
    expect(mail?.html).toMatch(/https:\/\/lastmile\.test\/r\/[^"]+\?rating=10/);
    expect(mail?.html).toMatch(/https:\/\/lastmile\.test\/p\/[^"]+"/);
    expect(mail?.text).toMatch(/Che cosa ricevere: https:\/\/lastmile\.test\/p\//);
  });

  it("is held out where its effect is measured, the same shoppers always, and both groups are noted", async () => {
    await aShop(db, { settings: { holdOut: { feedback_invitation: 50 } } });
    const draws = (isOut: boolean) =>
      Array.from({ length: 50 }, (_, n) => `shopper-${String(n)}`).find(
        (shopperKey) => isHeldOut({ shopId, shopperKey, kind: "feedback_invitation" }, 50) === isOut,
      ) ?? "";
    const written = await delivered("1", draws(false));
    const heldOut = await delivered("2", draws(true));
    expect(await dispatch(heldOut.id)).toEqual({ outcome: "suppressed" });
    expect(await dispatch(written.id)).toEqual({ outcome: "dispatched" });
    const again = await delivered("3", draws(true));
    expect(await dispatch(again.id)).toEqual({ outcome: "suppressed" });
    const [why] = await db.decision.findMany({ where: { touchpointId: heldOut.id } });
    expect(decisionWords(why ?? { outcome: "", rule: "", inputs: {} }, "en")).toBe(
      "Not sent: held out to measure what this message does.",
    );
    expect(await db.holdOutTrial.findMany({ orderBy: { heldOut: "asc" } })).toMatchObject([
      { kind: "feedback_invitation", shopperKey: draws(false), heldOut: false },
      { kind: "feedback_invitation", shopperKey: draws(true), touchpointId: heldOut.id, heldOut: true },
    ]);
  });

  it("goes to her once, though two of her orders fall due at the same moment", async () => {
    await aShop(db);
    const [first, second] = [await delivered("1"), await delivered("2")];
    await Promise.all([dispatch(first.id), dispatch(second.id)]);
    deps.clock.set(new Date(deps.clock.now().getTime() + minuteMs));
    await dispatch(second.id);
    expect(deps.mailer.sent).toHaveLength(1);
    expect(await read(second.id)).toMatchObject({ state: "suppressed", reason: "survey_recently" });
  });

  it("asks about the older order, whichever of two that are due is looked at first", async () => {
    await aShop(db);
    const [first, second] = [await delivered("1"), await delivered("2")];
    expect(await dispatch(second.id)).toEqual({ outcome: "postponed" });
    expect(await dispatch(first.id)).toEqual({ outcome: "dispatched" });
  });

  it("waits out her night and is not looked at before", async () => {
    await aShop(db);
    deps.clock.set("2026-06-12T23:00:00+02:00");
    const { id } = await delivered("1");
    expect(await dispatch(id)).toEqual({ outcome: "postponed" });
    expect((await read(id)).nextAttemptAt).toEqual(new Date("2026-06-13T08:00:00+02:00"));
    expect(await sweepDueTouchpoints(deps)).toEqual({ taken: 0 });
  });
});

describe("the sweep", () => {
  it("hands each due touchpoint to one job, however often it runs", async () => {
    await aShop(db);
    await anOrder(db);
    await aTouchpoint(db, { kind: "thank_you_note", class: "service", dueAt: deps.clock.now() });
    await Promise.all([sweepDueTouchpoints(deps), sweepDueTouchpoints(deps)]);
    expect(deps.queue.sent).toHaveLength(1);
  });

  it("leaves what is not due yet", async () => {
    await aShop(db);
    await anOrder(db);
    const later = new Date(deps.clock.now().getTime() + 1000);
    await aTouchpoint(db, { kind: "thank_you_note", class: "service", dueAt: later, nextAttemptAt: later });
    expect(await sweepDueTouchpoints(deps)).toEqual({ taken: 0 });
  });
});

describe("a parcel out for delivery", () => {
  const outAt = friday;
  const planned = async (stage = "out_for_delivery", deliveredAt: Date | null = null) => {
    await aShop(db, { settings: { touchpoints: { arrival_notice: { enabled: true } } } });
    const order = await anOrder(db, { fulfillmentStatus: "fulfilled" });
    const shipment = await aShipment(db, { stage: "out_for_delivery", stageAt: outAt });
    const { settings, liveAt } = await getShop(db, shopId);
    const plan = async () => {
      const touchpoints = await db.touchpoint.findMany();
      const orders = [{ order, shipments: [shipment], touchpoints }];
      await db.$transaction((tx) =>
        planForOrders(tx, { shopId, orders, settings, liveAt, now: deps.clock.now() }),
      );
    };
    await plan();
    await plan();
    await db.shipment.updateMany({ data: { stage, deliveredAt } });
    const [notice] = await db.touchpoint.findMany({ where: { kind: "arrival_notice" } });
    return notice?.id ?? "";
  };

  it("is told of once, on the day", async () => {
    const id = await planned();
    expect(await db.touchpoint.count({ where: { kind: "arrival_notice" } })).toBe(1);
    expect(await dispatch(id)).toEqual({ outcome: "dispatched" });
    expect(deps.mailer.sent[0]?.subject).toContain("oggi");
  });

  it("is not told of once it is there", async () => {
    expect(await dispatch(await planned("delivered", outAt))).toEqual({ outcome: "suppressed" });
    expect(deps.mailer.sent).toEqual([]);
  });

  it("is not told of when the courier turned back", async () => {
    const id = await planned("attempted_delivery");
    expect(await dispatch(id)).toEqual({ outcome: "suppressed" });
    expect(await read(id)).toMatchObject({ reason: "not_out_for_delivery" });
  });

  it("is not told of on the day a message about its delay went out", async () => {
    const id = await planned();
    const dispatchedAt = new Date(deps.clock.now().getTime() - hourMs);
    await aTouchpoint(db, {
      kind: "delay_update",
      class: "service",
      state: "dispatched",
      delayId: "d1",
      dispatchedAt,
    });
    expect(await dispatch(id)).toEqual({ outcome: "suppressed" });
    expect(await read(id)).toMatchObject({ reason: "told_by_delay" });
  });

  it("is told of no more when the day is over", async () => {
    const id = await planned();
    deps.clock.advance({ hours: 23 });
    expect(await dispatch(id)).toEqual({ outcome: "suppressed" });
    expect(await read(id)).toMatchObject({ reason: "too_old" });
  });
});

describe("news by text", () => {
  const sent: OutgoingText[] = [];
  const texts: NonNullable<DispatchDeps["texts"]> = {
    send: (text) => {
      sent.push(text);
      return Promise.resolve({ outcome: "accepted", id: `SM${String(sent.length)}`, segments: 1 });
    },
  };
  const standing: DelayStanding = {
    ...{ standing: "holds", answer: null, chosen: null, variant: "on_its_way" },
    facts: {
      ...{
        cause: "no_scan",
        quietDays: 2,
        nextUpdateAt: null,
        arrivedOn: null,
        partly: null,
        openWish: null,
      },
      promised: { earliestOn: "2026-06-16", latestOn: "2026-06-17" },
      expected: { earliestOn: "2026-06-18", latestOn: "2026-06-19" },
    },
    options: ["wait", "talk"],
  };

  it("fits one text and leads to her order by a short address", async () => {
    await aShop(db);
    await anOrder(db, { email: null, phone: "+393331234567" });
    const { id } = await aTouchpoint(db, {
      ...{ kind: "delay_notice", class: "service", step: 1, delayId: "delay-1043", dueAt: deps.clock.now() },
    });
    const loadDelay = () => Promise.resolve(standing);
    expect(await dispatch(id, { texts, loadDelay })).toEqual({ outcome: "dispatched" });
    const text = sent[0]?.body ?? "";
    expect(textLengthOf(text).segments).toBe(1);
    expect(text).toMatch(/\nhttps:\/\/lastmile\.test\/s\/[0-9A-Za-z]{10}$/);
    expect(await db.shortLink.findMany()).toMatchObject([{ shopId, orderId: "1043" }]);
  });
});
