import { describe, expect, it } from "vitest";
import { dayMs } from "~/platform/durations";
import { decisionWords } from "../insights/decision-words";
import { loadOrderFile } from "~/orders/order-file.server";
import { getShop } from "~/settings/shops.server";
import { useTestDatabase } from "../../tests/harness/database";
import { dispatchDeps, dispatchTouchpoint } from "../../tests/harness/dispatch-deps";
import { friday } from "../../tests/harness/fixed-clock";
import { anOrder, aShipment, aShop, shopId } from "../../tests/harness/records";
import { planForOrders } from "./plan-for-order.server";

const { db, deps } = useTestDatabase();

const daysAgo = (days: number) => new Date(friday.getTime() - days * dayMs);

const dispatch = (touchpointId: string) => dispatchTouchpoint(dispatchDeps(deps), { shopId, touchpointId });

/** What follows from an order, as after any piece of news. */
const plan = async (orderId = "1043") => {
  const { settings, liveAt } = await getShop(db, shopId);
  await db.$transaction(async (tx) => {
    const file = await loadOrderFile(tx, shopId, orderId);
    const orders = file ? [file] : [];
    await planForOrders(tx, { shopId, orders, settings, liveAt, now: deps.clock.now() });
  });
};
const whyNot = async (touchpointId: string) => {
  const [last] = await db.decision.findMany({ where: { touchpointId }, orderBy: { id: "desc" }, take: 1 });
  return last ? decisionWords(last, "en") : null;
};
const planned = (kind: string) => db.touchpoint.findMany({ where: { kind }, orderBy: { dueAt: "asc" } });

describe("a follow-up on a product", () => {
  const aDeliveredOrder = async (deliveredAt: Date | null = daysAgo(14), row: { gift?: boolean } = {}) => {
    const placedAt = daysAgo(20);
    await anOrder(db, { placedAt, paidAt: placedAt, fulfillmentStatus: "fulfilled", ...row });
    await aShipment(db, { stage: deliveredAt ? "delivered" : "in_transit", deliveredAt });
    await db.orderLine.createMany({
      data: [
        { shopId, orderId: "1043", id: "1", productId: "7701", title: "Tazza", quantity: 1 },
        { shopId, orderId: "1043", id: "2", productId: "7702", title: "Vaso Alba", quantity: 1 },
      ],
    });
  };
  const switchOn = (conditions: Array<{ rule: string; value: string }> = []) =>
    aShop(db, { settings: { touchpoints: { product_follow_up: { enabled: true, conditions } } } });
  const theOne = async () => {
    await plan();
    await plan();
    // How it went was asked in time.
    await db.touchpoint.updateMany({
      where: { kind: "feedback_invitation", dueAt: { lt: daysAgo(7) } },
      data: { state: "dispatched", dispatchedAt: daysAgo(11) },
    });
    const [one, ...more] = await planned("product_follow_up");
    expect(more).toEqual([]);
    return one?.id ?? "";
  };

  it("is not planned until the merchant switches it on", async () => {
    await aShop(db);
    await aDeliveredOrder();
    await plan();
    expect(await planned("product_follow_up")).toEqual([]);
  });

  it("is planned once, so many days after the last parcel arrived, and not before one has", async () => {
    await switchOn();
    await aDeliveredOrder(null);
    await plan();
    expect(await planned("product_follow_up")).toEqual([]);
    await db.shipment.updateMany({ data: { deliveredAt: daysAgo(4) } });
    await theOne();
    expect(await planned("product_follow_up")).toMatchObject([{ class: "care", dueAt: daysAgo(-10) }]);
  });

  it("asks after the product it was chosen for, with one click to stop all such mails", async () => {
    await switchOn([{ rule: "product_in", value: "Vaso Alba (7702)" }]);
    await aDeliveredOrder();
    expect(await dispatch(await theOne())).toEqual({ outcome: "dispatched" });
    const [mail] = deps.mailer.sent;
    expect(mail?.subject).toBe("Come va con Vaso Alba?");
    expect(mail?.headers).toMatchObject({ "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" });
    expect(mail?.text).toContain("Niente più suggerimenti per e-mail: https://lastmile.test/u/");
    expect(mail?.text).toContain("perché hai accettato di avere notizie da Acme");
  });

  it("of a gift never says what it is", async () => {
    await switchOn();
    await aDeliveredOrder(daysAgo(14), { gift: true });
    expect(await dispatch(await theOne())).toEqual({ outcome: "dispatched" });
    const [mail] = deps.mailer.sent;
    expect(mail?.subject).toContain("regalo");
    expect(`${mail?.subject ?? ""}${mail?.text ?? ""}`).not.toContain("Tazza");
  });

  it("is not sent to who left the newsletter since she ticked the box, and the log says so", async () => {
    await switchOn();
    await aDeliveredOrder();
    const changedAt = daysAgo(1);
    await db.customer.create({
      data: { shopId, id: "701", emailConsent: "unsubscribed", changedAt, recordedAt: changedAt },
    });
    const id = await theOne();
    expect(await dispatch(id)).toEqual({ outcome: "suppressed" });
    expect(await whyNot(id)).toBe("Not sent: this shopper has not agreed to marketing mail.");
  });

  it("lets the question about an order go first", async () => {
    await switchOn();
    await aDeliveredOrder();
    const id = await theOne();
    const [invitation] = await planned("feedback_invitation");
    const dueAt = deps.clock.now();
    await db.touchpoint.updateMany({
      where: { kind: "feedback_invitation" },
      data: { state: "planned", dispatchedAt: null, dueAt, nextAttemptAt: dueAt },
    });
    expect(await dispatch(id)).toEqual({ outcome: "postponed" });
    expect(await dispatch(invitation?.id ?? "")).toEqual({ outcome: "dispatched" });
    deps.clock.advance({ minutes: 1 });
    expect(await dispatch(id)).toEqual({ outcome: "postponed" });
    expect(await whyNot(id)).toMatch(/^Put off: this shopper already heard from you/);
    deps.clock.advance({ days: 7 });
    expect(await dispatch(id)).toEqual({ outcome: "dispatched" });
  });
});

