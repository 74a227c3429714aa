import type { Transaction } from "~/platform/database.server";
import type { Order } from "~/platform/prisma/client";
import { plannedDecision, rowOf } from "./plan-for-order.server";
import { logDecisions } from "./why-log.server";

/** Plans the mail that tells her what was given to make good; the unique key makes it one, whatever is replayed. */
export async function planRecoveryOffer(
  tx: Transaction,
  { order, variant, now }: { order: Order; variant: string; now: Date },
): Promise<void> {
  const planned = {
    kind: "recovery_offer",
    shipmentId: null,
    step: 0,
    channel: "email",
    dueAt: now,
  } as const;
  const created = await tx.touchpoint.createManyAndReturn({
    data: [{ ...rowOf(order, planned, now), details: { variant } }],
    skipDuplicates: true,
  });
  await logDecisions(
    tx,
    created.map((row) => plannedDecision(row, now)),
  );
}
