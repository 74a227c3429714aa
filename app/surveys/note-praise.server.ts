import type { Transaction } from "~/platform/database.server";
import { insertionOf } from "~/platform/sql.server";

interface Verdict {
  praised: boolean;
  complained: boolean;
}

/**
 * Keeps with delivered orders whether their shoppers praised or complained, with the day's sums, and which refunds a
 * complaint came to. Called by whoever learns of an arrival, an answer, a return or a refund; asking twice changes
 * nothing.
 */
export async function notePraise(
  tx: Transaction,
  { shopId, orderIds }: { shopId: string; orderIds: string[] },
): Promise<void> {
  const weighed = await findAnythingToWeigh(tx, { shopId, orderIds });
  if (weighed.length === 0) return;
  // Locked before the answers are read: an answer and an arrival told at once must not miss each other.
  const outcomes = await tx.$queryRaw<Array<Verdict & { orderId: string; promisedOn: Date }>>`
    SELECT "orderId", "promisedOn", "praised", "complained" FROM "DeliveryOutcome"
    WHERE "shopId" = ${shopId} AND "orderId" = ANY(${weighed}) ORDER BY "orderId" FOR UPDATE`;
  const changes = [];
  for (const known of outcomes) {
    const verdict = await readVerdict(tx, { shopId, orderId: known.orderId });
    if (verdict.praised === known.praised && verdict.complained === known.complained) continue;
    await tx.$executeRaw`
      UPDATE "DeliveryOutcome" SET "praised" = ${verdict.praised}, "complained" = ${verdict.complained}
      WHERE "shopId" = ${shopId} AND "orderId" = ${known.orderId}`;
    changes.push({ promisedOn: known.promisedOn, before: known, after: verdict });
  }
  await countPraise(tx, shopId, changes);
  await tx.$executeRaw`
    UPDATE "Refund" r SET "complaint" = NOT r."complaint"
    WHERE r."shopId" = ${shopId} AND r."orderId" = ANY(${weighed}) AND r."complaint" <> EXISTS (
      SELECT 1 FROM "DeliveryOutcome" o WHERE o."shopId" = ${shopId} AND o."orderId" = r."orderId"
        AND o."complained" AND r."createdAt" >= o."arrivedOn")`;
}

/**
 * Most orders arrive and nobody says a word. Not locked for: who brings an answer, a return or a refund sees it himself,
 * and an arrival that is being told holds the row already.
 */
async function findAnythingToWeigh(
  tx: Transaction,
  { shopId, orderIds }: { shopId: string; orderIds: string[] },
): Promise<string[]> {
  if (orderIds.length === 0) return [];
  const rows = await tx.$queryRaw<Array<{ orderId: string }>>`
    SELECT k."orderId" FROM unnest(${orderIds}::text[]) AS k ("orderId") WHERE
      EXISTS (SELECT 1 FROM "SurveyResponse" r WHERE r."shopId" = ${shopId} AND r."orderId" = k."orderId")
      OR EXISTS (
        SELECT 1 FROM "Return" x WHERE x."shopId" = ${shopId} AND x."orderId" = k."orderId" AND x."damage")
      OR EXISTS (SELECT 1 FROM "Refund" r WHERE r."shopId" = ${shopId} AND r."orderId" = k."orderId")
      OR EXISTS (
        SELECT 1 FROM "DeliveryOutcome" o
        WHERE o."shopId" = ${shopId} AND o."orderId" = k."orderId" AND (o."praised" OR o."complained"))`;
  return rows.map(({ orderId }) => orderId);
}

/** Praise is a promoter's answer after the delivery; a complaint a detractor's, one that names what was wrong, or a return for damage. */
async function readVerdict(
  tx: Transaction,
  { shopId, orderId }: { shopId: string; orderId: string },
): Promise<Verdict> {
  const [verdict] = await tx.$queryRaw<Verdict[]>`
    SELECT o."lateness" IS NOT NULL AND coalesce(bool_or(r."rating" >= 9), false) AS "praised",
      o."lateness" IS NOT NULL AND (
        coalesce(bool_or(r."rating" <= 6 OR r."reasons" && ARRAY['damaged', 'incomplete', 'wrong_item']), false)
        OR EXISTS (SELECT 1 FROM "Return" x WHERE x."shopId" = ${shopId} AND x."orderId" = ${orderId} AND x."damage")
      ) AS "complained"
    FROM "DeliveryOutcome" o LEFT JOIN "SurveyResponse" r
      ON r."shopId" = o."shopId" AND r."orderId" = o."orderId" AND r."survey" = 'delivery_feedback'
    WHERE o."shopId" = ${shopId} AND o."orderId" = ${orderId} GROUP BY o."lateness"`;
  return verdict ?? { praised: false, complained: false };
}

/** A day once, and always in the same order: two transactions that count several must not wait for each other. */
async function countPraise(
  tx: Transaction,
  shopId: string,
  changes: Array<{ promisedOn: Date; before: Verdict; after: Verdict }>,
): Promise<void> {
  const byDay = Map.groupBy(changes, ({ promisedOn }) => promisedOn.toISOString());
  const more = (some: typeof changes, of: keyof Verdict) =>
    some.reduce((sum, { before, after }) => sum + Number(after[of]) - Number(before[of]), 0);
  const rows = [...byDay.keys()].sort().map((promisedOn) => {
    const some = byDay.get(promisedOn) ?? [];
    return { shopId, promisedOn, praise: more(some, "praised"), complaints: more(some, "complained") };
  });
  const inserted = insertionOf("PraiseRollup", rows);
  if (!inserted) return;
  // Raw because two answers may be the first of a day at once: Postgres settles that in one statement.
  await tx.$executeRaw`${inserted}
    ON CONFLICT ("shopId", "promisedOn") DO UPDATE SET
      "praise" = "PraiseRollup"."praise" + EXCLUDED."praise",
      "complaints" = "PraiseRollup"."complaints" + EXCLUDED."complaints"`;
}
