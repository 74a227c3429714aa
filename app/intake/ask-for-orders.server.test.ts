import { beforeEach, describe, expect, it } from "vitest";
import { createCostBucket } from "../../sandbox/admin-api/cost";
import { createAdminApi } from "../../sandbox/admin-api/execute";
import { loadAdminSchema } from "../../sandbox/admin-api/schema";
import { createWorld } from "../../sandbox/world";
import { useTestDatabase } from "../../tests/harness/database";
import { anOrder, aShop, shopId } from "../../tests/harness/records";
import { asItStands } from "../../tests/harness/webhook-payloads";
import { AdminApiError, type ShopifyAdmin } from "~/platform/admin-api.server";
import { askForOrders, confirmOrders } from "./refresh-order.server";

const { db, deps } = useTestDatabase();

const order = (id: string, particulars: object = {}) =>
  asItStands({ id: `gid://shopify/Order/${id}`, name: `#${id}`, ...particulars });

type Told = ReturnType<typeof order> | Record<string, unknown> | Error | null;

/** Shopify's answers by order id; an Error refuses every request that asks for it. */
function shopifyKnows(orders: Record<string, Told>): string[][] {
  const asked: string[][] = [];
  deps.shopify.answer("OrdersAsTheyStand", ({ ids }: { ids: string[] }) => {
    const orderIds = ids.map((id) => id.slice(id.lastIndexOf("/") + 1));
    asked.push(orderIds);
    const told = orderIds.map((id) => orders[id] ?? null);
    const refused = told.find((one) => one instanceof Error);
    return refused ?? { nodes: told };
  });
  return asked;
}

const ask = async (...orderIds: string[]) =>
  (await askForOrders(deps, shopId, orderIds)).map((picture) => picture?.order.name ?? null);

describe("asking Shopify for orders", () => {
  it("asks for those of a shop in one request, and tells which are gone", async () => {
    const asked = shopifyKnows({ 1: order("1"), 3: order("3") });
    expect(await ask("1", "2", "3")).toEqual(["#1", null, "#3"]);
    expect(asked).toEqual([["1", "2", "3"]]);
  });

  it("an answer about one order that cannot be read spoils none of the others", async () => {
    shopifyKnows({ 1: order("1"), 2: { id: "gid://shopify/Order/2" }, 3: order("3") });
    expect(await ask("1", "2", "3")).toEqual(["#1", null, "#3"]);
    expect(deps.log.lines.map(({ fields }) => fields)).toMatchObject([{ shopId, orderId: "2" }]);
  });

  it("an order Shopify refuses to tell of spoils none of the others", async () => {
    shopifyKnows({ 1: order("1"), 2: new AdminApiError("refused", "internal error"), 3: order("3") });
    expect(await ask("1", "2", "3")).toEqual(["#1", null, "#3"]);
  });

  it("one that is longer than its place among many is asked for alone", async () => {
    const hasNextPage = { nodes: order("2").lineItems.nodes, pageInfo: { hasNextPage: true } };
    const asked = shopifyKnows({ 1: order("1"), 2: order("2", { lineItems: hasNextPage }) });
    expect(await ask("1", "2")).toEqual(["#1", "#2"]);
    expect(asked).toEqual([["1", "2"], ["2"]]);
  });

  it("waits while Shopify is away, and does without it where the app was removed", async () => {
    shopifyKnows({ 1: new AdminApiError("unavailable", "HTTP 503") });
    await expect(ask("1", "2")).rejects.toThrow("503");
    shopifyKnows({ 1: new AdminApiError("unauthorized", "no token") });
    expect(await ask("1", "2")).toEqual([null, null]);
  });

  it("stays within what a request may cost, for one order and for many", async () => {
    const now = () => deps.clock.now();
    const world = createWorld({ seed: 1, now, emit: () => undefined });
    world.installApp({
      scopes: [
        "read_orders",
        "read_customers",
        "read_fulfillments",
        "read_products",
        "read_merchant_managed_fulfillment_orders",
      ],
    });
    const orderIds = Array.from({ length: 30 }, () => {
      const person = { firstName: "Marta", lastName: "Bianchi" };
      const { id } = world.placeOrder({
        ...{ at: now(), email: "marta@posta.example", locale: "it-IT", ...person, acceptsMarketing: true },
        shippingAddress: { ...person, city: "Milano", zip: "20121", countryCode: "IT" },
        items: [{ title: "Vaso", priceCents: 5800 }],
        shipping: { title: "Corriere", priceCents: 690, promisedUntil: now() },
      });
      return id;
    });
    const bucket = createCostBucket({ maximum: 2_000, restoreRate: 100 });
    const answer = createAdminApi({ schema: loadAdminSchema(), world, now, bucket });
    const refused: unknown[] = [];
    const shopify: ShopifyAdmin = {
      async request(_shopId, query, variables, schema) {
        const { data, errors } = await answer({ query, variables: { ...variables }, operationName: null });
        if (errors) refused.push(errors);
        return schema.parse(data);
      },
    };
    const told = await askForOrders({ ...deps, shopify }, shopId, orderIds);
    const [alone] = await askForOrders({ ...deps, shopify }, shopId, orderIds.slice(0, 1));
    expect(refused).toEqual([]);
    expect(told.map((picture) => picture?.order.id)).toEqual(orderIds);
    expect(alone).toEqual(told[0]);
  });
});

describe("making sure of orders before their messages leave", () => {
  beforeEach(async () => {
    await aShop(db);
    for (const id of ["1", "2"]) await anOrder(db, { id, changedAt: new Date("2026-06-12T09:00:05Z") });
  });

  const confirm = (...orderIds: string[]) =>
    confirmOrders(
      deps,
      orderIds.map((orderId) => ({ shopId, orderId })),
    );
  const nameOf = async (id: string) => (await db.order.findFirst({ where: { id } }))?.name;

  it("follows the one that changed and leaves the other", async () => {
    shopifyKnows({ 1: order("1"), 2: order("2", { updatedAt: "2026-06-12T10:00:00Z" }) });
    expect(await confirm("1", "2")).toEqual([{ outcome: "confirmed" }, { outcome: "confirmed" }]);
    expect([await nameOf("1"), await nameOf("2")]).toEqual(["#1043", "#2"]);
  });

  it("one that cannot be followed holds up none of the others", async () => {
    const unreadable = order("2", { updatedAt: "2026-06-12T10:00:00Z", currencyCode: "\u0000" });
    shopifyKnows({ 1: order("1", { updatedAt: "2026-06-12T10:00:00Z" }), 2: unreadable });
    expect(await confirm("1", "2")).toMatchObject([{ outcome: "confirmed" }, { outcome: "failed" }]);
    expect(await nameOf("1")).toBe("#1");
  });
});
