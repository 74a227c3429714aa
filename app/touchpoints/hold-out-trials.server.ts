import { Prisma, type Touchpoint } from "~/platform/prisma/client";
import { insertionOf } from "~/platform/sql.server";
import type { ShopSettings } from "~/settings/shop-settings";
import { holdOutPercent } from "./hold-out";
import type { TouchpointKind } from "./touchpoint-kinds";

interface Trial {
  touchpoint: Touchpoint;
  shopperKey: string | null;
  settings: ShopSettings;
  heldOut: boolean;
}

/**
 * Messages that would go out take part in their kind's measurement, whether they do or are held out for it. Both are
 * noted where that is decided: what becomes of a mail afterwards must not sort the shoppers. Each shopper takes part
 * once. Null where none is measured.
 */
export function trialsInsert(trials: Trial[], now: Date): Prisma.Sql | null {
  const rows = trials
    .filter(({ touchpoint, settings }) => holdOutPercent(settings, touchpoint.kind as TouchpointKind) > 0)
    .flatMap(({ touchpoint: { shopId, kind, id }, shopperKey, heldOut }) =>
      shopperKey === null ? [] : [{ shopId, kind, shopperKey, touchpointId: id, heldOut, at: now }],
    );
  const insert = insertionOf("HoldOutTrial", rows);
  return insert && Prisma.sql`${insert} ON CONFLICT DO NOTHING`;
}
