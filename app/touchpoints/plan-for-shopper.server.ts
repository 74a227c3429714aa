import type { Transaction } from "~/platform/database.server";
import { dayMs } from "~/platform/durations";
import type { Order, Touchpoint } from "~/platform/prisma/client";
import type { ShopSettings } from "~/settings/shop-settings";
import { countsAsBought } from "~/orders/counts-as-bought.server";
import { sumPurchases } from "~/orders/purchases.server";
import { isBestCustomer } from "./best-customer";
import { planOnce, type PlannedRow } from "./plan-once.server";
import { findReplenished, listPaidAtFor } from "./replenished-product.server";
import { runsOutAfterDays, silenceDays } from "./shopper-rhythm";
import { surpriseOccasion } from "./surprise-occasion";
import type { TouchpointKind } from "./touchpoint-kinds";
import { rowOf } from "./touchpoint-rows";

interface PlanForShopper {
  order: Order;
  /** What is planned and done for the order already. */
  touchpoints: Touchpoint[];
  settings: ShopSettings;
  now: Date;
}

/**
 * Plans what paid orders mean for the shoppers behind them. A shopper's other orders are read only while something of
 * the kind is on and not yet planned for this one.
 */
export async function planForShoppers(tx: Transaction, orders: PlanForShopper[]): Promise<void> {
  const rows: PlannedRow[] = [];
  for (const facts of orders) {
    if (!facts.order.paidAt) continue;
    const paid = { ...facts, paidAt: facts.order.paidAt };
    const reward = await vipReward(tx, paid);
    const planned = [
      await winBack(tx, paid),
      // Two orders of one shopper that come together bring her one.
      reward !== null && rows.some((row) => isSameReward(row, reward)) ? null : reward,
      await surprise(tx, paid),
      await replenishment(tx, paid),
    ];
    rows.push(...planned.filter((row) => row !== null));
  }
  await planOnce(tx, ...rows);
}

const isSameReward = (row: PlannedRow, { kind, subjectId, shopperKey }: PlannedRow): boolean =>
  row.kind === kind &&
  (row.subjectId === subjectId || (shopperKey !== null && row.shopperKey === shopperKey));

type PaidOrder = PlanForShopper & { paidAt: Date };

const isPlanned = ({ touchpoints }: PlanForShopper, kind: TouchpointKind): boolean =>
  touchpoints.some((one) => one.kind === kind);

const mailIn = (kind: TouchpointKind, { paidAt }: PaidOrder, days: number) => ({
  ...{ kind, shipmentId: null, step: 0, channel: "email" },
  dueAt: new Date(paidAt.getTime() + days * dayMs),
});

async function winBack(tx: Transaction, facts: PaidOrder): Promise<PlannedRow | null> {
  const { order, paidAt, settings, now } = facts;
  const { enabled, afterDays } = settings.touchpoints.win_back;
  if (!enabled || isPlanned(facts, "win_back")) return null;
  const paid = await listPaidAt(tx, order);
  // Her silence is counted from her last order, and an older one has nothing to add.
  if (paid.some((at) => at > paidAt)) return null;
  return rowOf(order, mailIn("win_back", facts, silenceDays(paid, afterDays)), now);
}

/** Once a customer; one that was called off with its order leaves room for the next. */
async function vipReward(tx: Transaction, facts: PaidOrder): Promise<PlannedRow | null> {
  const { order, settings, now } = facts;
  const { shopId, customerId, shopperKey } = order;
  const { vip_reward: rules } = settings.touchpoints;
  if (!rules.enabled || customerId === null || isPlanned(facts, "vip_reward")) return null;
  if (!isBestCustomer(rules, await sumPurchases(tx, order))) return null;
  const before = await tx.touchpoint.findMany({
    where: {
      ...{ shopId, kind: "vip_reward" },
      OR: [{ subjectId: customerId }, ...(shopperKey === null ? [] : [{ shopperKey }])],
    },
    select: { state: true },
  });
  if (before.some(({ state }) => state !== "cancelled")) return null;
  const row = rowOf(order, { ...mailIn("vip_reward", facts, rules.afterDays), step: before.length }, now);
  return { ...row, subjectId: customerId };
}

/** A gift runs out at somebody else's. */
async function replenishment(tx: Transaction, facts: PaidOrder): Promise<PlannedRow | null> {
  const { order, paidAt, settings, now } = facts;
  const { enabled, afterDays } = settings.touchpoints.replenishment;
  if (!enabled || order.gift || isPlanned(facts, "replenishment")) return null;
  const product = await findReplenished(tx, order, settings);
  if (!product) return null;
  const paid = await listPaidAtFor(tx, order, product);
  if (paid.some((at) => at > paidAt)) return null;
  return rowOf(order, mailIn("replenishment", facts, runsOutAfterDays(paid, afterDays)), now);
}

/** At once, while the goods are still here; never in a gift, whose parcel somebody else opens. */
async function surprise(tx: Transaction, facts: PaidOrder): Promise<PlannedRow | null> {
  const { order, paidAt, settings, now } = facts;
  const { surprise: rules } = settings.touchpoints;
  if (!rules.enabled || isPlanned(facts, "surprise")) return null;
  if (order.gift || !order.requiresShipping || order.fulfillmentStatus !== null) return null;
  const paid = await listPaidAt(tx, order);
  const occasion = surpriseOccasion(rules, {
    ...{ paidAt, tags: order.tags },
    number: order.orderNumber ?? paid.filter((at) => at <= paidAt).length,
    firstPaidAt: new Date(Math.min(paidAt.getTime(), ...paid.map((at) => at.getTime()))),
  });
  if (occasion === null) return null;
  const row = rowOf(order, { ...mailIn("surprise", facts, 0), channel: "order_note" }, now);
  return { ...row, details: { variant: occasion } };
}

/** When she paid, this order included; orders that came to nothing count for nothing. */
async function listPaidAt(tx: Transaction, { shopId, shopperKey, id }: Order): Promise<Date[]> {
  const rows = await tx.$queryRaw<Array<{ paidAt: Date }>>`
    SELECT o."paidAt" FROM "Order" o
    WHERE o."shopId" = ${shopId} AND (o."id" = ${id} OR o."shopperKey" = ${shopperKey}) AND ${countsAsBought}`;
  return rows.map(({ paidAt }) => paidAt);
}
