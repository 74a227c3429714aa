import type { Clock } from "~/platform/clock.server";
import type { Database } from "~/platform/database.server";

/** The merchant has seen enough of the setup guide. Only a shop that is live can do without it. */
export async function dismissSetup(
  { db, clock }: { db: Database; clock: Clock },
  { shopId }: { shopId: string },
): Promise<{ outcome: "dismissed" | "not_live" }> {
  const { count } = await db.shop.updateMany({
    where: { id: shopId, liveAt: { not: null } },
    data: { setupDismissedAt: clock.now() },
  });
  return { outcome: count === 1 ? "dismissed" : "not_live" };
}
