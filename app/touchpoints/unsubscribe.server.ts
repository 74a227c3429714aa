import type { Clock } from "~/platform/clock.server";
import type { Database } from "~/platform/database.server";

interface Deps {
  db: Database;
  clock: Clock;
}

export type UnsubscribePurpose = "survey" | "care";

interface Unsubscribe {
  shopId: string;
  touchpointId: string;
  purpose: UnsubscribePurpose;
  source: "one_click" | "page";
}

/** She asked us to stop, for one purpose. Answered the same whether or not she had asked before. */
export async function unsubscribe(
  { db, clock }: Deps,
  { shopId, touchpointId, purpose, source }: Unsubscribe,
): Promise<{ outcome: "unsubscribed" | "unknown" }> {
  const shopperKey = await shopperOf(db, shopId, touchpointId);
  if (!shopperKey) return { outcome: "unknown" };
  await db.unsubscription.createMany({
    data: [{ shopId, shopperKey, purpose, source, at: clock.now() }],
    skipDuplicates: true,
  });
  return { outcome: "unsubscribed" };
}

/** She changed her mind on the page that confirmed it. */
export async function resubscribe(
  { db }: Pick<Deps, "db">,
  { shopId, touchpointId, purpose }: Omit<Unsubscribe, "source">,
): Promise<{ outcome: "resubscribed" | "unknown" }> {
  const shopperKey = await shopperOf(db, shopId, touchpointId);
  if (!shopperKey) return { outcome: "unknown" };
  await db.unsubscription.deleteMany({ where: { shopId, shopperKey, purpose } });
  return { outcome: "resubscribed" };
}

async function shopperOf(db: Database, shopId: string, touchpointId: string): Promise<string | null> {
  const touchpoint = await db.touchpoint.findFirst({
    where: { id: touchpointId, shopId },
    select: { shopperKey: true },
  });
  return touchpoint?.shopperKey ?? null;
}
