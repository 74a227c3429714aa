import type { Database } from "~/platform/database.server";
import { Prisma } from "~/platform/prisma/client";
import type { Period } from "./insights-period";
import { fallsOn } from "./period-condition.server";

interface Cost {
  currency: string;
  orders: number;
  /** "12.50" */
  worth: string;
}

/** What went to shoppers for what went wrong. */
export interface ComplaintCosts {
  /** By gift and currency, the dearest first: what it counts for in the caps; a code that is never used costs less. */
  gifts: Array<Cost & { gives: string }>;
  /** Given back after the arrival to shoppers who complained, in the shop's own currency. */
  refunds: Cost;
  /** Gifts and refunds together. */
  totals: Array<Omit<Cost, "orders">>;
}

/** Over some days, by when a gift was approved and a refund made. Reads both by their index; nothing else is counted. */
export async function readComplaintCosts(
  db: Database,
  { shopId, timeZone, currency, ...period }: Period & { shopId: string; timeZone: string; currency: string },
): Promise<ComplaintCosts> {
  const gifts = await db.$queryRaw<ComplaintCosts["gifts"]>`
    SELECT "gives", "currency", count(*)::int AS "orders", round(sum("worth"), 2)::text AS "worth"
    FROM "Goodwill"
    WHERE "shopId" = ${shopId} AND "state" = 'given' AND ${fallsOn(Prisma.sql`"approvedAt"`, period, timeZone)}
    GROUP BY "gives", "currency" ORDER BY sum("worth") DESC, "gives"`;
  const [refunded] = await db.$queryRaw<Array<Omit<Cost, "currency">>>`
    SELECT count(DISTINCT "orderId")::int AS "orders", round(coalesce(sum("amount"), 0), 2)::text AS "worth"
    FROM "Refund"
    WHERE "shopId" = ${shopId} AND "complaint" AND ${fallsOn(Prisma.sql`"createdAt"`, period, timeZone)}`;
  const refunds = { currency, ...(refunded ?? { orders: 0, worth: "0.00" }) };
  return { gifts, refunds, totals: totalsOf([...gifts, ...(refunds.orders > 0 ? [refunds] : [])]) };
}

function totalsOf(costs: readonly Cost[]): ComplaintCosts["totals"] {
  return [...new Set(costs.map(({ currency }) => currency))].map((currency) => ({
    currency,
    worth: costs
      .filter((cost) => cost.currency === currency)
      .reduce((sum, { worth }) => sum.plus(worth), new Prisma.Decimal(0))
      .toFixed(2),
  }));
}
