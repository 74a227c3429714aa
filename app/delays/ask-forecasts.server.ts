import type { Transaction } from "~/platform/database.server";
import { countJourneys, settledUntil } from "~/promises/count-journeys.server";
import { promiseEndsAt } from "~/promises/delivery-promise";
import { forecastArrival, forecastLateness, watchedDays, type ParcelOnItsWay } from "~/promises/forecast";
import {
  keepForecasts,
  loadKeptForecasts,
  settleForecasts,
  type KeptForecast,
  type MadeForecast,
  type OfOrder,
} from "~/promises/forecast-looks.server";
import { loadForecaster, type Forecaster } from "~/promises/forecaster.server";
import { localDateOf } from "~/promises/local-dates";
import { keepRanges, settleRanges, type NamedDays } from "~/promises/named-ranges.server";
import type { ShopSettings } from "~/settings/shop-settings";
import {
  parcelOnItsWay,
  standingAt,
  subjectsInDoubt,
  subjectsToAsk,
  underWay,
  type Subject,
} from "./asked-forecasts";
import { delayRulesOf } from "./delay-kinds";
import { destinationDays, type DeliveryForecast } from "./delivery-facts";
import { forecastMorning, lastForecastMornings } from "./predicted-late";
import type { DeliveryRecords } from "./review";

interface AskForecasts {
  shopId: string;
  settings: Pick<ShopSettings, "promiseRules" | "delays" | "quietHours">;
  now: Date;
}

/** What an order's lanes say. */
export interface HeardForecasts {
  /** By the key of `DeliveryRecords.lanes`. */
  forecasts: Map<string, DeliveryForecast>;
  /** Percent, of the part of it likeliest to be late; null while the merchant is told of none. */
  lateChance: number | null;
}

/**
 * What the shop's lanes say of orders' parcels now: asked on the days a forecast may speak, and where there is a delay
 * to give new dates for, as of their last morning. What had travelled by then is counted first. The forecasts of the
 * last mornings are kept, as they would have been with all that is known by now. By the order's id.
 */
export async function askForecasts(
  tx: Transaction,
  orders: ReadonlyMap<string, DeliveryRecords>,
  { shopId, settings, now }: AskForecasts,
): Promise<Map<string, HeardForecasts>> {
  const asking = [...orders].map(([orderId, records]) => askingOf(orderId, records, { settings, now }));
  const kept = Map.groupBy(
    await loadKeptForecasts(
      tx,
      shopId,
      new Map(asking.flatMap(({ orderId, firstOn }) => (firstOn === null ? [] : [[orderId, firstOn]]))),
    ),
    ({ orderId }) => orderId,
  );
  const gone = asking.flatMap(({ orderId, looks }) =>
    (kept.get(orderId) ?? []).filter((one) => !looks.some((look) => isOf(one, look))),
  );
  const toMake = asking
    .map((one) => {
      const known = kept.get(one.orderId) ?? [];
      return {
        ...one,
        kept: known,
        missing: one.looks.filter((look) => !known.some((row) => isOf(row, look))),
      };
    })
    .filter(({ subjects, inDoubt, missing }) => subjects.length + inDoubt.length + missing.length > 0);

  const made: Array<OfOrder<MadeForecast>> = [];
  const named: NamedDays[] = [];
  const heard = new Map<string, HeardForecasts>();
  // Where the shoppers of one shop have their mornings at different hours.
  for (const [at, together] of Map.groupBy(toMake, ({ askedAt }) => askedAt.getTime())) {
    const askedAt = new Date(at);
    await countJourneys(tx, shopId, askedAt);
    await settleForecasts(tx, shopId, askedAt);
    await settleRanges(tx, shopId, askedAt);
    const lanes = together.flatMap(({ subjects, inDoubt, missing }) =>
      [...subjects, ...inDoubt, ...missing].map(({ lane }) => lane),
    );
    const forecaster = await loadForecaster(tx, {
      shopId,
      lanes,
      rules: settings.promiseRules,
      now: askedAt,
    });
    for (const one of together) {
      const said = forecast(one, forecaster);
      made.push(...said.made);
      named.push(...said.named);
      heard.set(one.orderId, said);
    }
  }
  await keepForecasts(tx, shopId, { made, gone });
  await keepRanges(tx, shopId, named);
  return heard;
}

/** What a look at an order has to ask, and of which mornings forecasts are kept. */
interface Asking {
  orderId: string;
  records: DeliveryRecords;
  askedAt: Date;
  /** The first day forecasts are kept of; null for none. */
  firstOn: string | null;
  looks: Look[];
  subjects: Subject[];
  /** Whose chance is kept for the merchant. */
  inDoubt: Subject[];
}

