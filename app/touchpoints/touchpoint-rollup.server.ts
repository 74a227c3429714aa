import type { Transaction } from "~/platform/database.server";
import { Prisma, type Touchpoint } from "~/platform/prisma/client";

/** How a touchpoint ended. An answer is counted beside its invitation, on the invitation's own day. */
export type CountedOutcome = "sent" | "suppressed" | "cancelled" | "failed" | "answered";

/** How one touchpoint ended, to be counted. */
export interface Settlement {
  touchpoint: Pick<Touchpoint, "shopId" | "kind" | "details">;
  outcome: CountedOutcome;
  /** The rule that held it back; null where the outcome says it all. */
  reason: string | null;
  at: Date;
}

/**
 * Counts touchpoints on the shop's day. Whoever settles one calls it in the same transaction: the pages that
 * show volumes read these sums and never the touchpoints.
 */
export async function countTouchpoints(
  tx: Pick<Transaction, "$executeRaw">,
  settlements: Settlement[],
): Promise<void> {
  const statement = touchpointCounts(settlements);
  if (statement) await tx.$executeRaw(statement);
}

/**
 * The same as a statement; null for none. Raw because two may be the first of the day at once: Postgres settles that in
 * one statement. Always in the same order: two transactions that count several must not wait for each other.
 */
export function touchpointCounts(settlements: Settlement[]): Prisma.Sql | null {
  if (settlements.length === 0) return null;
  const rows = settlements.map(({ touchpoint: { shopId, kind, details }, outcome, reason, at }) => ({
    ...{ shopId, kind, variant: plannedVariant(details), outcome, reason: reason ?? "", at },
  }));
  return Prisma.sql`
    INSERT INTO "TouchpointRollup" ("shopId", "kind", "onDate", "variant", "outcome", "reason", "count")
    SELECT s."id", g."kind", (g."at" AT TIME ZONE s."timeZone")::date, g."variant", g."outcome", g."reason", count(*)
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS g ("shopId" text, "kind" text, "variant" text,
      "outcome" text, "reason" text, "at" timestamptz)
    JOIN "Shop" s ON s."id" = g."shopId"
    GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4, 5, 6
    ON CONFLICT ("shopId", "kind", "onDate", "variant", "outcome", "reason")
    DO UPDATE SET "count" = "TouchpointRollup"."count" + excluded."count"`;
}

/** The words it was planned with. */
export function plannedVariant(details: unknown): string {
  const variant =
    typeof details === "object" && details !== null && "variant" in details ? details.variant : null;
  return typeof variant === "string" ? variant : "default";
}
