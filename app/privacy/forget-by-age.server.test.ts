import { describe, expect, it } from "vitest";
import { dayMs } from "~/platform/durations";
import { useTestDatabase } from "../../tests/harness/database";
import { anOrder, aShop, aSurveyResponse, shopId } from "../../tests/harness/records";
import { forgetByAge } from "./forget-by-age.server";

const { db, deps } = useTestDatabase();

const ago = ({ days = 0, months = 0 }) => {
  const at = deps.clock.now();
  at.setUTCMonth(at.getUTCMonth() - months);
  return new Date(at.getTime() - days * dayMs);
};
const theOrder = (id: string) => db.order.findUnique({ where: { shopId_id: { shopId, id } } });

describe("what has grown too old", () => {
  it("is an order's shopper after the months the merchant set: what she said goes, her rating stays", async () => {
    await aShop(db, { settings: { retention: { months: 12 } } });
    await anOrder(db, { id: "1", customerId: "1", placedAt: ago({ months: 12, days: 1 }) });
    await anOrder(db, { id: "2", customerId: "2", placedAt: ago({ months: 11 }) });
    await aSurveyResponse(db, { orderId: "1", subject: "order:1", checkoutToken: null, comment: "late" });
    await forgetByAge(deps, { shopId });
    expect(await theOrder("1")).toMatchObject({
      email: null,
      firstName: null,
      forgottenAt: deps.clock.now(),
    });
    expect(await theOrder("2")).toMatchObject({ email: "marta@example.com", forgottenAt: null });
    expect(await db.surveyResponse.findFirst()).toMatchObject({ comment: null, rating: 9 });
  });

  it("is a customer only when nothing newer of hers is known", async () => {
    await aShop(db);
    const old = ago({ months: 30 });
    for (const id of ["1", "2"])
      await db.customer.create({
        data: { shopId, id, email: `${id}@example.com`, changedAt: old, recordedAt: old },
      });
    await anOrder(db, { id: "10", customerId: "1", placedAt: old });
    await anOrder(db, { id: "20", customerId: "2", placedAt: old });
    await anOrder(db, { id: "21", customerId: "2", placedAt: ago({ days: 3 }) });
    await forgetByAge(deps, { shopId });
    expect(await db.customer.findMany({ orderBy: { id: "asc" } })).toMatchObject([
      { email: null },
      { email: "2@example.com", redactedAt: null },
    ]);
    expect(await theOrder("21")).toMatchObject({ customerId: "2", email: "marta@example.com" });
  });

  it("is what a delivery said thirty days after it was applied, but never of one still waiting", async () => {
    await aShop(db);
    for (const [webhookId, state, days] of [
      ["old", "applied", 31],
      ["waiting", "received", 31],
      ["young", "applied", 29],
    ] as const)
      await db.webhookDelivery.create({
        data: { shopId, topic: "orders/create", webhookId, state, body: "{}", receivedAt: ago({ days }) },
      });
    await forgetByAge(deps, { shopId });
    const left = await db.webhookDelivery.findMany({ orderBy: { webhookId: "asc" } });
    expect(left.map(({ webhookId, body }) => [webhookId, body])).toEqual([
      ["old", ""],
      ["waiting", "{}"],
      ["young", "{}"],
    ]);
  });

  it("is everything of a shop that left a month ago, should Shopify's own request have got lost", async () => {
    await aShop(db, { uninstalledAt: ago({ days: 31 }) });
    await anOrder(db);
    await forgetByAge(deps, { shopId });
    expect([await db.shop.count(), await db.order.count()]).toEqual([0, 0]);
  });
});

describe("what was forgotten by age", () => {
  it("is done once", async () => {
    await aShop(db);
    await anOrder(db, { placedAt: ago({ months: 30 }) });
    await forgetByAge(deps, { shopId });
    const first = await theOrder("1043");
    deps.clock.advance({ days: 1 });
    await forgetByAge(deps, { shopId });
    expect(await theOrder("1043")).toEqual(first);
    expect(deps.log.lines).toHaveLength(1);
  });
});
