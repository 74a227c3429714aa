import { randomUUID } from "node:crypto";
import type { Database, Transaction } from "~/platform/database.server";
import type { Clock } from "~/platform/clock.server";
import type { Prisma } from "~/platform/prisma/client";
import type { Queue } from "~/platform/queue.server";
import { dayMs } from "~/platform/durations";
import { insertionOf } from "~/platform/sql.server";
import type { KnownShop } from "~/settings/shops.server";
import { troubles } from "./troubles.server";

/**
 * Leaves word that the shoppers of orders may have come into trouble or out of it, in the transaction of what happened.
 * Rows are only added: what happens to a shopper twice at once waits for nobody. Null for no orders.
 */
export const troubleChecksInsert = (shopId: string, orderIds: string[], dueAt: Date): Prisma.Sql | null =>
  insertionOf(
    "TroubleCheck",
    [...new Set(orderIds)].map((orderId) => ({ id: randomUUID(), shopId, orderId, dueAt })),
  );

export async function checkTrouble(
  tx: Pick<Transaction, "$executeRaw">,
  shopId: string,
  orderIds: string[],
  dueAt: Date,
): Promise<void> {
  const insert = troubleChecksInsert(shopId, orderIds, dueAt);
  if (insert) await tx.$executeRaw(insert);
}

// Each look is a few calls to Shopify, whose allowance the rest of the shop's work needs too.
const looksAMinute = 100;

/**
 * Leaves word for every customer of a shop who is in trouble, by one of her orders: what began before the merchant
 * allowed to mark her shows too. The looks are spread over time.
 */
export async function checkAllTroubles(
  tx: Pick<Transaction, "$executeRaw">,
  { shop, now }: { shop: Pick<KnownShop, "id" | "settings">; now: Date },
): Promise<void> {
  const restSince = new Date(now.getTime() - shop.settings.troubleCoolDownDays * dayMs);
  await tx.$executeRaw`
    INSERT INTO "TroubleCheck" ("id", "shopId", "orderId", "dueAt")
    SELECT gen_random_uuid()::text, ${shop.id}, her."orderId",
      ${now}::timestamp + interval '1 minute' * ((row_number() OVER () - 1) / ${looksAMinute}::int)
    FROM (
      SELECT DISTINCT ON (o."customerId") o."id" AS "orderId"
      FROM ${troubles} t JOIN "Order" o ON o."shopId" = t."shopId" AND o."id" = t."orderId"
      WHERE t."shopId" = ${shop.id} AND o."customerId" IS NOT NULL
        AND (t."endedAt" IS NULL OR t."endedAt" > ${restSince})
      ORDER BY o."customerId") her`;
}

const sweepLimit = 500;

/** Queues the looks that are due, one for an order; each is taken once, whoever sweeps. */
export async function sweepTroubleChecks({
  db,
  clock,
  queue,
}: {
  db: Database;
  clock: Clock;
  queue: Queue;
}): Promise<{ taken: number }> {
  return db.$transaction(async (tx) => {
    const taken = await tx.$queryRaw<Array<{ shopId: string; orderId: string }>>`
      DELETE FROM "TroubleCheck" WHERE "id" IN (
        SELECT "id" FROM "TroubleCheck" WHERE "dueAt" <= ${clock.now()}
        ORDER BY "dueAt" LIMIT ${sweepLimit} FOR UPDATE SKIP LOCKED)
      RETURNING "shopId", "orderId"`;
    const orders = new Map(taken.map(({ shopId, orderId }) => [`${shopId}/${orderId}`, { shopId, orderId }]));
    await queue.sendAll(tx, "trouble.mark", [...orders.values()]);
    return { taken: taken.length };
  });
}