describe("a shopper who has fallen silent", () => {
  const switchOn = () =>
    aShop(db, { liveAt: daysAgo(300), settings: { touchpoints: { win_back: { enabled: true } } } });
  const aPaidOrder = (id: string, days: number, row: { imported?: boolean; cancelledAt?: Date } = {}) => {
    const at = daysAgo(days);
    const dates = { placedAt: at, paidAt: at, changedAt: at, recordedAt: at };
    return anOrder(db, { id, name: `#${id}`, checkoutToken: `checkout-${id}`, ...dates, ...row });
  };

  it("is not looked for until the merchant wants it", async () => {
    await aShop(db);
    await aPaidOrder("1", 1);
    await plan("1");
    expect(await planned("win_back")).toEqual([]);
  });

  it("hears from the shop ninety days after her order, once, with the shop's door", async () => {
    await switchOn();
    await aPaidOrder("1", 90);
    await plan("1");
    await plan("1");
    const [one, ...more] = await planned("win_back");
    expect(more).toEqual([]);
    expect(one).toMatchObject({ class: "care", orderId: "1", dueAt: friday });
    expect(await dispatch(one?.id ?? "")).toEqual({ outcome: "dispatched" });
    const [mail] = deps.mailer.sent;
    expect(mail?.subject).toBe("È passato un po' di tempo, Marta");
    expect(mail?.text).toContain(`https://${shopId}/`);
    expect(mail?.headers).toMatchObject({ "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" });
  });

  it("is known by her own rhythm from three paid orders on, those of before going live included", async () => {
    await switchOn();
    await aPaidOrder("1", 500, { imported: true });
    await aPaidOrder("2", 440, { imported: true });
    await aPaidOrder("called-off", 420, { cancelledAt: daysAgo(420) });
    await aPaidOrder("3", 20);
    await plan("3");
    expect((await planned("win_back")).map(({ dueAt }) => dueAt)).toEqual([daysAgo(20 - 240)]);
    await aPaidOrder("4", 10);
    await plan("4");
    expect((await planned("win_back")).map(({ dueAt }) => dueAt)).toContainEqual(daysAgo(10 - 60));
  });

  it("who has bought again is not missed, and that counts as nothing held back", async () => {
    await switchOn();
    await aPaidOrder("1", 90);
    await plan("1");
    await aPaidOrder("2", 3);
    const [one] = await planned("win_back");
    expect(await dispatch(one?.id ?? "")).toEqual({ outcome: "cancelled" });
    expect(await whyNot(one?.id ?? "")).toBe("Called off: the shopper has bought again since.");
  });

  it("is missed all the same where that order came to nothing", async () => {
    await switchOn();
    await aPaidOrder("1", 90);
    await plan("1");
    await aPaidOrder("2", 3, { cancelledAt: daysAgo(2) });
    const [one] = await planned("win_back");
    expect(await dispatch(one?.id ?? "")).toEqual({ outcome: "dispatched" });
  });
});

