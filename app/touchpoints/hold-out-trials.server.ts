import type { Transaction } from "~/platform/database.server";
import type { Touchpoint } from "~/platform/prisma/client";
import type { ShopSettings } from "~/settings/shop-settings";
import { holdOutPercent } from "./hold-out";
import type { TouchpointKind } from "./touchpoint-kinds";

/**
 * A message that would go out takes part in its kind's measurement, whether it does or is held out for it. Both are
 * noted where that is decided: what becomes of a mail afterwards must not sort the shoppers. Each takes part once.
 */
export async function noteTrial(
  tx: Transaction,
  {
    touchpoint,
    shopperKey,
    settings,
    heldOut,
    now,
  }: {
    touchpoint: Touchpoint;
    shopperKey: string | null;
    settings: ShopSettings;
    heldOut: boolean;
    now: Date;
  },
): Promise<void> {
  const { shopId, kind, id } = touchpoint;
  if (shopperKey === null || holdOutPercent(settings, kind as TouchpointKind) === 0) return;
  await tx.$executeRaw`
    INSERT INTO "HoldOutTrial" ("shopId", "kind", "shopperKey", "touchpointId", "heldOut", "at")
    VALUES (${shopId}, ${kind}, ${shopperKey}, ${id}, ${heldOut}, ${now}) ON CONFLICT DO NOTHING`;
}
