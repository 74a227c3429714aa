import { mishaps, type GoodwillFacts } from "~/messages/message-values";
import type { Transaction } from "~/platform/database.server";
import { localDateOf } from "~/promises/local-dates";
import { getShop } from "~/settings/shops.server";

/** What a message says of an order's goodwill; null until it is given. */
export async function loadGoodwillFacts(
  tx: Transaction,
  { shopId, orderId }: { shopId: string; orderId: string },
): Promise<GoodwillFacts | null> {
  const goodwill = await tx.goodwill.findUnique({ where: { shopId_orderId: { shopId, orderId } } });
  if (goodwill?.state !== "given") return null;
  const { timeZone } = await getShop(tx, shopId);
  const { cause, gives, amount, currency, code, expiresAt } = goodwill;
  return {
    mishap: mishaps.find((one) => one === cause) ?? null,
    worth:
      gives === "voucher_percent"
        ? { percent: amount }
        : gives === "voucher_amount" || gives === "store_credit"
          ? { amount, currency }
          : null,
    code,
    // By the shop's days: its checkout counts by them.
    expiresOn: expiresAt && localDateOf(expiresAt, timeZone),
  };
}
