import type { ShopifyAdmin } from "~/platform/admin-api.server";
import { buildClientSchema, parse, validate, type IntrospectionQuery } from "graphql";
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import type { z } from "zod";
import {
  setOrderMarkMutation,
  tagOrderMutation,
  untagOrderMutation,
  writeOrderMarks,
} from "./order-mark.server";

class AnsweringShopify implements ShopifyAdmin {
  readonly asked: Array<{ document: string; variables: object }> = [];
  constructor(private readonly answers: unknown[]) {}

  request<T>(_shopId: string, document: string, variables: object, schema: z.ZodType<T>): Promise<T> {
    this.asked.push({ document, variables });
    return schema.parseAsync(this.answers.shift());
  }
}

const written = { metafieldsSet: { userErrors: [] } };
const shopId = "acme.myshopify.com";
const mark = {
  orderId: "5678901234567890123",
  key: "rating",
  value: { purchase_nps: 9 },
};

test.each([setOrderMarkMutation, tagOrderMutation, untagOrderMutation])(
  "Shopify understands what we send: %s",
  (document) => {
    const file = gunzipSync(readFileSync("node_modules/@shopify/dev-mcp/dist/data/admin_2026-07.json.gz"));
    const { data } = JSON.parse(file.toString("utf8")) as { data: IntrospectionQuery };
    expect(validate(buildClientSchema(data), parse(document))).toEqual([]);
  },
);

test("a mark lands on its order as a metafield of the app's own", async () => {
  const shopify = new AnsweringShopify([written]);
  expect(await writeOrderMarks(shopify, shopId, [mark])).toEqual([{ outcome: "written" }]);
  expect(shopify.asked).toEqual([
    {
      document: setOrderMarkMutation,
      variables: {
        metafields: [
          {
            ownerId: "gid://shopify/Order/5678901234567890123",
            key: "rating",
            type: "json",
            value: '{"purchase_nps":9}',
          },
        ],
      },
    },
  ]);
});

test("tags are added to those the order has", async () => {
  const shopify = new AnsweringShopify([written, { tagsAdd: { userErrors: [] } }]);
  expect(await writeOrderMarks(shopify, shopId, [{ ...mark, tags: ["lastmile-wait"] }])).toEqual([
    { outcome: "written" },
  ]);
  expect(shopify.asked[1]?.variables).toEqual({
    id: "gid://shopify/Order/5678901234567890123",
    tags: ["lastmile-wait"],
  });
});

test("what a mark no longer says is taken off first", async () => {
  const shopify = new AnsweringShopify([
    written,
    { tagsRemove: { userErrors: [] } },
    { tagsAdd: { userErrors: [] } },
  ]);
  const changed = { ...mark, tags: ["delay: wait"], withoutTags: ["delay: cancel"] };
  expect(await writeOrderMarks(shopify, shopId, [changed])).toEqual([{ outcome: "written" }]);
  expect(shopify.asked.slice(1).map(({ variables }) => variables)).toMatchObject([
    { tags: ["delay: cancel"] },
    { tags: ["delay: wait"] },
  ]);
});

test("an order that is gone is refused, with Shopify's reason", async () => {
  const shopify = new AnsweringShopify([
    {
      metafieldsSet: {
        userErrors: [
          { field: ["metafields", "0", "ownerId"], message: "Owner does not exist", code: "INVALID" },
        ],
      },
    },
  ]);
  expect(await writeOrderMarks(shopify, shopId, [{ ...mark, tags: ["x"] }])).toEqual([
    {
      outcome: "refused",
      reason: "Owner does not exist",
    },
  ]);
  expect(shopify.asked).toHaveLength(1);
});

test("marks of one shop go in one call, and one that is refused keeps none of the others from their orders", async () => {
  const gone = { field: ["metafields", "1", "ownerId"], message: "Owner does not exist", code: "INVALID" };
  const shopify = new AnsweringShopify([{ metafieldsSet: { userErrors: [gone] } }, written]);
  const marks = ["1", "2", "3"].map((orderId) => ({ ...mark, orderId }));
  expect(await writeOrderMarks(shopify, shopId, marks)).toEqual([
    { outcome: "written" },
    { outcome: "refused", reason: "Owner does not exist" },
    { outcome: "written" },
  ]);
  const owners = shopify.asked.map(({ variables }) =>
    (variables as { metafields: Array<{ ownerId: string }> }).metafields.map(({ ownerId }) =>
      ownerId.slice(-1),
    ),
  );
  expect(owners).toEqual([
    ["1", "2", "3"],
    ["1", "3"],
  ]);
});

test("marks that Shopify refuses without saying which are tried one by one", async () => {
  const unnamed = { metafieldsSet: { userErrors: [{ field: null, message: "No", code: null }] } };
  const shopify = new AnsweringShopify([unnamed, written, unnamed]);
  const marks = ["1", "2"].map((orderId) => ({ ...mark, orderId }));
  expect(await writeOrderMarks(shopify, shopId, marks)).toEqual([
    { outcome: "written" },
    { outcome: "refused", reason: "No" },
  ]);
});

test("more than Shopify takes at once go in several calls", async () => {
  const shopify = new AnsweringShopify([written, written]);
  const marks = Array.from({ length: 26 }, (_, index) => ({ ...mark, orderId: String(index) }));
  expect(await writeOrderMarks(shopify, shopId, marks)).toHaveLength(26);
  expect(shopify.asked).toHaveLength(2);
});
