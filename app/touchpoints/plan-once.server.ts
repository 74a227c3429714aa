import type { Transaction } from "~/platform/database.server";
import { plannedDecision, type rowOf } from "./touchpoint-rows";
import { logDecisions } from "./why-log.server";

type PlannedRow = Omit<ReturnType<typeof rowOf>, "orderId"> & {
  /** Null for one that no order brings. */
  orderId: string | null;
  details?: { variant: string };
};

/** Plans touchpoints and logs them. The unique key makes each one, whatever is replayed. */
export async function planOnce(tx: Transaction, ...rows: PlannedRow[]): Promise<void> {
  const created = await tx.touchpoint.createManyAndReturn({ data: rows, skipDuplicates: true });
  await logDecisions(
    tx,
    created.map((one) => plannedDecision(one, one.plannedAt)),
  );
}
