import { z } from "zod";
import { AdminApiError, type ShopifyAdmin } from "~/platform/admin-api.server";
import type { Clock } from "~/platform/clock.server";
import type { Database } from "~/platform/database.server";
import type { Locks } from "~/platform/locks.server";
import type { Goodwill } from "~/platform/prisma/client";
import { discountInput, isFreeShipping, titleOf } from "./discount-input";
import type { GiftOutcome } from "./gift-outcome";

export const findCodeQuery = `#graphql
  query FindGoodwillCode($code: String!) {
    codeDiscountNodeByCode(code: $code) { id }
  }
`;

export const createVoucherMutation = `#graphql
  mutation CreateVoucherDiscount($discount: DiscountCodeBasicInput!) {
    discountCodeBasicCreate(basicCodeDiscount: $discount) {
      codeDiscountNode { id }
      userErrors { code message }
    }
  }
`;

export const createFreeShippingMutation = `#graphql
  mutation CreateFreeShippingDiscount($discount: DiscountCodeFreeShippingInput!) {
    discountCodeFreeShippingCreate(freeShippingCodeDiscount: $discount) {
      codeDiscountNode { id }
      userErrors { code message }
    }
  }
`;

export const admitToVoucherMutation = `#graphql
  mutation AdmitToVoucherDiscount($id: ID!, $discount: DiscountCodeBasicInput!) {
    discountCodeBasicUpdate(id: $id, basicCodeDiscount: $discount) {
      codeDiscountNode { id }
      userErrors { code message }
    }
  }
`;

export const admitToFreeShippingMutation = `#graphql
  mutation AdmitToFreeShippingDiscount($id: ID!, $discount: DiscountCodeFreeShippingInput!) {
    discountCodeFreeShippingUpdate(id: $id, freeShippingCodeDiscount: $discount) {
      codeDiscountNode { id }
      userErrors { code message }
    }
  }
`;

export const addCodeMutation = `#graphql
  mutation AddGoodwillCode($id: ID!, $codes: [DiscountRedeemCodeInput!]!) {
    discountRedeemCodeBulkAdd(discountId: $id, codes: $codes) {
      bulkCreation { id done failedCount }
      userErrors { code message }
    }
  }
`;

const node = z.object({ id: z.string() }).nullable();
const foundCode = z.object({ codeDiscountNodeByCode: node });
const userErrors = z.array(z.object({ code: z.string().nullable(), message: z.string() }));
const changed = z.object({ codeDiscountNode: node, userErrors });
const voucherCreated = z.object({ discountCodeBasicCreate: changed });
const freeShippingCreated = z.object({ discountCodeFreeShippingCreate: changed });
const voucherUpdated = z.object({ discountCodeBasicUpdate: changed });
const freeShippingUpdated = z.object({ discountCodeFreeShippingUpdate: changed });
const codeAdded = z.object({
  discountRedeemCodeBulkAdd: z.object({
    bulkCreation: z.object({ id: z.string(), done: z.boolean(), failedCount: z.number() }).nullable(),
    userErrors,
  }),
});

export interface GiveCodeDeps {
  db: Database;
  clock: Clock;
  shopify: ShopifyAdmin;
  locks: Locks;
}

interface GiveCode {
  goodwill: Goodwill;
  customerId: string;
  code: string;
  expiresAt: Date;
}

/**
 * Gives a code of her own. The code follows from the order, so a second try after a crash finds the first one's code
 * at Shopify and leaves it at that. Throws while Shopify has not made it yet: then it is looked for again.
 */
export async function giveCode(deps: GiveCodeDeps, gift: GiveCode): Promise<GiftOutcome> {
  const { goodwill, code, expiresAt } = gift;
  const { shopId, orderId } = goodwill;
  const key = `${titleOf(goodwill)}/${expiresAt.toISOString().slice(0, 10)}`;
  return deps.locks.hold(`goodwill-discount/${shopId}/${key}`, async () => {
    const found = await findCode(deps, shopId, code);
    if (found) {
      await keepDiscount(deps, { shopId, gift: key, discountId: found });
      return { outcome: "given", givenId: found };
    }
    const known = await deps.db.goodwillDiscount.findUnique({
      where: { shopId_gift: { shopId, gift: key } },
    });
    if (!known) return openDiscount(deps, { ...gift, key });
    const { discountId } = known;
    if (await isRefused(deps, { ...gift, discountId })) {
      // The merchant may have deleted it: the next try opens a new one.
      await deps.db.goodwillDiscount.deleteMany({ where: { shopId, gift: key } });
      throw new AdminApiError("unavailable", `the discount for order ${orderId} takes no customer any more`);
    }
    const { discountRedeemCodeBulkAdd: added } = await deps.shopify.request(
      shopId,
      addCodeMutation,
      { id: discountId, codes: [{ code }] },
      codeAdded,
    );
    if (added.userErrors.length > 0) return { outcome: "refused", reason: "shopify_refused" };
    // Shopify adds codes in its own time; only one that can be found is hers.
    const discount = await findCode(deps, shopId, code);
    if (!discount) throw new AdminApiError("unavailable", `the code for order ${orderId} is not there yet`);
    return { outcome: "given", givenId: discount };
  });
}

async function findCode({ shopify }: GiveCodeDeps, shopId: string, code: string): Promise<string | null> {
  const answer = await shopify.request(shopId, findCodeQuery, { code }, foundCode);
  return answer.codeDiscountNodeByCode?.id ?? null;
}

const keepDiscount = (
  { db, clock }: GiveCodeDeps,
  discount: { shopId: string; gift: string; discountId: string },
) => db.goodwillDiscount.createMany({ data: [{ ...discount, madeAt: clock.now() }], skipDuplicates: true });

/** A new discount brings its first code along. */
async function openDiscount(deps: GiveCodeDeps, gift: GiveCode & { key: string }): Promise<GiftOutcome> {
  const { shopId, gives } = gift.goodwill;
  const discount = discountInput({ ...gift, now: deps.clock.now() });
  const { codeDiscountNode: made } = isFreeShipping(gives)
    ? (await deps.shopify.request(shopId, createFreeShippingMutation, { discount }, freeShippingCreated))
        .discountCodeFreeShippingCreate
    : (await deps.shopify.request(shopId, createVoucherMutation, { discount }, voucherCreated))
        .discountCodeBasicCreate;
  if (!made) return { outcome: "refused", reason: "shopify_refused" };
  await keepDiscount(deps, { shopId, gift: gift.key, discountId: made.id });
  return { outcome: "given", givenId: made.id };
}

/** Whoever is not among a discount's customers can do nothing with its codes: she is let in first. */
async function isRefused(
  { shopify }: GiveCodeDeps,
  { goodwill: { shopId, gives }, customerId, discountId: id }: GiveCode & { discountId: string },
): Promise<boolean> {
  const discount = { context: { customers: { add: [`gid://shopify/Customer/${customerId}`] } } };
  const { userErrors: problems } = isFreeShipping(gives)
    ? (await shopify.request(shopId, admitToFreeShippingMutation, { id, discount }, freeShippingUpdated))
        .discountCodeFreeShippingUpdate
    : (await shopify.request(shopId, admitToVoucherMutation, { id, discount }, voucherUpdated))
        .discountCodeBasicUpdate;
  return problems.length > 0;
}
