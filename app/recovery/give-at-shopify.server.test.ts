import type { z } from "zod";
import { beforeEach, describe, expect, test } from "vitest";

import { AdminApiError, type ShopifyAdmin } from "~/platform/admin-api.server";
import { createCostBucket } from "../../sandbox/admin-api/cost";
import { createAdminApi } from "../../sandbox/admin-api/execute";
import { loadAdminSchema } from "../../sandbox/admin-api/schema";
import { createWorld, type World } from "../../sandbox/world";
import { useTestDatabase } from "../../tests/harness/database";
import { anOrder, aShop, shopId } from "../../tests/harness/records";
import { approveGoodwill } from "./answer-goodwill.server";
import { giveGoodwill } from "./give-goodwill.server";
import { readOrderGoods } from "./order-goods.server";

// Against the sandbox's Admin API, which executes on Shopify's own schema and asks for its scopes.

const { db, deps } = useTestDatabase();

const scopes = [
  ...["read_orders", "read_customers", "write_discounts", "write_draft_orders", "read_products"],
  ...["write_store_credit_account_transactions", "read_store_credit_accounts"],
];

let world: World;
let orders: string[];
/** How the connection fails: before Shopify hears of anything, or after it did what it was asked. */
let cut: "never" | "before" | "after" = "never";

const shopify: ShopifyAdmin = {
  async request<T>(_shopId: string, query: string, variables: object, schema: z.ZodType<T>): Promise<T> {
    if (cut === "before") throw new AdminApiError("unavailable", "cut off");
    const api = createAdminApi({
      schema: loadAdminSchema(),
      world,
      now: () => deps.clock.now(),
      bucket: createCostBucket({ maximum: 20_000, restoreRate: 1000 }),
    });
    const answer = await api({ query, variables: { ...variables }, operationName: null });
    if (Array.isArray(answer.errors)) throw new AdminApiError("refused", JSON.stringify(answer.errors));
    if (cut === "after" && query.includes("mutation")) throw new AdminApiError("unavailable", "cut off");
    return schema.parse(answer.data);
  },
};

const acting = () => ({ ...deps, shopify });
const give = (orderId: string) => giveGoodwill(acting(), { shopId, orderId });
const goodwill = (orderId: string) =>
  db.goodwill.findUniqueOrThrow({ where: { shopId_orderId: { shopId, orderId } } });

async function proposed(orderId: string, gives: string, amount: number): Promise<void> {
  await db.goodwill.create({
    data: {
      ...{ shopId, orderId, cause: "late", gives, amount, currency: "EUR", worth: amount },
      proposedAt: deps.clock.now(),
    },
  });
  expect(await approveGoodwill(acting(), { shopId, orderId })).toEqual({ outcome: "approved" });
}

beforeEach(async () => {
  cut = "never";
  world = createWorld({ seed: 1, now: () => deps.clock.now(), emit: () => undefined });
  world.installApp({ scopes });
  await aShop(db);
  const name = { firstName: "Marta", lastName: "Bianchi" };
  const [product] = world.listProducts();
  orders = [];
  for (const email of ["marta@posta.example", "luca@posta.example"]) {
    const order = world.placeOrder({
      ...{ email, ...name, locale: "it-IT" },
      shippingAddress: { ...name, city: "Palermo", zip: "90100", countryCode: "IT" },
      items: product ? [{ productId: product.id, quantity: 2 }] : [],
      shipping: { title: "Standard", priceCents: 500 },
    });
    orders.push(order.id);
    await anOrder(db, {
      ...{ id: order.id, name: order.name, customerId: order.customerId, email },
      ...{ checkoutToken: order.checkoutToken, shopperKey: email },
    });
  }
});

const first = () => orders[0] ?? "";
const second = () => orders[1] ?? "";

