import type { Database } from "~/platform/database.server";
import type { ShopSettings } from "~/settings/shop-settings";
import { heldOutKinds, holdOutPercent, type HeldOutKind } from "~/touchpoints/hold-out";
import type { Share } from "./delivery-figures";
import { whoseDaysEndOn, type Period } from "./insights-period";
import { differenceOf, type Difference } from "./two-shares";

/** Who bought again within ninety days, of the shoppers written to and of those held out. */
export interface HoldOutEffect {
  kind: HeldOutKind;
  written: Share;
  heldOut: Share;
  /** What writing does; null while either group is empty. */
  effect: Difference | null;
}

/** Of the shoppers whose ninety days ended on these days, by kind: those measured now, and those with a result. */
export async function readHoldOuts(
  db: Database,
  { shopId, settings, ...period }: Period & { shopId: string; settings: ShopSettings },
): Promise<HoldOutEffect[]> {
  const { fromOn, untilOn } = whoseDaysEndOn(period);
  const rows = await db.$queryRaw<Array<Share & { kind: string; heldOut: boolean }>>`
    SELECT "kind", "heldOut", sum("again")::int AS "part", sum("shoppers")::int AS "n" FROM "HoldOutRollup"
    WHERE "shopId" = ${shopId} AND "onDate" BETWEEN ${fromOn}::date AND ${untilOn}::date
    GROUP BY 1, 2`;
  return heldOutKinds
    .map((kind): HoldOutEffect => {
      const of = (isHeldOut: boolean): Share => {
        const { part = 0, n = 0 } = rows.find((row) => row.kind === kind && row.heldOut === isHeldOut) ?? {};
        return { part, n };
      };
      const [written, heldOut] = [of(false), of(true)];
      return { kind, written, heldOut, effect: differenceOf(written, heldOut) };
    })
    .filter(({ kind, written, heldOut }) => written.n + heldOut.n + holdOutPercent(settings, kind) > 0);
}
