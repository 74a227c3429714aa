import type { Transaction } from "~/platform/database.server";

/** What went wrong with an order, as far as goodwill goes. */
export type MishapCause = "late" | "damaged" | "incomplete" | "wrong_item" | "unhappy";

interface Mishap {
  cause: MishapCause;
  /** Business days late; null where nobody counted. */
  days: number | null;
  delayKind: string | null;
}

/** Leaves word that something went wrong, in the transaction of whoever learned it. Noted again it stays as it was. */
export async function noteMishaps(
  tx: Transaction,
  { shopId, orderId, mishaps, at }: { shopId: string; orderId: string; mishaps: Mishap[]; at: Date },
): Promise<void> {
  if (mishaps.length === 0) return;
  await tx.mishap.createMany({
    data: mishaps.map((mishap) => ({ shopId, orderId, ...mishap, notedAt: at })),
    skipDuplicates: true,
  });
}
