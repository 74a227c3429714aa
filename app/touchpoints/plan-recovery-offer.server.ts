import type { Transaction } from "~/platform/database.server";
import { hourMs } from "~/platform/durations";
import type { Order } from "~/platform/prisma/client";
import { planOnce } from "./plan-once.server";
import { rowOf } from "./touchpoint-rows";

// "Thank you for waiting" and a voucher in the same minute read like a machine.
const apartMs = hourMs;

/**
 * Plans the mail that tells her what was given to make good, an hour from any other about the order; once, whatever
 * is replayed.
 */
export async function planRecoveryOffer(
  tx: Transaction,
  { order, variant, now }: { order: Order; variant: string; now: Date },
): Promise<void> {
  const kind = "recovery_offer";
  const dueAt = (await isWrittenTo(tx, order, now)) ? new Date(now.getTime() + apartMs) : now;
  const planned = { kind, shipmentId: null, step: 0, channel: "email", dueAt } as const;
  await planOnce(tx, { ...rowOf(order, planned, now), details: { variant } });
}

/** Something about the order is on its way to her, or went within the hour. */
async function isWrittenTo(tx: Transaction, { shopId, id: orderId }: Order, now: Date): Promise<boolean> {
  const other = await tx.touchpoint.findFirst({
    where: {
      ...{ shopId, orderId, channel: { notIn: ["thank_you_page", "order_note"] } },
      OR: [
        { state: { in: ["planned", "dispatching"] }, dueAt: { lte: now } },
        { dispatchedAt: { gt: new Date(now.getTime() - apartMs) } },
      ],
    },
    select: { id: true },
  });
  return other !== null;
}
