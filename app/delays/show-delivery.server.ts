import type { Clock } from "~/platform/clock.server";
import type { Database } from "~/platform/database.server";
import type { Order, Shipment } from "~/platform/prisma/client";
import type { LinkSigner } from "~/platform/signed-link.server";
import type { Speech } from "~/messages/date-words";
import type { DateRange } from "~/messages/message-values";
import { languageOf, type Language } from "~/messages/voices";
import { wordsIn } from "~/messages/words/words";
import { localDateOf } from "~/promises/local-dates";
import type { KnownShop } from "~/settings/shops.server";
import { choicePageUrl } from "~/touchpoints/message-values.server";
import { loadBatchAnswer } from "./batch-answer.server";
import { carrierScansOf } from "./carrier-scans";
import { isDelayChoice, type DelayChoice } from "~/orders/delay-choice";
import { isLiveShipment, loadDeliveryRecords } from "./delivery-records.server";
import { delayWords, deliveryWords, type DelayWords, type DeliveryWords } from "./delivery-words";
import { stillAhead } from "./expected-range";
import { loadNoticeFacts } from "./notice-facts.server";
import type { DeliveryRecords, RecordedIncident } from "./review";
import { whereaboutsOf } from "./whereabouts";

/** An order's delivery as its page shows it, in words ready to read. */
export interface ShownDelivery extends DeliveryWords {
  tracking: { label: string; url: string } | null;
  delay: ShownDelay | null;
}

export interface ShownDelay extends DelayWords {
  id: string;
  /** What she chose before, and what becomes of it. */
  chosen: { name: string; done: string } | null;
  /** The choices that still stand; each has its page, which asks her to confirm. */
  options: Array<{ choice: DelayChoice; name: string; url: string }>;
  returns: { label: string; url: string } | null;
}

interface ShowDelivery {
  shop: KnownShop;
  /** Hers beyond doubt: see findClaimedOrder. */
  order: Order;
  /** Only this parcel of it; null for all. */
  shipmentId: string | null;
  locale: string | null;
}

interface ShowDeps {
  db: Database;
  clock: Clock;
  links: LinkSigner;
  env: { APP_URL: string };
}

/** Null where there is no delivery to speak of: nothing to ship, an order called off, a parcel that is not its own. */
export async function showDelivery(
  deps: ShowDeps,
  { shop, order, shipmentId, locale }: ShowDelivery,
): Promise<ShownDelivery | null> {
  const { db } = deps;
  const now = deps.clock.now();
  const { id: shopId, settings } = shop;
  if (!order.requiresShipping || order.cancelledAt !== null || order.fullyRefundedAt !== null) return null;
  const records = await loadDeliveryRecords(db, { shopId, orderId: order.id, settings, now });
  if (records === null) return null;
  const shipments = (await db.shipment.findMany({ where: { shopId, orderId: order.id } })).filter(
    (one) => isLiveShipment(one) && (shipmentId === null || one.id === shipmentId),
  );
  if (shipmentId !== null && shipments.length === 0) return null;

  const language = languageOf(locale ?? order.locale, settings.languages.fallback);
  const { timeZone } = records.road;
  const speech: Speech = { language, grammar: wordsIn[language].dates, now, timeZone };
  const told = await findTold(db, { shopId, orderId: order.id, records, shipmentId, settings });
  const parcels = shipments.map(whereaboutsOf);
  const isUnshipped = shipmentId === null && records.isUnshipped;
  const hasArrived = !isUnshipped && parcels.length > 0 && parcels.every((one) => one === "arrived");
  return {
    ...deliveryWords(
      {
        about: shipmentId === null ? "order" : "parcel",
        parcels,
        isUnshipped,
        lastScan: hasArrived ? null : await findLastScan(db, { shipments, timeZone }),
        promised: records.promise,
        expected: expectedOf({ records, incident: told?.incident ?? null, shipments, isUnshipped, now }),
        arrivedOn: hasArrived ? lastArrival(shipments, timeZone) : null,
      },
      speech,
    ),
    tracking: hasArrived ? null : trackingOf(shipments, language),
    delay: told && (await showDelay(deps, { shop, told, speech })),
  };
}

interface ToldIncident {
  incident: RecordedIncident;
  /** The newest message that told of it. */
  touchpointId: string;
}

// There was no way to write to her: then the page is where she hears of it.
const unreachable = ["no_address", "text_stopped", "text_country"];

/**
 * The incident she has been told of. One that waits for company, for the merchant's word or for the morning is not on
 * her page before it is in her mail, and one the merchant dismissed never is.
 */
