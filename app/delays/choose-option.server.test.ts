import { expect, it } from "vitest";
import { useTestDatabase } from "../../tests/harness/database";
import { dispatchDeps, dispatchTouchpoint } from "../../tests/harness/dispatch-deps";
import { friday } from "../../tests/harness/fixed-clock";
import {
  aDelay,
  aDeliveryPromise,
  anOrder,
  aShipment,
  aShop,
  aTouchpoint,
  shopId,
} from "../../tests/harness/records";
import type { DelayChoice } from "~/orders/delay-choice";
import { reviewOrder } from "../../tests/harness/reviews";
import { chooseOption } from "./choose-option.server";
import { loadChoicePage } from "./choice-page.server";
import { loadDelayStanding } from "./delay-standing.server";

const { db, deps } = useTestDatabase();
const delayId = "delay-1043";

async function aWarnedShopper({ isShipped = true } = {}) {
  await aShop(db);
  await anOrder(db);
  await aDeliveryPromise(db);
  if (isShipped) await aShipment(db);
  await aDelay(db, {
    kind: isShipped ? "stalled" : "unshipped",
    cause: isShipped ? "no_scan" : "unshipped",
    state: "warned",
    shipmentId: isShipped ? "5001" : null,
  });
}

it("waiting is written on the incident and marked on the order, and asks nothing of anybody", async () => {
  await aWarnedShopper();
  expect(await chooseOption(deps, { shopId, delayId, choice: "wait" })).toEqual({ outcome: "recorded" });
  expect(await db.delay.findMany()).toMatchObject([{ choice: "wait", choiceAt: friday }]);
  expect(await db.orderMark.findMany()).toMatchObject([
    { key: "choice", state: "pending", value: { choice: "wait" } },
  ]);
  expect(await db.followUp.count()).toBe(0);
  expect(await db.decision.findMany()).toMatchObject([{ outcome: "chosen", rule: "wait" }]);
});

it("pressing the button twice counts once", async () => {
  await aWarnedShopper();
  await chooseOption(deps, { shopId, delayId, choice: "talk" });
  expect(await chooseOption(deps, { shopId, delayId, choice: "talk" })).toEqual({ outcome: "already" });
  expect(await db.followUp.count()).toBe(1);
  expect(await db.decision.count()).toBe(1);
});

it("what needs a person becomes a task with a due time", async () => {
  await aWarnedShopper();
  await chooseOption(deps, { shopId, delayId, choice: "change_address", wish: "Via Roma 1" });
  expect(await db.followUp.findMany()).toMatchObject([
    {
      kind: "delay_choice",
      orderId: "1043",
      delayId,
      shopperKey: "shopper-marta",
      state: "open",
      dueAt: new Date("2026-06-13T09:00:00Z"),
    },
  ]);
});

it("she may change her mind: the same task is opened again", async () => {
  await aWarnedShopper();
  await chooseOption(deps, { shopId, delayId, choice: "talk" });
  await db.followUp.updateMany({ data: { state: "resolved", resolvedAt: friday, outcome: "called" } });
  deps.clock.advance({ hours: 2 });
  expect(await chooseOption(deps, { shopId, delayId, choice: "change_address", wish: "Via Roma 1" })).toEqual(
    { outcome: "recorded" },
  );
  expect(await db.followUp.findMany()).toMatchObject([{ state: "open", resolvedAt: null, outcome: null }]);
  expect(await db.orderMark.findMany()).toMatchObject([{ value: { choice: "change_address" } }]);
});

it("the same words sent twice are one request, other words a new one", async () => {
  await aWarnedShopper();
  const ask = (wish: string) => chooseOption(deps, { shopId, delayId, choice: "change_address", wish });
  expect(await ask("Via Roma 1")).toEqual({ outcome: "recorded" });
  deps.clock.advance({ hours: 1 });
  expect(await ask("Via Roma 1")).toEqual({ outcome: "already" });
  expect(await db.flowTrigger.count()).toBe(1);
  expect(await db.followUp.findMany()).toMatchObject([{ openedAt: friday }]);
  expect(await ask("Via Roma 2")).toEqual({ outcome: "recorded" });
  expect(await db.followUp.findMany()).toMatchObject([{ wish: "Via Roma 2" }]);
});

