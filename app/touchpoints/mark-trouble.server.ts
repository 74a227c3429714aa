import { writeTroubleMark, type TroubleMark } from "~/channels/trouble-mark.server";
import type { ShopifyAdmin } from "~/platform/admin-api.server";
import type { Clock } from "~/platform/clock.server";
import type { Database } from "~/platform/database.server";
import { findShop } from "~/settings/shops.server";
import { checkTrouble } from "./trouble-checks.server";
import { troubleSwitch } from "./trouble-switch";
import { readTroubles } from "./troubles.server";

interface Deps {
  db: Database;
  clock: Clock;
  shopify: ShopifyAdmin;
}

interface OrderPlace {
  shopId: string;
  orderId: string;
}

type MarkedTrouble =
  | { outcome: "written" | "same" | "not_allowed" | "no_customer" | "not_live" }
  | { outcome: "given_up"; reason: string };

/** Has the customer of an order say whether she is in trouble, and looks again when her rest is over. */
export async function markTrouble(deps: Deps, place: OrderPlace): Promise<MarkedTrouble> {
  const { db, clock, shopify } = deps;
  const { shopId } = place;
  const shop = await findShop(db, shopId);
  if (!shop || shop.liveAt === null || shop.uninstalledAt !== null) return { outcome: "not_live" };
  const customerId = await customerOf(db, place);
  if (customerId === null) return { outcome: "no_customer" };

  let restEndsAt: Date | null = null;
  const marked = await writeTroubleMark(shopify, { shopId, customerId }, async (): Promise<TroubleMark> => {
    const found = troubleSwitch(await readTroubles(db, { shopId, customerId, shopperKey: null }), {
      coolDownDays: shop.settings.troubleCoolDownDays,
      now: clock.now(),
    });
    restEndsAt = found.paused ? found.until : null;
    return { paused: found.paused, until: found.paused ? (found.until?.toISOString() ?? null) : null };
  });
  if (marked.outcome === "refused") return { outcome: "given_up", reason: marked.reason };
  await lookAgainAt(db, place, { restEndsAt, now: clock.now() });
  return marked;
}

/** Nobody for a guest, and for who was deleted or forgotten. */
async function customerOf(db: Database, { shopId, orderId }: OrderPlace): Promise<string | null> {
  const [row] = await db.$queryRaw<Array<{ customerId: string | null }>>`
    SELECT o."customerId" FROM "Order" o
    WHERE o."shopId" = ${shopId} AND o."id" = ${orderId} AND NOT EXISTS (
      SELECT 1 FROM "Customer" c WHERE c."shopId" = ${shopId} AND c."id" = o."customerId"
        AND (c."deletedAt" IS NOT NULL OR c."redactedAt" IS NOT NULL))`;
  return row?.customerId ?? null;
}

/** One look to come for an order, however often its trouble moved. */
async function lookAgainAt(
  db: Database,
  { shopId, orderId }: OrderPlace,
  { restEndsAt, now }: { restEndsAt: Date | null; now: Date },
): Promise<void> {
  await db.$transaction(async (tx) => {
    await tx.troubleCheck.deleteMany({ where: { shopId, orderId, dueAt: { gt: now } } });
    if (restEndsAt) await checkTrouble(tx, shopId, [orderId], restEndsAt);
  });
}
