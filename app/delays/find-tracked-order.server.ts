import type { Database } from "~/platform/database.server";
import { createRateLimit } from "~/platform/rate-limit.server";
import { equalInConstantTime, type Secrets } from "~/platform/secrets.server";

export type FoundOrder =
  { outcome: "found"; orderId: string } | { outcome: "not_found" } | { outcome: "limited" };

// She mistypes a few times; who tries numbers against an address, or addresses from one place, is stopped.
const perAddress = createRateLimit({ burst: 8, perSecond: 1 / 60 });
const perCaller = createRateLimit({ burst: 20, perSecond: 1 / 20 });
// A proxied caller may lie about where it comes from: a whole shop's guesses are bounded too.
const perShop = createRateLimit({ burst: 600, perSecond: 5 });

// Compared with where there is no such order, so that the comparison costs the same.
const nobody = "0".repeat(32);

/**
 * The order with this number, for who knows the address it was placed with. Numbers are easily guessed, so an unknown
 * number and a wrong address are told apart by nothing: the same reads, the same comparison, the same answer.
 */
export async function findTrackedOrder(
  { db, secrets }: { db: Database; secrets: Pick<Secrets, "shopperKey"> },
  { shopId, number, email, caller }: { shopId: string; number: string; email: string; caller: string },
): Promise<FoundOrder> {
  const shopperKey = secrets.shopperKey(shopId, email);
  const limits = [
    perAddress.take(`${shopId}/${shopperKey}`),
    perCaller.take(`${shopId}/${caller}`),
    perShop.take(shopId),
  ];
  if (limits.some(({ outcome }) => outcome === "limited")) return { outcome: "limited" };

  const bare = number.trim().replace(/^#/, "").slice(0, 60);
  const order = await db.order.findFirst({
    where: { shopId, name: { in: [`#${bare}`, bare] }, deletedAt: null },
    orderBy: { placedAt: "desc" },
    select: { id: true, shopperKey: true },
  });
  const isHers = equalInConstantTime(shopperKey, order?.shopperKey ?? nobody);
  return order && isHers ? { outcome: "found", orderId: order.id } : { outcome: "not_found" };
}