it("what a person has seen to can be asked for again, in the same words or in none", async () => {
  await aWarnedShopper();
  for (const wish of ["Please call me", ""]) {
    await chooseOption(deps, { shopId, delayId, choice: "talk", wish });
    await db.followUp.updateMany({ data: { state: "resolved", resolvedAt: friday, outcome: "explained" } });
    expect(await chooseOption(deps, { shopId, delayId, choice: "talk", wish })).toEqual({
      outcome: "recorded",
    });
    expect(await db.followUp.findMany()).toMatchObject([{ state: "open", wish: wish || null }]);
  }
});

it("the address she gave is still there when she then wants to talk", async () => {
  await aWarnedShopper();
  const ask = (choice: DelayChoice, wish: string) => chooseOption(deps, { shopId, delayId, choice, wish });
  await ask("change_address", "Via Roma\t1");
  await ask("talk", "");
  expect(await db.followUp.findMany()).toMatchObject([{ wish: "Via Roma 1" }]);
  await ask("change_address", "Via Roma 2");
  await ask("talk", "Ring twice");
  expect(await ask("talk", "Ring twice")).toEqual({ outcome: "already" });
  expect(await db.followUp.findMany()).toMatchObject([{ wish: "Via Roma 1\n\nVia Roma 2\n\nRing twice" }]);
});

it.each([
  ["cancelled", { cancelledAt: friday }],
  ["paid back", { fullyRefundedAt: friday }],
])("once the order is %s nobody is asked to cancel it any more", async (_, isUndone) => {
  await aWarnedShopper({ isShipped: false });
  await chooseOption(deps, { shopId, delayId, choice: "cancel" });
  await reviewOrder(db, { orderId: "1043", now: friday });
  expect(await db.followUp.findMany()).toMatchObject([{ state: "open" }]);
  await db.order.updateMany({ data: isUndone });
  await reviewOrder(db, { orderId: "1043", now: friday });
  expect(await db.followUp.findMany()).toMatchObject([
    { state: "resolved", outcome: "made_good", resolvedAt: friday },
  ]);
});

it("who wanted to talk about an order that is cancelled then still does", async () => {
  await aWarnedShopper({ isShipped: false });
  await chooseOption(deps, { shopId, delayId, choice: "talk" });
  await db.order.updateMany({ data: { cancelledAt: friday } });
  await reviewOrder(db, { orderId: "1043", now: friday });
  expect(await db.delay.findMany()).toMatchObject([{ state: "closed" }]);
  expect(await db.followUp.findMany()).toMatchObject([{ state: "open" }]);
});

it("waiting after all takes the task back", async () => {
  await aWarnedShopper({ isShipped: false });
  await chooseOption(deps, { shopId, delayId, choice: "cancel" });
  expect(await chooseOption(deps, { shopId, delayId, choice: "wait" })).toEqual({ outcome: "recorded" });
  expect(await db.followUp.findMany()).toMatchObject([{ state: "resolved", outcome: "nothing_to_do" }]);
  await chooseOption(deps, { shopId, delayId, choice: "talk" });
  await chooseOption(deps, { shopId, delayId, choice: "wait" });
  expect(await db.followUp.findMany()).toMatchObject([{ state: "open" }]);
});

it("a shop that has left hears nothing more", async () => {
  await aWarnedShopper();
  await db.shop.updateMany({ data: { uninstalledAt: friday } });
  expect(await chooseOption(deps, { shopId, delayId, choice: "talk" })).toEqual({ outcome: "unknown" });
  expect(await db.delay.findMany()).toMatchObject([{ choice: null }]);
  expect(await db.followUp.count()).toBe(0);
});

it("cancelling is offered only before anything is shipped", async () => {
  await aWarnedShopper();
  expect(await chooseOption(deps, { shopId, delayId, choice: "cancel" })).toEqual({
    outcome: "no_longer_applies",
  });
  expect(await db.delay.findMany()).toMatchObject([{ choice: null }]);
});

it("goods not shipped can still be cancelled", async () => {
  await aWarnedShopper({ isShipped: false });
  expect(await chooseOption(deps, { shopId, delayId, choice: "cancel" })).toEqual({ outcome: "recorded" });
});

