import type { Transaction } from "~/platform/database.server";
import { Prisma, type Touchpoint } from "~/platform/prisma/client";

/** How a touchpoint ended. An answer is counted beside its invitation, on the invitation's own day. */
export type CountedOutcome = "sent" | "suppressed" | "cancelled" | "failed" | "answered";

interface Settlement {
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
export async function countTouchpoints(tx: Transaction, settlements: Settlement[]): Promise<void> {
  // Always in the same order: two transactions that count several kinds must not wait for each other.
  const sorted = [...settlements].sort((a, b) => (a.touchpoint.kind < b.touchpoint.kind ? -1 : 1));
  for (const settlement of sorted) await tx.$executeRaw(touchpointCount(settlement));
}

/** One of them as a statement. Raw because two may be the first of the day at once: Postgres settles that in one statement. */
export const touchpointCount = ({ touchpoint, outcome, reason, at }: Settlement): Prisma.Sql => Prisma.sql`
  INSERT INTO "TouchpointRollup" ("shopId", "kind", "variant", "onDate", "outcome", "reason", "count")
  SELECT s."id", ${touchpoint.kind}, ${plannedVariant(touchpoint.details)},
    (${at.toISOString()}::timestamptz AT TIME ZONE s."timeZone")::date, ${outcome}, ${reason ?? ""}, 1
  FROM "Shop" s WHERE s."id" = ${touchpoint.shopId}
  ON CONFLICT ("shopId", "kind", "onDate", "variant", "outcome", "reason")
  DO UPDATE SET "count" = "TouchpointRollup"."count" + 1`;

/** The words it was planned with. */
export function plannedVariant(details: unknown): string {
  const variant =
    typeof details === "object" && details !== null && "variant" in details ? details.variant : null;
  return typeof variant === "string" ? variant : "default";
}
