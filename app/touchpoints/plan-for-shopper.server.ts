import type { Transaction } from "~/platform/database.server";
import type { Order, Touchpoint } from "~/platform/prisma/client";
import type { ShopSettings } from "~/settings/shop-settings";
import { plannedDecision, rowOf } from "./touchpoint-rows";
import { silenceDays } from "./shopper-rhythm";
import { logDecisions } from "./why-log.server";

interface PlanForShopper {
  order: Order;
  /** What is planned and done for the order already. */
  touchpoints: Touchpoint[];
  settings: ShopSettings;
  now: Date;
}

const dayMs = 86_400_000;

/**
 * Plans what a paid order means for the shopper behind it. Her other orders are read only while something of the kind is
 * on and not yet planned for this one.
 */
export async function planForShopper(tx: Transaction, facts: PlanForShopper): Promise<void> {
  const { order, touchpoints, settings, now } = facts;
  const { win_back: winBack } = settings.touchpoints;
  const { paidAt } = order;
  if (!paidAt || !winBack.enabled || touchpoints.some(({ kind }) => kind === "win_back")) return;
  const paid = await listPaidAt(tx, order);
  // Her silence is counted from her last order, and an older one has nothing to add.
  if (paid.some((at) => at > paidAt)) return;
  const dueAt = new Date(paidAt.getTime() + silenceDays(paid, winBack.afterDays) * dayMs);
  await planOnce(
    tx,
    rowOf(order, { kind: "win_back", shipmentId: null, step: 0, channel: "email", dueAt }, now),
  );
}

/** The unique key makes it one, whatever is replayed. */
async function planOnce(tx: Transaction, row: ReturnType<typeof rowOf>): Promise<void> {
  const created = await tx.touchpoint.createManyAndReturn({ data: [row], skipDuplicates: true });
  await logDecisions(
    tx,
    created.map((one) => plannedDecision(one, row.plannedAt)),
  );
}

/** When she paid, this order included; orders that came to nothing count for nothing. */
async function listPaidAt(tx: Transaction, { shopId, shopperKey, id }: Order): Promise<Date[]> {
  const rows = await tx.$queryRaw<Array<{ paidAt: Date }>>`
    SELECT "paidAt" FROM "Order"
    WHERE "shopId" = ${shopId} AND ("id" = ${id} OR "shopperKey" = ${shopperKey}) AND "paidAt" IS NOT NULL
      AND "cancelledAt" IS NULL AND "fullyRefundedAt" IS NULL AND "deletedAt" IS NULL AND NOT "test"`;
  return rows.map(({ paidAt }) => paidAt);
}
