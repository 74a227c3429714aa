import type { PrismaClient } from "~/platform/prisma/client";
import { getShop } from "./shops.server";

interface Deps {
  db: PrismaClient;
  clock: { now(): Date };
}

export type GoLiveOutcome =
  | { outcome: "live"; liveAt: Date }
  | { outcome: "already_live"; liveAt: Date }
  | { outcome: "not_ready"; missing: "sender" };

/** From this instant orders are looked after; those placed before it never are. A second call keeps the first instant. */
export async function goLive(deps: Deps, { shopId }: { shopId: string }): Promise<GoLiveOutcome> {
  return deps.db.$transaction(async (tx) => {
    const shop = await getShop(tx, shopId);
    if (shop.liveAt) return { outcome: "already_live", liveAt: shop.liveAt };
    if (!shop.settings.sender.email) return { outcome: "not_ready", missing: "sender" };
    const liveAt = deps.clock.now();
    await tx.shop.update({ where: { id: shopId }, data: { liveAt } });
    return { outcome: "live", liveAt };
  });
}

/** Nothing is sent from now on. Going live again starts with the orders placed from then on. */
export async function pause(
  deps: Deps,
  { shopId }: { shopId: string },
): Promise<{ outcome: "paused" | "not_live" }> {
  const { count } = await deps.db.shop.updateMany({
    where: { id: shopId, liveAt: { not: null } },
    data: { liveAt: null },
  });
  return { outcome: count === 1 ? "paused" : "not_live" };
}
