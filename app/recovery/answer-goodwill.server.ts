import type { Clock } from "~/platform/clock.server";
import type { Database, Transaction } from "~/platform/database.server";
import { findOrder } from "~/orders/orders.server";
import type { ShopifyAdmin } from "~/platform/admin-api.server";
import type { Goodwill } from "~/platform/prisma/client";
import type { Queue } from "~/platform/queue.server";
import { goodwillGifts, type GoodwillGift } from "~/settings/goodwill-settings";
import { getShop } from "~/settings/shops.server";
import { lockGoodwill, sumGiven } from "./goodwill-given.server";
import { capReached, type CapReached } from "./goodwill-ladder";
import { logGoodwill } from "./goodwill-log.server";
import { lackingScopes } from "./goodwill-scopes.server";

interface Deps {
  db: Database;
  clock: Clock;
  queue: Queue;
  shopify: ShopifyAdmin;
}

export type AnsweredGoodwill =
  | { outcome: "approved" | "not_needed" }
  /** Somebody has answered already, or it is on its way. */
  | { outcome: "already" }
  | { outcome: "needs_permission"; scopes: string[] }
  | { outcome: "refused"; reason: CapReached | "unknown" };

const isGift = (gives: string): gives is GoodwillGift => goodwillGifts.some((one) => one === gives);

/** The merchant says yes: it is given by a job of its own, in the words of her voice. One that failed may be tried again. */
export async function approveGoodwill(
  deps: Deps,
  { shopId, orderId }: { shopId: string; orderId: string },
): Promise<AnsweredGoodwill> {
  const proposal = await deps.db.goodwill.findUnique({ where: { shopId_orderId: { shopId, orderId } } });
  if (!proposal || !isGift(proposal.gives)) return { outcome: "refused", reason: "unknown" };
  if (!isOpen(proposal)) return { outcome: "already" };
  // Asked before the lock: Shopify may take its time.
  const scopes = await lackingScopes(deps.shopify, shopId, proposal.gives);
  if (scopes.length > 0) return { outcome: "needs_permission", scopes };
  return deps.db.$transaction((tx) => approve(tx, deps, { shopId, orderId }));
}

async function approve(
  tx: Transaction,
  { clock, queue }: Deps,
  { shopId, orderId }: { shopId: string; orderId: string },
): Promise<AnsweredGoodwill> {
  const now = clock.now();
  await lockGoodwill(tx, shopId);
  const goodwill = await tx.goodwill.findUnique({ where: { shopId_orderId: { shopId, orderId } } });
  const order = await findOrder(tx, shopId, orderId);
  if (!goodwill || !order) return { outcome: "refused", reason: "unknown" };
  if (!isOpen(goodwill)) return { outcome: "already" };
  const { settings, timeZone } = await getShop(tx, shopId);
  const given = await sumGiven(tx, { order, timeZone, now });
  const capped = capReached(goodwill.worth.toNumber(), given, settings.goodwill);
  if (capped) return { outcome: "refused", reason: capped };
  await tx.goodwill.update({
    where: { shopId_orderId: { shopId, orderId } },
    data: { state: "approved", reason: null, approvedAt: now, settledAt: null, attempts: 0 },
  });
  await logGoodwill(tx, {
    ...{ shopId, orderId, at: now },
    outcome: "goodwill_approved",
    rule: "by_merchant",
  });
  await queue.send(tx, "goodwill.give", { shopId, orderId });
  return { outcome: "approved" };
}

/** The merchant says it is not needed; nothing is ever given for this order. */
export async function declineGoodwill(
  { db, clock }: Pick<Deps, "db" | "clock">,
  { shopId, orderId }: { shopId: string; orderId: string },
): Promise<AnsweredGoodwill> {
  const now = clock.now();
  return db.$transaction(async (tx) => {
    const { count } = await tx.goodwill.updateMany({
      where: { shopId, orderId, state: { in: openStates } },
      data: { state: "not_needed", settledAt: now },
    });
    if (count === 0) return { outcome: "already" };
    await logGoodwill(tx, {
      ...{ shopId, orderId, at: now },
      outcome: "goodwill_not_needed",
      rule: "by_merchant",
    });
    return { outcome: "not_needed" };
  });
}

const openStates = ["proposed", "failed"];
const isOpen = ({ state }: Pick<Goodwill, "state">): boolean => openStates.includes(state);

export type GoodwillAnswer = "approve" | "decline";

/** The merchant's answer to a proposal, whichever it is. */
export function answerGoodwill(
  deps: Deps,
  { answer, ...order }: { shopId: string; orderId: string; answer: GoodwillAnswer },
): Promise<AnsweredGoodwill> {
  return answer === "approve" ? approveGoodwill(deps, order) : declineGoodwill(deps, order);
}