describe("codes", () => {
  test("of the same gift and month stand in one discount, for those shoppers alone, once each", async () => {
    for (const orderId of orders) {
      await proposed(orderId, "voucher_amount", 5);
      expect(await give(orderId)).toEqual({ outcome: "given" });
    }
    const codes = [await goodwill(first()), await goodwill(second())].map(({ code }) => code);
    const [discount, ...others] = world.state.discounts;
    expect(others).toEqual([]);
    expect(discount).toMatchObject({ usageLimit: 1, amount: "5", endsAt: "2026-09-30T21:59:59.000Z" });
    expect(discount?.codes.map(({ code }) => code)).toEqual(codes);
    expect(discount?.customerIds).toEqual(orders.map((id) => world.getOrder(id).customerId));
  });

  test("for free shipping and by percentage are discounts of their own", async () => {
    await proposed(first(), "free_shipping", 0);
    await proposed(second(), "voucher_percent", 15);
    await give(first());
    await give(second());
    expect(world.state.discounts).toMatchObject([{ kind: "free_shipping" }, { percentage: 0.15 }]);
  });

  test("go into a new discount when the merchant has deleted the old one", async () => {
    await proposed(first(), "voucher_amount", 5);
    await give(first());
    world.state.discounts = [];
    await proposed(second(), "voucher_amount", 5);
    await expect(give(second())).rejects.toThrow("takes no customer");
    expect(await give(second())).toEqual({ outcome: "given" });
    expect(world.state.discounts).toHaveLength(1);
  });
});

describe.each([
  ["voucher_amount", () => world.state.discounts.flatMap(({ codes }) => codes)],
  ["free_shipping", () => world.state.discounts.flatMap(({ codes }) => codes)],
  ["store_credit", () => world.state.storeCredits],
  ["replacement", () => world.state.draftOrders],
])("%s", (gives, given) => {
  const amount = gives === "voucher_amount" || gives === "store_credit" ? 5 : 0;

  test("given twice by a crash is given once", async () => {
    await proposed(first(), gives, amount);
    cut = "after";
    await expect(give(first())).rejects.toThrow("cut off");
    expect(given()).toHaveLength(1);
    cut = "never";
    expect(await give(first())).toEqual({ outcome: "given" });
    expect(await give(first())).toEqual({ outcome: "not_ours" });
    expect(given()).toHaveLength(1);
    expect((await goodwill(first())).givenId).toMatch(/^gid:\/\/shopify\//);
    expect(await db.touchpoint.count({ where: { kind: "recovery_offer" } })).toBe(1);
  });

  test("by two workers at once is given once", async () => {
    await proposed(first(), gives, amount);
    const outcomes = await Promise.all([give(first()), give(first())]);
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(["given", "not_ours"]);
    expect(given()).toHaveLength(1);
  });

  test("Shopify away for hours is not given, and the merchant may say so again", async () => {
    await proposed(first(), gives, amount);
    cut = "before";
    for (let tries = 1; tries < 10; tries += 1) await expect(give(first())).rejects.toThrow("cut off");
    expect(await give(first())).toEqual({ outcome: "failed" });
    expect(await goodwill(first())).toMatchObject({ state: "failed", reason: "shopify_away" });
    cut = "never";
    await approveGoodwill(acting(), { shopId, orderId: first() });
    expect(await give(first())).toEqual({ outcome: "given" });
    expect(given()).toHaveLength(1);
  });
});

test("two credits of one sum to one customer are two", async () => {
  const customerId = world.getOrder(first()).customerId;
  await db.order.updateMany({ where: { id: second() }, data: { customerId } });
  for (const orderId of orders) {
    await proposed(orderId, "store_credit", 5);
    expect(await give(orderId)).toEqual({ outcome: "given" });
  }
  expect(world.state.storeCredits.map(({ customerId: of }) => of)).toEqual([customerId, customerId]);
});

test("a replacement holds the same goods for her address, and the page knows whether they are there", async () => {
  expect(await readOrderGoods(shopify, { shopId, orderId: first() })).toMatchObject([
    { quantity: 2, stock: 4, isSoldOut: false },
  ]);
  await proposed(first(), "replacement", 0);
  await give(first());
  expect(world.state.draftOrders).toMatchObject([
    { customerId: world.getOrder(first()).customerId, lines: [{ quantity: 2 }] },
  ]);
});

test("without a customer nothing can be tied, and it says so", async () => {
  await db.order.updateMany({ data: { customerId: null } });
  await proposed(first(), "voucher_amount", 5);
  expect(await give(first())).toEqual({ outcome: "failed" });
  expect(await goodwill(first())).toMatchObject({ reason: "no_customer" });
});
