import type { Transaction } from "~/platform/database.server";
import type { RefundPicture, ReturnPicture, ReturnStatus } from "./refund-and-return-pictures";

export async function recordRefund(tx: Transaction, shopId: string, refund: RefundPicture): Promise<void> {
  await tx.refund.createMany({ data: [{ shopId, ...refund }], skipDuplicates: true });
  const order = await tx.order.findUnique({
    where: { shopId_id: { shopId, id: refund.orderId } },
    select: { totalAmount: true, fullyRefundedAt: true },
  });
  if (!order || order.fullyRefundedAt) return;
  const refunded = await tx.refund.aggregate({
    where: { shopId, orderId: refund.orderId },
    _sum: { amount: true },
  });
  if (refunded._sum.amount?.gte(order.totalAmount) && !order.totalAmount.isZero()) {
    await tx.order.update({
      where: { shopId_id: { shopId, id: refund.orderId } },
      data: { fullyRefundedAt: refund.createdAt },
    });
  }
}

const isOver = (status: ReturnStatus): boolean => status !== "requested" && status !== "open";

/** Return webhooks carry no time of their own: `changedAt` is when Shopify triggered them. */
export async function recordReturn(tx: Transaction, shopId: string, picture: ReturnPicture): Promise<void> {
  const { id, orderId, status, damage, changedAt } = picture;
  const known = await tx.return.findUnique({ where: { shopId_id: { shopId, id } } });
  if (!known) {
    const closedAt = isOver(status) ? changedAt : null;
    await tx.return.create({
      data: {
        shopId,
        id,
        orderId,
        status,
        damage: damage ?? false,
        openedAt: changedAt,
        closedAt,
        changedAt,
      },
    });
    return;
  }
  const newer = changedAt >= known.changedAt;
  await tx.return.update({
    where: { shopId_id: { shopId, id } },
    data: {
      damage: known.damage || (damage ?? false),
      openedAt: changedAt < known.openedAt ? changedAt : known.openedAt,
      ...(newer
        ? { status, changedAt, closedAt: isOver(status) ? (known.closedAt ?? changedAt) : null }
        : {}),
    },
  });
}
