import type { Transaction } from "~/platform/database.server";

interface Verdict {
  praised: boolean;
  complained: boolean;
}

/**
 * Keeps with a delivered order whether its shopper praised or complained, with the day's sums, and which refunds a
 * complaint came to. Called by whoever learns of an arrival, an answer, a return or a refund; asking twice changes
 * nothing.
 */
export async function notePraise(
  tx: Transaction,
  { shopId, orderId }: { shopId: string; orderId: string },
): Promise<void> {
  if (!(await hasAnythingToWeigh(tx, { shopId, orderId }))) return;
  // Locked before the answers are read: an answer and an arrival told at once must not miss each other.
  const [known] = await tx.$queryRaw<Array<Verdict & { promisedOn: Date }>>`
    SELECT "promisedOn", "praised", "complained" FROM "DeliveryOutcome"
    WHERE "shopId" = ${shopId} AND "orderId" = ${orderId} FOR UPDATE`;
  if (known) {
    const verdict = await readVerdict(tx, { shopId, orderId });
    if (verdict.praised !== known.praised || verdict.complained !== known.complained) {
      await tx.$executeRaw`
        UPDATE "DeliveryOutcome" SET "praised" = ${verdict.praised}, "complained" = ${verdict.complained}
        WHERE "shopId" = ${shopId} AND "orderId" = ${orderId}`;
      await countPraise(tx, { shopId, ...known }, verdict);
    }
  }
  await tx.$executeRaw`
    UPDATE "Refund" r SET "complaint" = NOT r."complaint"
    WHERE r."shopId" = ${shopId} AND r."orderId" = ${orderId} AND r."complaint" <> EXISTS (
      SELECT 1 FROM "DeliveryOutcome" o WHERE o."shopId" = ${shopId} AND o."orderId" = ${orderId}
        AND o."complained" AND r."createdAt" >= o."arrivedOn")`;
}

/**
 * Most orders arrive and nobody says a word. Not locked for: who brings an answer, a return or a refund sees it himself,
 * and an arrival that is being told holds the row already.
 */
async function hasAnythingToWeigh(
  tx: Transaction,
  { shopId, orderId }: { shopId: string; orderId: string },
): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 WHERE
      EXISTS (SELECT 1 FROM "SurveyResponse" WHERE "shopId" = ${shopId} AND "orderId" = ${orderId})
      OR EXISTS (SELECT 1 FROM "Return" WHERE "shopId" = ${shopId} AND "orderId" = ${orderId} AND "damage")
      OR EXISTS (SELECT 1 FROM "Refund" WHERE "shopId" = ${shopId} AND "orderId" = ${orderId})
      OR EXISTS (
        SELECT 1 FROM "DeliveryOutcome"
        WHERE "shopId" = ${shopId} AND "orderId" = ${orderId} AND ("praised" OR "complained"))`;
  return rows.length > 0;
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

async function countPraise(
  tx: Transaction,
  before: Verdict & { shopId: string; promisedOn: Date },
  after: Verdict,
): Promise<void> {
  const praise = Number(after.praised) - Number(before.praised);
  const complaints = Number(after.complained) - Number(before.complained);
  // Raw because two answers may be the first of a day at once: Postgres settles that in one statement.
  await tx.$executeRaw`
    INSERT INTO "PraiseRollup" ("shopId", "promisedOn", "praise", "complaints")
    VALUES (${before.shopId}, ${before.promisedOn}::date, ${praise}, ${complaints})
    ON CONFLICT ("shopId", "promisedOn") DO UPDATE SET
      "praise" = "PraiseRollup"."praise" + EXCLUDED."praise",
      "complaints" = "PraiseRollup"."complaints" + EXCLUDED."complaints"`;
}
