import type { Transaction } from "~/platform/database.server";
import type { ShopSettings } from "~/settings/shop-settings";
import type { DeliveryPromise } from "./delivery-promise";
import { promiseRow } from "./delivery-promises.server";
import { resolvePromise, type PromiseInput } from "./resolve-promise";

export type FreezeOutcome =
  { outcome: "frozen"; promise: DeliveryPromise } | { outcome: "already" } | { outcome: "none" };

/** Writes the original promise of an order, once: what she was told when buying never changes afterwards. */
export async function freezePromise(
  tx: Transaction,
  {
    shopId,
    order,
    deliveryMethod,
    shippingOption = null,
    settings,
  }: {
    shopId: string;
    order: PromiseInput["order"] & { id: string };
    deliveryMethod: PromiseInput["deliveryMethod"];
    shippingOption?: PromiseInput["shippingOption"];
    settings: Pick<ShopSettings, "promiseRules">;
  },
): Promise<FreezeOutcome> {
  const promise = resolvePromise({ deliveryMethod, shippingOption, rules: settings.promiseRules, order });
  if (promise === null) return { outcome: "none" };
  // The key decides, not a read before it: two deliveries of the same order may be applied side by side.
  const { count } = await tx.deliveryPromise.createMany({
    data: [promiseRow(promise, { shopId, orderId: order.id, sequence: 0 })],
    skipDuplicates: true,
  });
  return count === 1 ? { outcome: "frozen", promise } : { outcome: "already" };
}