describe("a shopper who buys often or much", () => {
  const switchOn = (rules: { ordersFrom?: number | null; spentFrom?: number; code?: string } = {}) =>
    aShop(db, { settings: { touchpoints: { vip_reward: { enabled: true, ordersFrom: 3, ...rules } } } });
  const aPaidOrder = (id: string, days: number, row: { totalAmount?: string } = {}) => {
    const at = daysAgo(days);
    const dates = { placedAt: at, paidAt: at, changedAt: at, recordedAt: at };
    return anOrder(db, { id, name: `#${id}`, checkoutToken: `checkout-${id}`, ...dates, ...row });
  };
  const reward = async () => {
    const [one, ...more] = await planned("vip_reward");
    expect(more).toEqual([]);
    return one;
  };

  it("is thanked once, a week after the order that reached the threshold, with the merchant's code", async () => {
    await switchOn({ code: "GRAZIE10" });
    for (const [id, days] of [
      ["1", 60],
      ["2", 30],
    ] as const) {
      await aPaidOrder(id, days);
      await plan(id);
    }
    expect(await reward()).toBeUndefined();
    await aPaidOrder("3", 7);
    await plan("3");
    await aPaidOrder("4", 6);
    await plan("4");
    const one = await reward();
    expect(one).toMatchObject({ class: "care", orderId: "3", subjectId: "701", dueAt: friday });
    expect(await dispatch(one?.id ?? "")).toEqual({ outcome: "dispatched" });
    const [mail] = deps.mailer.sent;
    expect(mail?.subject).toBe("Grazie di essere ancora con noi, Marta");
    expect(mail?.text).toContain("GRAZIE10");
    expect(mail?.headers).toMatchObject({ "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" });
  });

  it("is known by what was spent too, as Shopify counts it", async () => {
    await switchOn({ ordersFrom: null, spentFrom: 500 });
    await aPaidOrder("1", 8);
    await plan("1");
    expect(await reward()).toBeUndefined();
    await db.customer.create({
      data: { shopId, id: "701", amountSpent: "510", changedAt: friday, recordedAt: friday },
    });
    await plan("1");
    expect(await reward()).toMatchObject({ orderId: "1" });
  });

  it("is not thanked for what was given back meanwhile, and the log says so", async () => {
    await switchOn({ ordersFrom: null, spentFrom: 500 });
    await aPaidOrder("1", 30, { totalAmount: "450" });
    await aPaidOrder("2", 8, { totalAmount: "60" });
    await plan("2");
    await db.order.updateMany({ where: { id: "1" }, data: { fullyRefundedAt: daysAgo(1) } });
    const id = (await reward())?.id ?? "";
    expect(await dispatch(id)).toEqual({ outcome: "suppressed" });
    expect(await whyNot(id)).toBe("Not sent: the shopper is below your threshold again.");
  });

  it("whose reaching order was cancelled is thanked for the next that reaches it", async () => {
    await switchOn({ ordersFrom: 2 });
    await aPaidOrder("1", 30);
    await aPaidOrder("2", 8);
    await plan("2");
    await db.order.updateMany({ where: { id: "2" }, data: { cancelledAt: daysAgo(7) } });
    await plan("2");
    await aPaidOrder("3", 7);
    await plan("3");
    expect((await planned("vip_reward")).map(({ orderId, state }) => [orderId, state])).toEqual([
      ["2", "cancelled"],
      ["3", "planned"],
    ]);
  });
});

