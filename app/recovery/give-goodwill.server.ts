import { createHash } from "node:crypto";
import { findOrder } from "~/orders/orders.server";
import { AdminApiError } from "~/platform/admin-api.server";
import type { Transaction } from "~/platform/database.server";
import type { Goodwill, Order } from "~/platform/prisma/client";
import type { Secrets } from "~/platform/secrets.server";
import { findShop, type KnownShop } from "~/settings/shops.server";
import { planRecoveryOffer } from "~/touchpoints/plan-recovery-offer.server";
import { isFreeShipping } from "./discount-input";
import type { GiftOutcome, GiftRefusal } from "./gift-outcome";
import { codeEndsAt, creditEndsAt, voucherCode } from "./gift-terms";
import { giveCode, type GiveCodeDeps } from "./give-code.server";
import { giveCredit } from "./give-credit.server";
import { giveReplacement } from "./give-replacement.server";
import { logGoodwill } from "./goodwill-log.server";

export type GivenGoodwill = { outcome: "given" | "failed" | "not_ours" };

export interface GiveDeps extends GiveCodeDeps {
  secrets: Pick<Secrets, "shortCode">;
}

/**
 * Gives what was approved, and plans the mail that tells of it. Whatever it gives can be recognised at Shopify, so
 * that a try cut off between Shopify's answer and our note of it is found again and nothing is given twice.
 */
export async function giveGoodwill(
  deps: GiveDeps,
  { shopId, orderId }: { shopId: string; orderId: string },
): Promise<GivenGoodwill> {
  return deps.locks.hold(`goodwill/${shopId}/${orderId}`, async () => {
    const claimed = await deps.db.$transaction((tx) => claim(tx, deps, { shopId, orderId }));
    if (!claimed) return { outcome: "not_ours" };
    const { goodwill, order, shop } = claimed;
    const refused = refusalOf(shop, order, goodwill);
    const gift = refused
      ? ({ outcome: "refused", reason: refused } as const)
      : await giveOrRefuse(deps, claimed);
    return deps.db.$transaction((tx) => settle(tx, deps, { goodwill, order, gift }));
  });
}

interface Claimed {
  goodwill: Goodwill;
  order: Order;
  shop: KnownShop;
}

/** Puts down its code and end before Shopify hears of them: whatever is set later, the next try says the same. */
async function claim(
  tx: Transaction,
  deps: GiveDeps,
  { shopId, orderId }: { shopId: string; orderId: string },
): Promise<Claimed | null> {
  const found = await tx.goodwill.findUnique({ where: { shopId_orderId: { shopId, orderId } } });
  const order = await findOrder(tx, shopId, orderId);
  const shop = await findShop(tx, shopId);
  if (found?.state !== "approved" || !order || !shop) return null;
  const goodwill = await tx.goodwill.update({
    where: { shopId_orderId: { shopId, orderId } },
    data: { attempts: { increment: 1 }, ...(found.expiresAt ? {} : termsOf(deps, found, shop)) },
  });
  return { goodwill, order, shop };
}

function termsOf(
  { secrets, clock }: GiveDeps,
  { shopId, orderId, gives }: Goodwill,
  { settings, timeZone }: KnownShop,
): { code?: string; expiresAt?: Date } {
  const { expiresDays } = settings.goodwill;
  const terms = { from: clock.now(), expiresDays, timeZone };
  if (isFreeShipping(gives) || gives.startsWith("voucher"))
    return {
      code: voucherCode(secrets.shortCode(`goodwill/${shopId}/${orderId}`)),
      expiresAt: codeEndsAt(terms),
    };
  if (gives !== "store_credit") return {};
  const chosen = createHash("sha256").update(`${shopId}/${orderId}`).digest().readUInt32BE();
  return { expiresAt: creditEndsAt(terms, chosen) };
}

/** Looked at again: between the merchant's word and this moment the order may have come to nothing. */
function refusalOf(shop: KnownShop, order: Order, { currency }: Goodwill): GiftRefusal | null {
  if (shop.uninstalledAt) return "shop_uninstalled";
  if (order.cancelledAt || order.deletedAt) return "cancelled";
  if (order.fullyRefundedAt) return "fully_refunded";
  if (order.forgottenAt) return "forgotten";
  return currency === shop.currency ? null : "currency_changed";
}

// The job's own tries: after the last one the page says that it was not given, and a person decides.
const attemptLimit = 10;

/** Only what Shopify will never do is a refusal; anything it may do later is thrown, and the job tries again. */
async function giveOrRefuse(deps: GiveDeps, claimed: Claimed): Promise<GiftOutcome> {
  try {
    return await give(deps, claimed);
  } catch (error) {
    if (!(error instanceof AdminApiError)) throw error;
    if (error.kind === "unauthorized") return { outcome: "refused", reason: "needs_permission" };
    if (error.kind !== "refused") {
      if (claimed.goodwill.attempts < attemptLimit) throw error;
      return { outcome: "refused", reason: "shopify_away" };
    }
    const isDenied = /access denied|required access/i.test(error.message);
    return { outcome: "refused", reason: isDenied ? "needs_permission" : "shopify_refused" };
  }
}

async function give(deps: GiveDeps, { goodwill, order }: Claimed): Promise<GiftOutcome> {
  if (goodwill.gives === "words") return { outcome: "given", givenId: null };
  const { customerId } = order;
  const { code, expiresAt } = goodwill;
  if (!customerId) return { outcome: "refused", reason: "no_customer" };
  if (goodwill.gives === "replacement") return giveReplacement(deps, { goodwill, customerId });
  if (!expiresAt) throw new Error(`The goodwill of order ${goodwill.orderId} has no end.`);
  if (code === null) return giveCredit(deps, { goodwill, customerId, expiresAt });
  return giveCode(deps, { goodwill, customerId, code, expiresAt });
}

async function settle(
  tx: Transaction,
  { clock }: GiveDeps,
  { goodwill, order, gift }: { goodwill: Goodwill; order: Order; gift: GiftOutcome },
): Promise<GivenGoodwill> {
  const now = clock.now();
  const { shopId, orderId, gives, amount, currency } = goodwill;
  const line = { shopId, orderId, at: now, inputs: { gives, amount, currency } };
  const isGiven = gift.outcome === "given";
  const { count } = await tx.goodwill.updateMany({
    where: { shopId, orderId, state: "approved" },
    data: isGiven
      ? { state: "given", givenId: gift.givenId, settledAt: now }
      : { state: "failed", reason: gift.reason, settledAt: now },
  });
  if (count === 0) return { outcome: "not_ours" };
  if (!isGiven) {
    await logGoodwill(tx, { ...line, outcome: "goodwill_failed", rule: gift.reason });
    return { outcome: "failed" };
  }
  await logGoodwill(tx, { ...line, outcome: "goodwill_given", rule: `gives_${gives}` });
  await planRecoveryOffer(tx, { order, variant: variantOf(gives), now });
  return { outcome: "given" };
}

const variantOf = (gives: string): string => (gives.startsWith("voucher") ? "voucher" : gives);