it("once it has arrived only talking is left", async () => {
  await aWarnedShopper();
  await db.delay.updateMany({
    data: { state: "closed", closedAt: friday, closedReason: "arrived", arrivedAt: friday },
  });
  expect(await chooseOption(deps, { shopId, delayId, choice: "wait" })).toEqual({
    outcome: "no_longer_applies",
  });
  expect(await chooseOption(deps, { shopId, delayId, choice: "talk" })).toEqual({ outcome: "recorded" });
});

it("another shop's incident cannot be answered", async () => {
  await aWarnedShopper();
  expect(await chooseOption(deps, { shopId: "other.myshopify.com", delayId, choice: "wait" })).toEqual({
    outcome: "unknown",
  });
});

it("the page shows what she may choose and what she chose, and writes nothing", async () => {
  await aWarnedShopper();
  await chooseOption(deps, { shopId, delayId, choice: "wait" });
  const before = await db.delay.findMany();
  expect(await loadChoicePage(db, { shopId, delayId, now: friday })).toMatchObject({
    orderNumber: "#1043",
    language: "it",
    chosen: "wait",
    open: ["wait", "change_address", "talk"],
  });
  expect(await db.delay.findMany()).toEqual(before);
  expect(await loadChoicePage(db, { shopId, delayId: "unknown", now: friday })).toBeNull();
});

it("with the van at the door another address is too late", async () => {
  await aWarnedShopper();
  await db.shipment.updateMany({ data: { stage: "out_for_delivery", stageAt: friday } });
  expect(await loadChoicePage(db, { shopId, delayId, now: friday })).toMatchObject({
    open: ["wait", "talk"],
  });
});

it("what she writes beside her choice reaches the person who answers her, bounded and without control characters", async () => {
  await aWarnedShopper({ isShipped: false });
  const wish = `  Via Roma 1\r\n90100 Palermo\u0000 ${"x".repeat(600)}`;
  expect(await chooseOption(deps, { shopId, delayId, choice: "change_address", wish })).toEqual({
    outcome: "recorded",
  });
  const kept = (await db.followUp.findFirst())?.wish ?? "";
  expect(kept.startsWith("Via Roma 1\n90100 Palermo xxx")).toBe(true);
  expect(kept).toHaveLength(500);
  await chooseOption(deps, { shopId, delayId, choice: "change_address", wish: `${"x".repeat(499)}🏠` });
  expect(await db.followUp.findFirst()).toMatchObject({ wish: "x".repeat(499) });
});

it("with the news that it has arrived she can still reach a person by one link", async () => {
  await aWarnedShopper();
  await db.delay.updateMany({
    data: { state: "closed", closedAt: friday, closedReason: "arrived", arrivedAt: friday },
  });
  const { id: touchpointId } = await aTouchpoint(db, {
    ...{ kind: "delay_update", details: { variant: "arrived" }, delayId, step: 1 },
  });
  await dispatchTouchpoint({ ...dispatchDeps(deps), loadDelay: loadDelayStanding }, { shopId, touchpointId });
  expect([...new Set((deps.mailer.sent[0]?.html ?? "").match(/choice=\w+/g))]).toEqual(["choice=talk"]);
});

it.each([
  ["delay_update", "no_news", "cancel", "La richiesta di annullare l'ordine è ancora da noi"],
  ["delay_notice", "unshipped", "cancel", "La richiesta di annullare l'ordine è ancora da noi"],
  ["delay_update", "no_news", "talk", "La richiesta di parlare con noi è ancora da noi"],
] as const)(
  "a %s (%s) keeps its hour while nobody has answered her %s, and asks her nothing",
  async (...row) => {
    const [kind, variant, choice, said] = row;
    await aWarnedShopper({ isShipped: false });
    await chooseOption(deps, { shopId, delayId, choice });
    const { id: touchpointId } = await aTouchpoint(db, {
      ...{ kind, details: { variant }, delayId, step: 1 },
    });
    const told = await dispatchTouchpoint(
      { ...dispatchDeps(deps), loadDelay: loadDelayStanding },
      { shopId, touchpointId },
    );
    expect(told).toEqual({ outcome: "dispatched" });
    const [mail] = deps.mailer.sent;
    expect(mail?.text).toContain(`${said}: risponderà una persona.`);
    const offered = [...new Set((mail?.html ?? "").match(/choice=\w+/g))];
    expect(offered).toEqual(["choice=talk"]);
  },
);
