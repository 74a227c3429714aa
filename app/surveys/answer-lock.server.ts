import type { Transaction } from "~/platform/database.server";

/**
 * One at a time over the answers of one order, to the end of the transaction. The order's webhook and her
 * answer may come in the same second: without this the answer would look for an order that is not yet
 * committed, the order for an answer that is not, and both would miss each other for good. Whoever holds several has
 * taken them in the same sequence.
 */
export async function lockAnswers(
  tx: Transaction,
  { shopId, subjects }: { shopId: string; subjects: string[] },
): Promise<void> {
  const keys = [...new Set(subjects)].sort().map((subject) => `answers:${shopId}:${subject}`);
  await tx.$executeRaw`
    SELECT pg_advisory_xact_lock(hashtextextended("key", 0)) FROM unnest(${keys}::text[]) AS keys ("key")`;
}
