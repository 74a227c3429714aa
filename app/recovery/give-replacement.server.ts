import { z } from "zod";
import type { ShopifyAdmin } from "~/platform/admin-api.server";
import type { Goodwill } from "~/platform/prisma/client";
import type { GiftOutcome } from "./gift-outcome";
import { readOrderGoods } from "./order-goods.server";

export const findDraftQuery = `#graphql
  query FindReplacementDraft($query: String!, $id: ID!) {
    draftOrders(first: 1, query: $query) { nodes { id } }
    order(id: $id) {
      name
      shippingAddress {
        firstName lastName company address1 address2 city zip provinceCode countryCodeV2 phone
      }
    }
  }
`;

export const createDraftMutation = `#graphql
  mutation CreateReplacementDraft($draft: DraftOrderInput!) {
    draftOrderCreate(input: $draft) {
      draftOrder { id }
      userErrors { message }
    }
  }
`;

const text = z.string().nullable();
const foundDraft = z.object({
  draftOrders: z.object({ nodes: z.array(z.object({ id: z.string() })) }),
  order: z
    .object({
      name: z.string(),
      shippingAddress: z
        .object({
          ...{ firstName: text, lastName: text, company: text, address1: text, address2: text, city: text },
          ...{ zip: text, provinceCode: text, countryCodeV2: text, phone: text },
        })
        .nullable(),
    })
    .nullable(),
});
const createdDraft = z.object({
  draftOrderCreate: z
    .object({
      draftOrder: z.object({ id: z.string() }).nullable(),
      userErrors: z.array(z.object({ message: z.string() })),
    })
    .nullable(),
});

/**
 * Makes a draft of the same goods for nothing; a person completes it. It carries a tag of this order's own, by which
 * a try that was cut off after Shopify's answer finds it again.
 */
export async function giveReplacement(
  { shopify }: { shopify: ShopifyAdmin },
  { goodwill, customerId }: { goodwill: Goodwill; customerId: string },
): Promise<GiftOutcome> {
  const { shopId, orderId } = goodwill;
  const tag = `lastmile-replacement-${orderId}`;
  const found = await shopify.request(
    shopId,
    findDraftQuery,
    { query: `tag:${tag}`, id: `gid://shopify/Order/${orderId}` },
    foundDraft,
  );
  const [known] = found.draftOrders.nodes;
  if (known) return { outcome: "given", givenId: known.id };
  const goods = (await readOrderGoods(shopify, { shopId, orderId }))?.filter(({ variantId }) => variantId);
  if (!goods || goods.length === 0 || !found.order) return { outcome: "refused", reason: "no_goods" };
  const { countryCodeV2: countryCode, ...address } = found.order.shippingAddress ?? { countryCodeV2: null };
  const draft = {
    customerId: `gid://shopify/Customer/${customerId}`,
    lineItems: goods.map(({ variantId, quantity }) => ({ variantId, quantity })),
    appliedDiscount: {
      title: "Lastmile",
      description: `Replaces ${found.order.name}`,
      value: 100,
      valueType: "PERCENTAGE",
    },
    tags: ["lastmile", tag],
    note: `Replaces ${found.order.name}`,
    ...(found.order.shippingAddress ? { shippingAddress: { ...address, countryCode } } : {}),
  };
  const { draftOrderCreate: created } = await shopify.request(
    shopId,
    createDraftMutation,
    { draft },
    createdDraft,
  );
  const made = created?.draftOrder;
  return made ? { outcome: "given", givenId: made.id } : { outcome: "refused", reason: "shopify_refused" };
}
