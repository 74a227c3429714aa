import { describe, expect, it } from "vitest";

import { useTestDatabase } from "../../tests/harness/database";
import { friday } from "../../tests/harness/fixed-clock";
import { shopId } from "../../tests/harness/records";
import { asItStands, paidOrder } from "../../tests/harness/webhook-payloads";
import { orderSchema, readOrderAnswer } from "../intake/order-document";
import { orderPictureOf } from "../intake/translate-webhook";
import { payloads } from "../intake/payloads";
import type { OrderPicture } from "./order-record";
import { recordOrderDeleted, recordOrders } from "./orders.server";

const { db } = useTestDatabase();

const vase = {
  id: "9007199254740993001",
  product_id: "9007199254740993002",
  variant_id: "44",
  title: "Vaso Alba",
  sku: "VASO",
  quantity: 1,
};
const lamp = { id: 88002, product_id: 7702, variant_id: 4402, title: "Lampada", sku: "", quantity: 2 };

const picture = (updated_at: string, line_items: object[]): OrderPicture =>
  orderPictureOf(payloads.order.parse({ ...paidOrder, updated_at, line_items }));

const ordered = picture("2026-06-12T09:00:05Z", [vase]);
const edited = picture("2026-06-12T10:00:00Z", [{ ...vase, quantity: 3 }, lamp]);
const changedBack = picture("2026-06-12T11:00:00Z", [lamp]);

const record = async (...pictures: OrderPicture[]) => {
  const of = { shopId, shopperKeyOf: () => "shopper-marta", now: friday };
  const recorded = await db.$transaction((tx) => recordOrders(tx, { ...of, pictures }));
  return recorded.get(ordered.id);
};
const lines = () => db.orderLine.findMany({ orderBy: { id: "asc" } });

describe("what an order holds", () => {
  it("is kept line by line, with ids larger than a number holds", async () => {
    await record(edited);
    expect(await lines()).toEqual([
      {
        shopId,
        orderId: ordered.id,
        id: "88002",
        productId: "7702",
        variantId: "4402",
        title: "Lampada",
        sku: null,
        quantity: 2,
      },
      {
        shopId,
        orderId: ordered.id,
        id: "9007199254740993001",
        productId: "9007199254740993002",
        variantId: "44",
        title: "Vaso Alba",
        sku: "VASO",
        quantity: 3,
      },
    ]);
  });

  const inAnyOrder = [
    [ordered, edited, changedBack],
    [ordered, changedBack, edited],
    [edited, ordered, changedBack],
    [edited, changedBack, ordered],
    [changedBack, ordered, edited],
    [changedBack, edited, ordered],
  ];
  it.each(inAnyOrder)("is what the newest picture says, in whatever order they come", async (...pictures) => {
    const kept = async () => (await lines()).map(({ id, quantity }) => [id, quantity]);
    for (const told of pictures) await record(told);
    expect(await kept()).toEqual([["88002", 2]]);
    await db.orderLine.deleteMany();
    await db.order.deleteMany();
    await record(...pictures);
    expect(await kept()).toEqual([["88002", 2]]);
  });

  it("is written once: the same told again changes nothing", async () => {
    await record(edited);
    expect(await record(picture("2026-06-12T10:00:01Z", [{ ...vase, quantity: 3 }, lamp]))).toEqual({
      outcome: "same",
      lines: "same",
    });
  });

  it("is not unknown again by a picture that does not tell it", async () => {
    await record(ordered);
    await record(picture("2026-06-12T12:00:00Z", [{ quantity: 1 }]));
    await record(picture("2026-06-12T12:00:01Z", []));
    expect(await lines()).toHaveLength(1);
  });

  it("is one line where a body names the same twice", async () => {
    await record(picture("2026-06-12T09:00:05Z", [vase, { ...vase, quantity: 2 }]));
    expect((await lines()).map(({ quantity }) => quantity)).toEqual([2]);
  });

  it("is the same whether a webhook told it or Shopify was asked", async () => {
    await record(orderPictureOf(payloads.order.parse(paidOrder)));
    const told = await lines();
    await db.orderLine.deleteMany();
    await db.order.deleteMany();
    await record(readOrderAnswer(orderSchema.parse(asItStands())).order);
    expect(await lines()).toEqual(told);
    expect(told).toHaveLength(1);
  });

  it("loses its titles when the order is deleted, and a straggler does not bring them back", async () => {
    await record(ordered);
    await db.$transaction((tx) => recordOrderDeleted(tx, { shopId, orderId: ordered.id, at: friday }));
    await record(edited);
    expect((await lines()).map(({ title, productId }) => [title, productId])).toEqual([
      ["", "9007199254740993002"],
    ]);
  });
});
