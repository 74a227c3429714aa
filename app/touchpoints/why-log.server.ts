import type { Transaction } from "~/platform/database.server";
import type { Prisma, Touchpoint } from "~/platform/prisma/client";
import { insertionOf } from "~/platform/sql.server";

export interface LoggedDecision {
  shopId: string;
  orderId: string | null;
  touchpointId?: string;
  delayId?: string;
  outcome:
    | "planned"
    | "not_planned"
    | "sent"
    | "postponed"
    | "suppressed"
    | "cancelled"
    | "failed"
    | "unconfirmed"
    | "retried"
    | "goodwill_proposed"
    | "goodwill_not_proposed"
    | "goodwill_approved"
    | "goodwill_not_needed"
    | "goodwill_given"
    | "goodwill_failed";
  rule: string;
  /** Facts the rule looked at: numbers, codes and times, never a person's data. */
  inputs: Record<string, string | number | boolean>;
  at: Date;
}

/** Keeps why we wrote or did not: rule, inputs and outcome. */
export async function logDecisions(
  tx: Pick<Transaction, "$executeRaw">,
  decisions: LoggedDecision[],
): Promise<void> {
  const statement = decisionsInsert(decisions);
  if (statement) await tx.$executeRaw(statement);
}

/** The same as a statement, to be written together with others; null when there is nothing to say. */
export const decisionsInsert = (decisions: LoggedDecision[]): Prisma.Sql | null =>
  insertionOf(
    "Decision",
    decisions.map(({ touchpointId = null, delayId = null, ...decision }) => ({
      ...decision,
      touchpointId,
      delayId,
    })),
  );

/** A line about a touchpoint that has fallen due. */
export const dispatchLine = (
  { shopId, orderId, id, kind }: Pick<Touchpoint, "shopId" | "orderId" | "id" | "kind">,
  { inputs, ...line }: Pick<LoggedDecision, "outcome" | "rule" | "inputs" | "at">,
): LoggedDecision => ({ shopId, orderId, touchpointId: id, ...line, inputs: { kind, ...inputs } });