describe("a little extra in the parcel", () => {
  const switchOn = (rules: { worth?: number; monthBudget?: number; note?: string } = {}) =>
    aShop(db, { settings: { touchpoints: { surprise: { enabled: true, ...rules } } } });
  const aFirstOrder = (id = "1043", row: { gift?: boolean; fulfillmentStatus?: string; email?: null } = {}) =>
    anOrder(db, {
      ...{ id, name: `#${id}`, checkoutToken: `checkout-${id}`, orderNumber: 1 },
      ...{ customerId: `customer-${id}`, shopperKey: `shopper-${id}`, ...row },
    });
  const due = async (orderId: string) => {
    await plan(orderId);
    await plan(orderId);
    return (await planned("surprise")).filter((one) => one.orderId === orderId);
  };

  it("is asked of the packer once, on the order, by night too, and nothing is mailed", async () => {
    await switchOn({ note: "a biscuit" });
    await aFirstOrder("1043", { email: null });
    deps.clock.set("2026-06-11T23:30:00+02:00");
    const [one, ...more] = await due("1043");
    expect(more).toEqual([]);
    expect(await dispatch(one?.id ?? "")).toEqual({ outcome: "dispatched" });
    expect(await dispatch(one?.id ?? "")).toEqual({ outcome: "not_ours" });
    expect(deps.mailer.sent).toEqual([]);
    expect(await db.orderMark.findMany()).toMatchObject([
      { key: "surprise", state: "pending", value: { note: "a biscuit", occasion: "first_order" } },
    ]);
    expect(await whyNot(one?.id ?? "")).toBe("The packer is asked to add a little extra.");
    expect(await db.touchpointRollup.findMany()).toMatchObject([
      { kind: "surprise", variant: "first_order", outcome: "sent", count: 1 },
    ]);
  });

  it("is for no gift, and for no goods that have left", async () => {
    await switchOn();
    await aFirstOrder("1", { gift: true });
    await aFirstOrder("2", { fulfillmentStatus: "fulfilled" });
    expect([...(await due("1")), ...(await due("2"))]).toEqual([]);
    await aFirstOrder("3");
    const [one] = await due("3");
    await db.order.updateMany({ where: { id: "3" }, data: { fulfillmentStatus: "fulfilled" } });
    expect(await dispatch(one?.id ?? "")).toEqual({ outcome: "suppressed" });
    expect(await whyNot(one?.id ?? "")).toBe("Not sent: the goods had left already.");
  });

  it("never costs more in a month than the budget, though two orders come at once", async () => {
    await switchOn({ worth: 4, monthBudget: 10 });
    const ids: string[] = [];
    for (const id of ["1", "2", "3"]) {
      await aFirstOrder(id);
      ids.push(...(await due(id)).map((one) => one.id));
    }
    const outcomes = await Promise.all(ids.map(dispatch));
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(["dispatched", "dispatched", "suppressed"]);
    const [left] = await db.touchpoint.findMany({ where: { state: "suppressed" } });
    expect(await whyNot(left?.id ?? "")).toBe("Not sent: this month's budget for little extras is spent.");
    deps.clock.set("2026-07-01T10:00:00+02:00");
    await aFirstOrder("4");
    await db.order.updateMany({ where: { id: "4" }, data: { paidAt: deps.clock.now() } });
    const [next] = await due("4");
    expect(await dispatch(next?.id ?? "")).toEqual({ outcome: "dispatched" });
  });
});

describe("what runs out", () => {
  const switchOn = () =>
    aShop(db, {
      liveAt: daysAgo(300),
      settings: {
        touchpoints: { replenishment: { enabled: true, products: "Caffè Alba (7701)", afterDays: 30 } },
      },
    });
  const bought = async (id: string, days: number, productId = "7701", row: { gift?: boolean } = {}) => {
    const at = daysAgo(days);
    const dates = { placedAt: at, paidAt: at, changedAt: at, recordedAt: at };
    await anOrder(db, { id, name: `#${id}`, checkoutToken: `checkout-${id}`, ...dates, ...row });
    const title = productId === "7701" ? "Caffè Alba" : "Tazza";
    await db.orderLine.create({ data: { shopId, orderId: id, id: "1", productId, title, quantity: 1 } });
    await plan(id);
  };

  it("is reminded of when the merchant's days are over, by its name, and only for what she listed", async () => {
    await switchOn();
    await bought("1", 30);
    await bought("2", 29, "7702");
    await bought("3", 28, "7701", { gift: true });
    await db.order.delete({ where: { shopId_id: { shopId, id: "3" } } });
    const [one, ...more] = await planned("replenishment");
    expect(more).toEqual([]);
    expect(one).toMatchObject({ class: "care", orderId: "1", dueAt: friday });
    expect(await dispatch(one?.id ?? "")).toEqual({ outcome: "dispatched" });
    const [mail] = deps.mailer.sent;
    expect(mail?.subject).toBe("Caffè Alba sta per finire?");
    expect(mail?.headers).toMatchObject({ "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" });
  });

  it("follows her own rhythm with the product from three purchases on", async () => {
    await switchOn();
    await bought("1", 60);
    await bought("2", 35);
    await bought("3", 10);
    const reminders = await planned("replenishment");
    expect(reminders.find(({ orderId }) => orderId === "3")).toMatchObject({ dueAt: daysAgo(10 - 25) });
  });

  it("is not reminded of when it was bought again, though another product is no such thing", async () => {
    await switchOn();
    await bought("1", 30);
    await bought("2", 4, "7702");
    const [one] = await planned("replenishment");
    await bought("3", 2);
    expect(await dispatch(one?.id ?? "")).toEqual({ outcome: "cancelled" });
    expect(await whyNot(one?.id ?? "")).toBe("Called off: the shopper has bought again since.");
    await db.order.updateMany({ where: { id: "3" }, data: { cancelledAt: daysAgo(1) } });
    const again = { state: "planned", settledAt: null, reason: null };
    await db.touchpoint.updateMany({ where: { id: one?.id ?? "" }, data: again });
    expect(await dispatch(one?.id ?? "")).toEqual({ outcome: "dispatched" });
  });
});