async function findTold(
  db: Database,
  {
    shopId,
    orderId,
    records: { incidents },
    shipmentId,
    settings,
  }: {
    shopId: string;
    orderId: string;
    records: DeliveryRecords;
    shipmentId: string | null;
    settings: KnownShop["settings"];
  },
): Promise<ToldIncident | null> {
  if (!settings.touchpoints.delay_notice.enabled) return null;
  const open = incidents.filter(
    ({ incident, shipmentId: of }) =>
      incident.state !== "closed" && (shipmentId === null || of === shipmentId),
  );
  if (open.length === 0) return null;
  const told = await db.touchpoint.findMany({
    where: {
      ...{ shopId, orderId, delayId: { in: open.map(({ id }) => id) } },
      OR: [
        { state: { in: ["dispatching", "dispatched", "failed"] } },
        { state: "suppressed", reason: { in: unreachable } },
      ],
    },
    orderBy: { plannedAt: "asc" },
    select: { id: true, delayId: true },
  });
  const newest = told.at(-1);
  const incident = open.find(({ id }) => id === newest?.delayId);
  return newest && incident ? { incident, touchpointId: newest.id } : null;
}

/**
 * The newest dates of an incident she knows of while they lie ahead, else the carrier's own guess while it lies ahead and
 * is of everything still to come: what is expected of a part is not expected of the order.
 */
function expectedOf({
  records,
  incident,
  shipments,
  isUnshipped,
  now,
}: {
  records: DeliveryRecords;
  incident: RecordedIncident | null;
  shipments: Shipment[];
  isUnshipped: boolean;
  now: Date;
}): DateRange | null {
  const today = localDateOf(now, records.road.timeZone);
  if (incident?.incident.cause === "coming_back") return null;
  const revised = stillAhead(incident && (records.revised.at(-1) ?? null), today);
  if (revised) return revised;
  const etas = shipments
    .filter(({ deliveredAt }) => deliveredAt === null)
    .map(({ etaAt }) => etaAt && localDateOf(etaAt, records.road.timeZone))
    .sort();
  if (isUnshipped || etas.includes(null)) return null;
  const last = etas.at(-1);
  return last && last >= today ? { earliestOn: last, latestOn: last } : null;
}

async function findLastScan(
  db: Database,
  { shipments, timeZone }: { shipments: Shipment[]; timeZone: string },
): Promise<{ city: string; on: string } | null> {
  const [first] = shipments;
  if (!first) return null;
  const scans = await db.shipmentEvent.findMany({
    where: { shopId: first.shopId, shipmentId: { in: shipments.map(({ id }) => id) }, deletedAt: null },
  });
  const last = carrierScansOf(scans).at(-1);
  const city = scans.find(({ id }) => id === last?.id)?.city;
  return last && city ? { city, on: localDateOf(last.happenedAt, timeZone) } : null;
}

function lastArrival(shipments: Shipment[], timeZone: string): string | null {
  const arrivals = shipments.flatMap(({ deliveredAt }) => deliveredAt ?? []);
  const last = arrivals.reduce<Date | null>((a, b) => (a === null || b > a ? b : a), null);
  return last && localDateOf(last, timeZone);
}

/** The carrier's own page, where there is exactly one to follow. */
function trackingOf(shipments: Shipment[], language: Language): ShownDelivery["tracking"] {
  const moving = shipments.filter(({ deliveredAt }) => deliveredAt === null);
  const url = moving.length === 1 ? moving[0]?.trackingUrl : null;
  return webLink(wordsIn[language].pages.delivery.follow, url ?? null);
}

async function showDelay(
  deps: ShowDeps,
  { shop, told: { incident, touchpointId }, speech }: { shop: KnownShop; told: ToldIncident; speech: Speech },
): Promise<ShownDelay | null> {
  const { id: shopId, settings } = shop;
  const { now } = speech;
  const facts = await loadNoticeFacts(deps.db, { shopId, delayId: incident.id, settings, now });
  if (facts === null) return null;
  // As in her mail: where the merchant gave a reason for all of a batch, it is hers.
  const { reason } = await loadBatchAnswer(deps.db, { shopId, touchpointId });
  const { choice } = await deps.db.delay.findFirstOrThrow({
    where: { shopId, id: incident.id },
    select: { choice: true },
  });
  const { pages } = wordsIn[speech.language];
  const page = choicePageUrl({
    appUrl: deps.env.APP_URL,
    links: deps.links,
    shopId,
    delayId: incident.id,
    now,
  });
  const chosen = isDelayChoice(choice) ? choice : null;
  return {
    id: incident.id,
    ...delayWords({ ...facts.delay, reason }, speech),
    chosen: chosen && { name: pages.choice.options[chosen].name, done: pages.choice.options[chosen].done },
    options: facts.options
      .filter((option) => option !== chosen)
      .map((option) => ({
        choice: option,
        name: pages.choice.options[option].name,
        url: `${page}?choice=${option}`,
      })),
    returns: webLink(pages.contacts.returns, settings.contacts.returnsUrl),
  };
}

/** Only web addresses: whatever stands in settings or comes from a carrier, no other scheme becomes a link. */
function webLink(label: string, url: string | null): { label: string; url: string } | null {
  return url !== null && /^https?:\/\//i.test(url) ? { label, url } : null;
}
