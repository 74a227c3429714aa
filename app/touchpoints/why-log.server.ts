import type { Transaction } from "~/platform/database.server";

export interface LoggedDecision {
  shopId: string;
  orderId: string | null;
  touchpointId?: string;
  delayId?: string;
  outcome:
    "planned" | "not_planned" | "sent" | "postponed" | "suppressed" | "cancelled" | "failed" | "retried";
  rule: string;
  /** Facts the rule looked at: numbers, codes and times, never a person's data. */
  inputs: Record<string, string | number | boolean>;
  at: Date;
}

/** Keeps why we wrote or did not: rule, inputs and outcome. */
export async function logDecisions(
  tx: Pick<Transaction, "decision">,
  decisions: LoggedDecision[],
): Promise<void> {
  if (decisions.length === 0) return;
  await tx.decision.createMany({
    data: decisions,
  });
}
