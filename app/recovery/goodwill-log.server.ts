import type { Transaction } from "~/platform/database.server";
import { logDecisions, type LoggedDecision } from "~/touchpoints/why-log.server";

interface GoodwillLine {
  shopId: string;
  orderId: string;
  outcome: Extract<LoggedDecision["outcome"], `goodwill_${string}`>;
  rule: string;
  inputs?: LoggedDecision["inputs"];
  at: Date;
}

/** Keeps what became of an order's goodwill, and why. */
export const logGoodwill = (tx: Transaction, { inputs = {}, ...line }: GoodwillLine): Promise<void> =>
  logDecisions(tx, [{ ...line, inputs }]);
