import type { Prisma } from "~/platform/prisma/client";
import { loadOrderFiles } from "~/orders/order-file.server";
import { forecastArrival, type ArrivalDates } from "~/promises/forecast";
import { loadForecaster } from "~/promises/forecaster.server";
import { instantOf, localDateOf } from "~/promises/local-dates";
import type { ShopSettings } from "~/settings/shop-settings";
import { parcelOnItsWay, underWay } from "./asked-forecasts";
import { canBeNamed } from "./expected-range";
import { readDeliveryRecords } from "./delivery-records.server";
import { forecastInputs } from "./forecast-inputs";
import { forecastMorning } from "./predicted-late";

/** What the lanes say of an order today: how likely is its worst part, and when comes its last. */
export interface OrderForecast {
  /** Percent; null without a promise, or when it is broken already. */
  chance: number | null;
  arrival: ArrivalDates;
  /** Whether the middle of those dates says anything: four parcels in five come within two weeks of each other. */
  isNamed: boolean;
  /** What the chance rests on, for insights/forecast-words. */
  inputs: Record<string, string | number>;
}

/**
 * Asks the lanes of every order that is under way, as the morning's look would. Reads only; orders that have come,
 * are not watched, or wait for their shopper are left out. The lanes are read once for all of them.
 */
export async function listForecasts(
  db: Prisma.TransactionClient,
  {
    shopId,
    orderIds,
    settings,
    now,
  }: { shopId: string; orderIds: string[]; settings: Pick<ShopSettings, "promiseRules">; now: Date },
): Promise<Map<string, OrderForecast>> {
  const files = await loadOrderFiles(db, shopId, orderIds);
  const loaded = await Promise.all(
    files.map(async (known) => {
      const orderId = known.order.id;
      return { orderId, records: await readDeliveryRecords(db, known, { settings, now }) };
    }),
  );
  const asked = loaded.flatMap(({ orderId, records }) =>
    records?.order.exemption === null
      ? underWay(records, now).map((subject) => ({ orderId, records, ...subject }))
      : [],
  );
  const forecasts = new Map<string, OrderForecast>();
  if (asked.length === 0) return forecasts;
  const lanes = asked.map(({ lane }) => lane);
  const forecaster = await loadForecaster(db, { shopId, lanes, rules: settings.promiseRules, now });
  for (const { orderId, records, lane, parcel } of asked) {
    const goods = parcelOnItsWay(records, { lane, parcel });
    const { timeZone } = records.road;
    // By night the last look was made yesterday, and what it named may be over.
    const today = instantOf(localDateOf(now, timeZone), "00:00", timeZone).getTime();
    const asOf = Math.max(forecastMorning(now, timeZone).getTime(), today, goods.orderedAt);
    const { lateChance, arrival, reasons } = forecastArrival(goods, { ...forecaster, now: asOf });
    const chance = lateChance === null ? null : Math.round(lateChance * 100);
    const isNamed = canBeNamed({ earliestOn: arrival.p20On, latestOn: arrival.p80On }, records.road);
    const part = { chance, arrival, isNamed, inputs: forecastInputs({ lateChance, reasons }) };
    const other = forecasts.get(orderId);
    forecasts.set(orderId, other ? bothOf(other, part) : part);
  }
  return forecasts;
}

function bothOf(one: OrderForecast, other: OrderForecast): OrderForecast {
  const [first, last] = other.arrival.p90On > one.arrival.p90On ? [one, other] : [other, one];
  const { chance, inputs } = (first.chance ?? 0) > (last.chance ?? 0) ? first : last;
  return { ...last, chance, inputs };
}
