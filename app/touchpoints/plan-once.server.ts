import type { Transaction } from "~/platform/database.server";
import { plannedDecision, type rowOf } from "./touchpoint-rows";
import { logDecisions } from "./why-log.server";

export type PlannedRow = Omit<ReturnType<typeof rowOf>, "orderId"> & {
  /** Null for one that no order brings. */
  orderId: string | null;
  details?: { variant: string };
};

/**
 * Plans touchpoints and logs them. The unique key makes each one, whatever is replayed; always in its order, since a
 * shopper's rows may be planned for several of her orders at once.
 */
export async function planOnce(tx: Transaction, ...rows: PlannedRow[]): Promise<void> {
  if (rows.length === 0) return;
  const keyOf = ({ kind, subjectId, step }: PlannedRow) => `${kind}/${subjectId}/${String(step)}`;
  const created = await tx.touchpoint.createManyAndReturn({
    data: rows.toSorted((one, other) => keyOf(one).localeCompare(keyOf(other))),
    skipDuplicates: true,
  });
  await logDecisions(
    tx,
    created.map((one) => plannedDecision(one, one.plannedAt)),
  );
}
