import type { Transaction } from "~/platform/database.server";
import type { DeliveryPromise } from "./delivery-promise";
import { promiseRow } from "./delivery-promises.server";

/**
 * Puts a new date range beside the ones the order already has. Nothing is written when the newest revision
 * says the same. Sequence 0 is kept free for the original, even where the order never had one. The caller
 * holds the order's lock.
 */
export async function revisePromise(
  tx: Transaction,
  { shopId, orderId, promise }: { shopId: string; orderId: string; promise: DeliveryPromise },
): Promise<{ outcome: "revised" } | { outcome: "same" }> {
  const newest = await tx.deliveryPromise.findFirst({
    where: { shopId, orderId },
    orderBy: { sequence: "desc" },
  });
  const row = promiseRow(promise, { shopId, orderId, sequence: (newest?.sequence ?? 0) + 1 });
  const isSame =
    newest !== null &&
    newest.sequence > 0 &&
    newest.earliestOn.getTime() === row.earliestOn.getTime() &&
    newest.latestOn.getTime() === row.latestOn.getTime();
  if (isSame) return { outcome: "same" };
  await tx.deliveryPromise.create({ data: row });
  return { outcome: "revised" };
}
