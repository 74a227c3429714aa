import { z } from "zod";
import { AdminApiError, type ShopifyAdmin } from "~/platform/admin-api.server";

// Without a namespace the metafield is the app's own ($app): no other app can write it.
export const setOrderMarkMutation = `#graphql
  mutation SetOrderMark($metafields: [MetafieldsSetInput!]!) {
    metafieldsSet(metafields: $metafields) {
      userErrors { field message code }
    }
  }
`;

export const tagOrderMutation = `#graphql
  mutation TagOrder($id: ID!, $tags: [String!]!) {
    tagsAdd(id: $id, tags: $tags) {
      userErrors { field message }
    }
  }
`;

export const untagOrderMutation = `#graphql
  mutation UntagOrder($id: ID!, $tags: [String!]!) {
    tagsRemove(id: $id, tags: $tags) {
      userErrors { field message }
    }
  }
`;

const userErrors = z.array(z.object({ field: z.array(z.string()).nullable(), message: z.string() }));
const setOrderMarkResult = z.object({ metafieldsSet: z.object({ userErrors }).nullable() });
const tagsAnswer = z.object({ userErrors }).nullable();
const tagOrderResult = z.object({ tagsAdd: tagsAnswer });
const untagOrderResult = z.object({ tagsRemove: tagsAnswer });

export interface OrderMark {
  /** Shopify's numeric id */
  orderId: string;
  /** thank_you_note | delay | choice | rating | surprise */
  key: string;
  /** Kept as JSON. */
  value: unknown;
  /** Added to those the order has. */
  tags?: readonly string[];
  /** Of ours, what it no longer says. */
  withoutTags?: readonly string[];
}

/** `errored`: trouble on the way, or Shopify away; it may go another time. */
export type OrderMarkOutcome =
  { outcome: "written" } | { outcome: "refused"; reason: string } | { outcome: "errored"; error: unknown };

// Shopify's limit for one call.
const marksAtOnce = 25;

/**
 * Leaves what we know on orders of a shop, for the merchant's themes, documents and staff; answers for each, in order.
 * Writing the same again changes nothing. Refused means Shopify will not have it (the order is gone).
 */
export async function writeOrderMarks(
  shopify: ShopifyAdmin,
  shopId: string,
  marks: OrderMark[],
): Promise<OrderMarkOutcome[]> {
  const outcomes: OrderMarkOutcome[] = [];
  for (let from = 0; from < marks.length; from += marksAtOnce)
    outcomes.push(...(await writeTogether(shopify, shopId, marks.slice(from, from + marksAtOnce))));
  return outcomes;
}

/** Shopify writes all of a call or none: without those it refused, the others are sent again. */
async function writeTogether(
  shopify: ShopifyAdmin,
  shopId: string,
  marks: OrderMark[],
): Promise<OrderMarkOutcome[]> {
  if (marks.length === 0) return [];
  const isAlone = marks.length === 1;
  const alone = async () => {
    const outcomes = [];
    for (const mark of marks) outcomes.push(...(await writeTogether(shopify, shopId, [mark])));
    return outcomes;
  };
  let refusals: Array<z.infer<typeof userErrors>[number]>;
  try {
    const metafields = marks.map(({ orderId, key, value }) => ({
      ...{ ownerId: orderGid(orderId), key, type: "json", value: JSON.stringify(value) },
    }));
    const answer = await shopify.request(shopId, setOrderMarkMutation, { metafields }, setOrderMarkResult);
    if (answer.metafieldsSet === null)
      return isAlone
        ? [{ outcome: "refused", reason: "Shopify gave no answer for this order" }]
        : await alone();
    refusals = answer.metafieldsSet.userErrors;
  } catch (error) {
    // What Shopify cannot take whole may be one mark's fault.
    if (!isAlone && error instanceof AdminApiError && error.kind === "refused") return alone();
    return marks.map(() => ({ outcome: "errored", error }));
  }
  if (refusals.length === 0) {
    const tagged = [];
    for (const mark of marks) tagged.push(await tagOrder(shopify, shopId, mark));
    return tagged;
  }
  // "metafields", its place in the call, and what of it is wrong.
  const reasons = new Map(refusals.map(({ field, message }) => [Number(field?.[1] ?? NaN), message]));
  const refused = (index: number) => (isAlone ? refusals[0]?.message : reasons.get(index));
  const others = marks.filter((_, index) => refused(index) === undefined);
  if (others.length === marks.length) return alone();
  const again = await writeTogether(shopify, shopId, others);
  return marks.map((mark, index) => {
    const reason = refused(index);
    if (reason !== undefined) return { outcome: "refused", reason };
    return again[others.indexOf(mark)] ?? { outcome: "errored", error: new Error("a mark was left out") };
  });
}

async function tagOrder(
  shopify: ShopifyAdmin,
  shopId: string,
  { orderId, tags = [], withoutTags = [] }: OrderMark,
): Promise<OrderMarkOutcome> {
  const id = orderGid(orderId);
  try {
    if (withoutTags.length > 0) {
      const variables = { id, tags: withoutTags };
      const answer = await shopify.request(shopId, untagOrderMutation, variables, untagOrderResult);
      const outcome = outcomeOf(answer.tagsRemove);
      if (outcome.outcome === "refused") return outcome;
    }
    if (tags.length === 0) return { outcome: "written" };
    const answer = await shopify.request(shopId, tagOrderMutation, { id, tags }, tagOrderResult);
    return outcomeOf(answer.tagsAdd);
  } catch (error) {
    return { outcome: "errored", error };
  }
}

function outcomeOf(answer: z.infer<typeof tagsAnswer>): OrderMarkOutcome {
  if (answer === null) return { outcome: "refused", reason: "Shopify gave no answer for this order" };
  const [first] = answer.userErrors;
  return first ? { outcome: "refused", reason: first.message } : { outcome: "written" };
}

const orderGid = (orderId: string): string => `gid://shopify/Order/${orderId}`;
