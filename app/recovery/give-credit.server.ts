import { z } from "zod";
import type { ShopifyAdmin } from "~/platform/admin-api.server";
import type { Goodwill } from "~/platform/prisma/client";
import type { GiftOutcome } from "./gift-outcome";

export const findCreditQuery = `#graphql
  query FindGoodwillCredit($id: ID!) {
    customer(id: $id) {
      storeCreditAccounts(first: 3) {
        nodes {
          transactions(first: 25, reverse: true) {
            nodes {
              ... on StoreCreditAccountCreditTransaction { id expiresAt amount { amount currencyCode } }
            }
          }
        }
      }
    }
  }
`;

export const creditMutation = `#graphql
  mutation GiveStoreCredit($id: ID!, $credit: StoreCreditAccountCreditInput!) {
    storeCreditAccountCredit(id: $id, creditInput: $credit) {
      storeCreditAccountTransaction { id }
      userErrors { code message }
    }
  }
`;

const transaction = z.object({
  id: z.string().optional(),
  expiresAt: z.string().nullish(),
  amount: z.object({ amount: z.string(), currencyCode: z.string() }).optional(),
});
const foundCredits = z.object({
  customer: z
    .object({
      storeCreditAccounts: z.object({
        nodes: z.array(z.object({ transactions: z.object({ nodes: z.array(transaction) }) })),
      }),
    })
    .nullable(),
});
const credited = z.object({
  storeCreditAccountCredit: z.object({
    storeCreditAccountTransaction: z.object({ id: z.string() }).nullable(),
    userErrors: z.array(z.object({ code: z.string().nullable(), message: z.string() })),
  }),
});

/**
 * Credits her account. Shopify takes no key to know a credit again by, so before every try it is looked for by its
 * sum and by the second it ends at, which is this order's own.
 */
export async function giveCredit(
  { shopify }: { shopify: ShopifyAdmin },
  { goodwill, customerId, expiresAt }: { goodwill: Goodwill; customerId: string; expiresAt: Date },
): Promise<GiftOutcome> {
  const { shopId, amount, currency } = goodwill;
  const id = `gid://shopify/Customer/${customerId}`;
  const { customer } = await shopify.request(shopId, findCreditQuery, { id }, foundCredits);
  if (!customer) return { outcome: "refused", reason: "no_customer" };
  const known = customer.storeCreditAccounts.nodes
    .flatMap(({ transactions }) => transactions.nodes)
    .find(
      (one) =>
        one.expiresAt &&
        new Date(one.expiresAt).getTime() === expiresAt.getTime() &&
        Number(one.amount?.amount) === amount &&
        one.amount?.currencyCode === currency,
    );
  if (known) return { outcome: "given", givenId: known.id ?? null };
  const credit = {
    creditAmount: { amount: String(amount), currencyCode: currency },
    expiresAt: expiresAt.toISOString(),
    // She reads of it in our own words.
    notify: false,
  };
  const { storeCreditAccountCredit: given } = await shopify.request(
    shopId,
    creditMutation,
    { id, credit },
    credited,
  );
  const made = given.storeCreditAccountTransaction;
  return made ? { outcome: "given", givenId: made.id } : { outcome: "refused", reason: "shopify_refused" };
}
