import type { Transaction } from "~/platform/database.server";
import { countJourneys } from "~/promises/count-journeys.server";
import { silenceAfter } from "~/promises/journeys";
import type { ScanRhythm } from "~/promises/scan-rhythm";
import { loadScanRhythms } from "~/promises/scan-rhythm.server";
import { carrierScansOf } from "./carrier-scans";
import type { DeliveryRecords } from "./review";

/**
 * How long such parcels are usually silent, for every parcel of a shop's orders that could stand still: one that has
 * been scanned on its way and has not come. By the parcel's id. What travelled since is counted first.
 */
export async function askRhythms(
  tx: Transaction,
  orders: DeliveryRecords[],
  { shopId, now }: { shopId: string; now: Date },
): Promise<Map<string, ScanRhythm>> {
  const waiting = orders
    .filter(({ order }) => order.exemption === null)
    .flatMap(({ parcels, lanes }) =>
      parcels.flatMap(({ id, deliveredAt, scans }) => {
        const known = carrierScansOf(scans);
        const silence = silenceAfter(known.at(-1)?.status ?? "");
        const lane = lanes.get(id);
        return deliveredAt === null && known.length >= 2 && silence && lane ? [{ id, lane, silence }] : [];
      }),
    );
  if (waiting.length > 0) await countJourneys(tx, shopId, now);
  const rhythms = await loadScanRhythms(tx, { shopId, asked: waiting, now });
  return new Map(
    waiting.flatMap(({ id }, index) => {
      const rhythm = rhythms[index];
      return rhythm ? [[id, rhythm] as const] : [];
    }),
  );
}
