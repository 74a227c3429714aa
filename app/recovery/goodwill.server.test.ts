import { beforeEach, describe, expect, test } from "vitest";

import { noteMishaps } from "~/orders/mishaps.server";
import { AdminApiError } from "~/platform/admin-api.server";
import { hourMs } from "~/platform/durations";
import type { GoodwillRule } from "~/settings/goodwill-settings";
import { useTestDatabase } from "../../tests/harness/database";
import { anOrder, aShop, aTouchpoint, shopId } from "../../tests/harness/records";
import { approveGoodwill, declineGoodwill } from "./answer-goodwill.server";
import { giveGoodwill } from "./give-goodwill.server";
import { listWaitingGoodwill } from "./list-goodwill.server";
import { sweepMishaps, weighMishaps } from "./weigh-mishaps.server";

const { db, deps } = useTestDatabase();

const order = { shopId, orderId: "1043" };
const late = { cause: "late" as const, days: 2, delayKind: "stalled" };
const note = (mishap: Parameters<typeof noteMishaps>[1]["mishaps"][number] = late, orderId = "1043") =>
  db.$transaction((tx) => noteMishaps(tx, { shopId, orderId, mishaps: [mishap], at: deps.clock.now() }));
const weigh = (orderId = "1043") => weighMishaps(deps, { shopId, orderId });
const goodwill = (orderId = "1043") =>
  db.goodwill.findUnique({ where: { shopId_orderId: { shopId, orderId } } });
const rules = async () =>
  (await db.decision.findMany({ where: { orderId: "1043" }, orderBy: { id: "asc" } })).map(
    ({ outcome, rule }) => `${outcome} ${rule}`,
  );

const node = { id: "gid://shopify/DiscountCodeNode/77" };

/** Shopify as it stands: it knows no code, and makes whatever it is asked for. */
function answerShopify(): void {
  deps.shopify.answer("GrantedScopes", {
    currentAppInstallation: { accessScopes: [{ handle: "write_discounts" }] },
  });
  deps.shopify.answer("FindGoodwillCode", { codeDiscountNodeByCode: null });
  deps.shopify.answer("CreateVoucherDiscount", {
    discountCodeBasicCreate: { codeDiscountNode: node, userErrors: [] },
  });
}

const asked = (operation: string) =>
  deps.shopify.requests.filter(({ document }) => document.includes(operation)).length;

beforeEach(answerShopify);

describe("an order that came late", () => {
  beforeEach(async () => {
    await aShop(db);
    await anOrder(db);
    await note();
  });

  test("is swept once and gets one proposal, whatever is doubled", async () => {
    expect(await sweepMishaps(deps)).toEqual({ taken: 1 });
    expect(await sweepMishaps(deps)).toEqual({ taken: 0 });
    expect(deps.queue.sent).toEqual([{ job: "goodwill.weigh", payload: order, joined: true }]);
    expect(await weigh()).toEqual({ outcome: "proposed" });
    expect(await weigh()).toEqual({ outcome: "nothing_new" });
    await note({ cause: "damaged", days: null, delayKind: null });
    expect(await weigh()).toEqual({ outcome: "already" });
    expect(await goodwill()).toMatchObject({ gives: "voucher_amount", amount: 5, state: "proposed" });
    expect(await rules()).toEqual(["goodwill_proposed goodwill_late"]);
  });

  test("is shown with whose order it is and what it came to", async () => {
    await weigh();
    const { waiting, goodwill: shown } = await listWaitingGoodwill(db, { shopId, limit: 20 });
    expect(waiting).toBe(1);
    expect(shown[0]?.order).toMatchObject({ name: "#1043", firstName: "Marta", totalAmount: "49.9" });
  });

  test("approved it gets a code of its own, once, and a mail is planned", async () => {
    await weigh();
    expect(await approveGoodwill(deps, order)).toEqual({ outcome: "approved" });
    expect(await approveGoodwill(deps, order)).toEqual({ outcome: "already" });
    expect(await giveGoodwill(deps, order)).toEqual({ outcome: "given" });
    expect(await giveGoodwill(deps, order)).toEqual({ outcome: "not_ours" });
    expect(asked("CreateVoucherDiscount")).toBe(1);
    const given = await goodwill();
    expect(given).toMatchObject({ state: "given", givenId: node.id });
    expect(given?.code).toMatch(/^BONUS-[B-Z2-9]{5}-[B-Z2-9]{5}$/);
    expect(await db.touchpoint.findMany()).toMatchObject([
      { kind: "recovery_offer", state: "planned", details: { variant: "voucher" } },
    ]);
    expect(await rules()).toEqual([
      "goodwill_proposed goodwill_late",
      "goodwill_approved by_merchant",
      "goodwill_given gives_voucher_amount",
      "planned planned",
    ]);
  });

  test("its mail keeps an hour from any other about the order", async () => {
    await aTouchpoint(db, {
      kind: "delay_update",
      step: 1,
      state: "dispatched",
      dispatchedAt: deps.clock.now(),
    });
    await weigh();
    await approveGoodwill(deps, order);
    await giveGoodwill(deps, order);
    const offer = await db.touchpoint.findFirstOrThrow({ where: { kind: "recovery_offer" } });
    expect(offer.dueAt.getTime() - deps.clock.now().getTime()).toBe(hourMs);
  });

  test("a crash after Shopify's answer gives nothing twice: the code is found again", async () => {
    await weigh();
    await approveGoodwill(deps, order);
    deps.shopify.answer("CreateVoucherDiscount", new AdminApiError("unavailable", "cut off"));
    await expect(giveGoodwill(deps, order)).rejects.toThrow("cut off");
    const before = await goodwill();
    deps.shopify.answer("FindGoodwillCode", { codeDiscountNodeByCode: node });
    expect(await giveGoodwill(deps, order)).toEqual({ outcome: "given" });
    expect(asked("CreateVoucherDiscount")).toBe(1);
    expect((await goodwill())?.code).toBe(before?.code);
  });

  test("not needed, nothing is ever given for it", async () => {
    await weigh();
    expect(await declineGoodwill(deps, order)).toEqual({ outcome: "not_needed" });
    expect(await approveGoodwill(deps, order)).toEqual({ outcome: "already" });
    expect(await giveGoodwill(deps, order)).toEqual({ outcome: "not_ours" });
    expect(asked("Create")).toBe(0);
  });

  test("without the permission nothing is approved, and the page learns what to ask for", async () => {
    deps.shopify.answer("GrantedScopes", { currentAppInstallation: { accessScopes: [] } });
    await weigh();
    expect(await approveGoodwill(deps, order)).toEqual({
      outcome: "needs_permission",
      scopes: ["write_discounts"],
    });
    expect(await goodwill()).toMatchObject({ state: "proposed" });
  });

  test("cancelled between the merchant's word and the job, it gets nothing and says why", async () => {
    await weigh();
    await approveGoodwill(deps, order);
    await db.order.updateMany({ data: { cancelledAt: deps.clock.now() } });
    expect(await giveGoodwill(deps, order)).toEqual({ outcome: "failed" });
    expect(await goodwill()).toMatchObject({ state: "failed", reason: "cancelled" });
    expect(asked("Create")).toBe(0);
  });

  test("what Shopify refuses may be tried again by the merchant", async () => {
    await weigh();
    await approveGoodwill(deps, order);
    deps.shopify.answer(
      "FindGoodwillCode",
      new AdminApiError("refused", "Access denied for codeDiscountNode"),
    );
    expect(await giveGoodwill(deps, order)).toEqual({ outcome: "failed" });
    expect(await goodwill()).toMatchObject({ state: "failed", reason: "needs_permission" });
    answerShopify();
    expect(await approveGoodwill(deps, order)).toEqual({ outcome: "approved" });
    expect(await giveGoodwill(deps, order)).toEqual({ outcome: "given" });
  });
});

