import type { ShopifyAdmin } from "~/platform/admin-api.server";
import type { Clock } from "~/platform/clock.server";
import type { Database } from "~/platform/database.server";
import type { OrderMark } from "~/platform/prisma/client";
import type { Queue } from "~/platform/queue.server";
import { assignments } from "~/platform/sql.server";
import { writeOrderMark } from "./order-mark.server";

interface Deps {
  db: Database;
  clock: Clock;
  shopify: ShopifyAdmin;
}

/** Queues the marks that changed since they were last written; in one statement, so that no two sweeps queue one. */
export async function sweepPendingMarks({
  db,
  queue,
}: Pick<Deps, "db"> & { queue: Queue }): Promise<{ taken: number }> {
  return db.$transaction(async (tx) => {
    const due = await tx.$queryRaw<Array<{ shopId: string; orderId: string; key: string }>>`
      UPDATE "OrderMark" SET "state" = 'queued'
      WHERE ("shopId", "orderId", "key") IN (
        SELECT "shopId", "orderId", "key" FROM "OrderMark" WHERE "state" = 'pending'
        LIMIT ${sweepLimit} FOR UPDATE SKIP LOCKED)
      RETURNING "shopId", "orderId", "key"`;
    await queue.sendAll(tx, "order.mark", due);
    return { taken: due.length };
  });
}

export type WrittenMark =
  { outcome: "written" | "nothing_to_write" } | { outcome: "given_up"; reason: string };

const sweepLimit = 500;

/** Writes a waiting mark to the order at Shopify. Throttling and outages are thrown, and the job tries again. */
export async function writePendingMark(
  { db, clock, shopify }: Deps,
  { shopId, orderId, key }: { shopId: string; orderId: string; key: string },
): Promise<WrittenMark> {
  const [mark] = await db.$queryRaw<OrderMark[]>`
    SELECT * FROM "OrderMark" WHERE "shopId" = ${shopId} AND "orderId" = ${orderId} AND "key" = ${key}`;
  if (mark?.state !== "queued") return { outcome: "nothing_to_write" };
  const tags = tagsOf(key, mark.value);
  const written = await writeOrderMark(shopify, { shopId, orderId, key, value: mark.value, tags });
  const refused = written.outcome === "refused";
  // A value that changed while this one was on its way stays pending.
  const settled = refused
    ? { state: "given_up", reason: written.reason }
    : { state: "written", writtenAt: clock.now() };
  await db.$executeRaw`
    UPDATE "OrderMark" SET ${assignments(settled)} WHERE "shopId" = ${shopId} AND "orderId" = ${orderId}
      AND "key" = ${key} AND "state" = 'queued' AND "changedAt" = ${mark.changedAt}`;
  return refused ? { outcome: "given_up", reason: written.reason } : { outcome: "written" };
}

/** Staff filter orders by tag: what a shopper chose is one, and that a packer adds something, plain enough to read in a list. */
function tagsOf(key: string, value: unknown): string[] {
  if (key === "surprise") return ["little extra"];
  if (key !== "choice" || typeof value !== "object" || value === null || !("choice" in value)) return [];
  return typeof value.choice === "string" ? [`delay: ${value.choice.replaceAll("_", " ")}`] : [];
}