function askingOf(
  orderId: string,
  records: DeliveryRecords,
  { settings, now }: Pick<AskForecasts, "settings" | "now">,
): Asking {
  const { timeZone } = records.road;
  const askedAt = forecastMorning(now, timeZone);
  const rules = delayRulesOf(settings);
  const mornings = morningsToKeep(records, rules, { now, askedAt });
  const [firstOn = null] = mornings.map((morning) => localDateOf(morning, timeZone)).sort();
  const looks = mornings.flatMap((morning) => looksOf(records, morning));
  return {
    orderId,
    records,
    askedAt,
    firstOn,
    looks,
    subjects: subjectsToAsk(records, rules, now),
    inDoubt: subjectsInDoubt(records, rules, now),
  };
}

/** What the lanes say of one order, what of it is kept, and the days it names. */
function forecast(
  {
    orderId,
    records,
    askedAt,
    subjects,
    inDoubt,
    kept,
    missing,
  }: Asking & { kept: KeptForecast[]; missing: Look[] },
  forecaster: Forecaster,
): HeardForecasts & { made: Array<OfOrder<MadeForecast>>; named: NamedDays[] } {
  const made = missing.flatMap((look): Array<OfOrder<MadeForecast>> => {
    const lateness = forecastLateness(look.goods, { ...forecaster, now: look.askedAt.getTime() });
    if (lateness === null || records.promise === null) return [];
    const { shipmentId, lookedOn, movedAt } = look;
    const { chance, toLearnFrom } = lateness;
    const endsAt = promiseEndsAt(records.promise);
    return [{ orderId, shipmentId, lookedOn, movedAt, promiseEndsAt: endsAt, chance, ...toLearnFrom }];
  });
  const named: NamedDays[] = [];
  const forecasts: HeardForecasts["forecasts"] = new Map();
  const atAsking = { ...forecaster, now: askedAt.getTime() };
  for (const { key, lane, parcel } of subjects) {
    const asked = parcelOnItsWay(records, { lane, parcel });
    const told = { ...forecastArrival(asked, atAsking), askedAt };
    forecasts.set(key, told);
    const { leg } = told.reasons;
    const days = watchedDays(asked, atAsking);
    named.push({ orderId, shipmentId: parcel?.id ?? null, leg, days, timeZone: lane.timeZone });
    const lookedOn = localDateOf(askedAt, records.road.timeZone);
    const look = { shipmentId: key, lookedOn, movedAt: movedAtOf(asked) };
    const known = [...made, ...kept].find((one) => isOf(one, look));
    if (known) told.lateChance = known.chance;
  }
  const chances = inDoubt.flatMap(
    ({ key, lane, parcel }) =>
      (forecasts.has(key)
        ? forecasts.get(key)?.lateChance
        : forecastLateness(parcelOnItsWay(records, { lane, parcel }), atAsking)?.chance) ?? [],
  );
  const lateChance = chances.length === 0 ? null : Math.round(Math.max(...chances) * 100);
  return { made, named, forecasts, lateChance };
}

/** The mornings whose forecasts may still be learned from: those of the last days, until the promise is settled. */
function morningsToKeep(
  { order, promise, road }: DeliveryRecords,
  rules: ShopSettings["delays"],
  { now, askedAt }: { now: Date; askedAt: Date },
): Date[] {
  if (order.exemption !== null || !promise || promiseEndsAt(promise) <= settledUntil(askedAt)) return [];
  const orderedAt = order.paidAt ?? order.placedAt;
  const { calendar, timeZone } = destinationDays(road);
  return lastForecastMornings(now, { promisedOn: promise.latestOn, calendar, timeZone }, rules).filter(
    (morning) => morning >= orderedAt,
  );
}

/** What a morning had to ask of an order, and of which step of each parcel. */
interface Look extends Pick<KeptForecast, "shipmentId" | "lookedOn" | "movedAt">, Pick<Subject, "lane"> {
  askedAt: Date;
  goods: ParcelOnItsWay;
}

function looksOf(records: DeliveryRecords, morning: Date): Look[] {
  const then = standingAt(records, morning);
  return underWay(then, morning).map(({ key, lane, parcel }) => {
    const goods = parcelOnItsWay(then, { lane, parcel });
    return {
      ...{
        shipmentId: key,
        lookedOn: localDateOf(morning, records.road.timeZone),
        movedAt: movedAtOf(goods),
      },
      ...{ lane, goods, askedAt: morning },
    };
  });
}

function movedAtOf({ stage, handedOverAt }: ParcelOnItsWay): Date | null {
  const at = stage?.since ?? handedOverAt;
  return at === null ? null : new Date(at);
}

const isOf = (one: Pick<Look, "shipmentId" | "lookedOn" | "movedAt">, other: typeof one): boolean =>
  one.shipmentId === other.shipmentId &&
  one.lookedOn === other.lookedOn &&
  one.movedAt?.getTime() === other.movedAt?.getTime();