describe("nothing is proposed", () => {
  test.each([
    ["for a test order", { test: true }, {}, "test_order"],
    ["for an imported order", { imported: true }, {}, "imported"],
    ["for a cancelled order", { cancelledAt: new Date() }, {}, "cancelled"],
    ["for an order refunded in full", { fullyRefundedAt: new Date() }, {}, "fully_refunded"],
    ["before going live", {}, { liveAt: null }, "not_live"],
    [
      "for an order from before going live",
      {},
      { liveAt: new Date("2026-06-12T08:00:00Z") },
      "placed_before_live",
    ],
    ["after the app was uninstalled", {}, { uninstalledAt: new Date() }, "shop_uninstalled"],
    [
      "for who is on the blocklist",
      {},
      { settings: { blocklist: { emails: ["marta@example.com"], tags: [] } } },
      "blocked",
    ],
  ])("%s", async (_title, row, shop, rule) => {
    await aShop(db, shop);
    await anOrder(db, row);
    await note();
    expect(await weigh()).toEqual({ outcome: "not_eligible" });
    expect(await goodwill()).toBeNull();
    expect(await rules()).toEqual([`goodwill_not_proposed ${rule}`]);
  });
});

describe("a rule that may be given by itself", () => {
  const rule: GoodwillRule = {
    ...{ cause: "late", fromDays: 1, orderFrom: 0, customer: "any", spentFrom: 0 },
    ...{ gives: "voucher_amount", amount: 5, automatic: true },
  };
  const settings = (part: object = {}) => ({
    touchpoints: { recovery_offer: { enabled: true } },
    goodwill: { ladder: [rule], ...part },
  });

  test("is, at a first mishap; the second one waits for a person", async () => {
    await aShop(db, { settings: settings() });
    await anOrder(db);
    await anOrder(db, { id: "1044", name: "#1044", checkoutToken: "checkout-1044" });
    await note();
    expect(await weigh()).toEqual({ outcome: "approved" });
    await note(late, "1044");
    expect(await weigh("1044")).toEqual({ outcome: "proposed" });
    expect(await goodwill("1044")).toMatchObject({ state: "proposed", reason: "second_mishap" });
    expect(deps.queue.sent).toEqual([{ job: "goodwill.give", payload: order, joined: true }]);
  });

  test("waits for a person while the touchpoint is off", async () => {
    await aShop(db, { settings: { goodwill: { ladder: [rule] } } });
    await anOrder(db);
    await note();
    expect(await weigh()).toEqual({ outcome: "proposed" });
  });

  test("over a cap only words are left, and they are proposed", async () => {
    await aShop(db, { settings: settings({ monthCap: 4 }) });
    await anOrder(db);
    await note();
    expect(await weigh()).toEqual({ outcome: "proposed" });
    expect(await goodwill()).toMatchObject({ gives: "words", reason: "month_cap" });
  });
});

test("approvals side by side do not spend the month's money twice", async () => {
  await aShop(db, { settings: { goodwill: { monthCap: 8 } } });
  for (const id of ["1043", "1044", "1045"]) {
    await anOrder(db, {
      ...{ id, name: `#${id}`, checkoutToken: `checkout-${id}` },
      ...{ customerId: id, shopperKey: `shopper-${id}` },
    });
    await note(late, id);
    await weigh(id);
  }
  const answers = await Promise.all(
    ["1043", "1044", "1045"].map((orderId) => approveGoodwill(deps, { shopId, orderId })),
  );
  expect(answers.filter(({ outcome }) => outcome === "approved")).toHaveLength(1);
  expect(answers.filter(({ outcome }) => outcome === "refused")).toHaveLength(2);
});
