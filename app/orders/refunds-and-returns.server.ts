import type { Transaction } from "~/platform/database.server";
import { insertionOf } from "~/platform/sql.server";
import type { RefundPicture, ReturnPicture, ReturnStatus } from "./refund-and-return-pictures";

/** An order is given back in full with the refund that, of those known, made the sum. */
export async function recordRefunds(
  tx: Transaction,
  shopId: string,
  refunds: RefundPicture[],
): Promise<void> {
  const inserted = insertionOf(
    "Refund",
    refunds.map((refund) => ({ shopId, ...refund, complaint: false })),
  );
  if (!inserted) return;
  await tx.$executeRaw`${inserted} ON CONFLICT DO NOTHING`;
  const orderIds = refunds.map(({ orderId }) => orderId);
  // Raw, because a running sum is something only SQL says.
  await tx.$executeRaw`
    UPDATE "Order" o SET "fullyRefundedAt" = f."at"
    FROM (
      SELECT s."orderId", min(s."createdAt") AS "at" FROM (
        SELECT r."orderId", r."createdAt", sum(r."amount") OVER (
          PARTITION BY r."orderId" ORDER BY r."createdAt", r."id") AS "sum"
        FROM "Refund" r WHERE r."shopId" = ${shopId} AND r."orderId" = ANY(${orderIds})) s
      JOIN "Order" p ON p."shopId" = ${shopId} AND p."id" = s."orderId"
      WHERE s."sum" >= p."totalAmount" AND p."totalAmount" <> 0 GROUP BY s."orderId") f
    WHERE o."shopId" = ${shopId} AND o."id" = f."orderId"
      AND (o."fullyRefundedAt" IS NULL OR o."fullyRefundedAt" > f."at")`;
}

const isOver = (status: ReturnStatus): boolean => status !== "requested" && status !== "open";

/**
 * Return webhooks carry no time of their own: `changedAt` is when Shopify triggered them. Answers whether it is for
 * damage, as far as any of them told.
 */
export async function recordReturn(
  tx: Transaction,
  shopId: string,
  picture: ReturnPicture,
): Promise<{ damage: boolean }> {
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
    return { damage: damage ?? false };
  }
  const isForDamage = known.damage || (damage ?? false);
  const newer = changedAt >= known.changedAt;
  await tx.return.update({
    where: { shopId_id: { shopId, id } },
    data: {
      damage: isForDamage,
      openedAt: changedAt < known.openedAt ? changedAt : known.openedAt,
      ...(newer
        ? { status, changedAt, closedAt: isOver(status) ? (known.closedAt ?? changedAt) : null }
        : {}),
    },
  });
  return { damage: isForDamage };
}
