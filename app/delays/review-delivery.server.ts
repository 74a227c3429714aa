import { randomUUID } from "node:crypto";
import type { Database, Transaction } from "~/platform/database.server";
import { Prisma } from "~/platform/prisma/client";
import { loadOrderFile, loadOrderFiles, type OrderFile } from "~/orders/order-file.server";
import { noteMishaps } from "~/orders/mishaps.server";
import { lockOrder } from "~/orders/orders.server";
import { insertionOf, together, updatesOf } from "~/platform/sql.server";
import { countryCalendar } from "~/promises/business-calendar";
import type { DeliveryPromise } from "~/promises/delivery-promise";
import { revisionsInsert } from "~/promises/revise-promise.server";
import type { ShopSettings } from "~/settings/shop-settings";
import { askForecasts, type HeardForecasts } from "./ask-forecasts.server";
import { askRhythms } from "./ask-rhythms.server";
import { closeCancelWishes } from "./close-cancel-wishes.server";
import type { IncidentStep, Silence } from "./decide-incident";
import { delayRulesOf, type FoundDelay } from "./delay-kinds";
import { readDeliveryRecords } from "./delivery-records.server";
import { forecastInputs } from "./forecast-inputs";
import { incidentNewsWrites } from "./incident-news.server";
import { isLate, latenessOf } from "./lateness";
import {
  decideReview,
  type DeliveryRecords,
  type PlannedWord,
  type Review,
  type ReviewedIncident,
} from "./review";

/** Whose deliveries are looked at, by which rules, and when. */
interface ReviewOf {
  shopId: string;
  settings: Pick<ShopSettings, "promiseRules" | "delays" | "quietHours">;
  now: Date;
}

/** A look at one order's delivery. */
interface Look {
  /** The order's file as it was read under the order's lock. */
  known: OrderFile;
  /** The records were just brought in line with Shopify; false when all we have is what webhooks told so far. */
  confirmed: boolean;
  /** The merchant wants her told what is new, before its hour. */
  isAsked?: boolean;
}

/** A touchpoint the caller has to plan, in the same transaction. */
export type DelayTouchpoint = PlannedWord & { delayId: string; dueAt: Date };

export type ReviewOutcome =
  | { outcome: "unknown_order" | "unconfirmed" }
  | {
      outcome: "reviewed";
      opened: number;
      closed: number;
      touchpoints: DelayTouchpoint[];
      nextCheckAt: Date | null;
      /** Why incidents that could speak do not. */
      silences: Silence[];
    };

/** A look at one order, which is read under its lock where the caller has not done so. */
export async function reviewDelivery(
  tx: Transaction,
  { orderId, known, ...request }: ReviewOf & Omit<Look, "known"> & { orderId: string; known?: OrderFile },
): Promise<ReviewOutcome> {
  const { shopId, confirmed, isAsked } = request;
  if (!known) await lockOrder(tx, shopId, orderId);
  const file = known ?? (await loadOrderFile(tx, shopId, orderId));
  if (file === null) {
    await tx.deliveryWatch.deleteMany({ where: { shopId, orderId } });
    return { outcome: "unknown_order" };
  }
  const look = { known: file, confirmed, ...(isAsked && { isAsked }) };
  const [outcome] = await reviewDeliveries(tx, request, [look]);
  return outcome ?? { outcome: "unknown_order" };
}

/**
 * Looks at deliveries of a shop and writes what follows, for all of them together: incidents, revised promises, why-log,
 * and when to look again. Asks nobody but the records, so it may run as often as it likes. It returns the touchpoints
 * to plan. On unconfirmed records it says nothing to a shopper: the webhook that says "shipped" may be a minute behind
 * the one that makes it look late. It has the sweep look at once instead, which asks Shopify first.
 */
export async function reviewDeliveries(
  tx: Transaction,
  of: ReviewOf,
  looks: Look[],
): Promise<ReviewOutcome[]> {
  const loaded = [];
  for (const look of looks) loaded.push({ look, records: await readDeliveryRecords(tx, look.known, of) });
  const rhythms = await askRhythms(
    tx,
    loaded.map(({ records }) => records),
    of,
  );
  const heard = loaded.map(({ look, records }) => ({ look, records: { ...records, rhythms } }));
  const isHeldBack = ({ look, records }: (typeof heard)[number]) =>
    !look.confirmed && tellsInAnyCase(records, of);
  const asked = await askForecasts(
    tx,
    new Map(
      heard.filter((one) => !isHeldBack(one)).map(({ look, records }) => [look.known.order.id, records]),
    ),
    of,
  );
  const reviewed = heard.map((one): ReviewedDelivery => {
    const { look } = one;
    const lateChance = look.known.watch?.lateChance ?? null;
    const unconfirmed = { look, review: null, records: one.records, nextCheckAt: of.now, lateChance };
    if (isHeldBack(one)) return unconfirmed;
    const lanes = asked.get(look.known.order.id);
    const records = { ...one.records, forecasts: lanes?.forecasts ?? one.records.forecasts };
    const review = decide(records, of, look);
    if (!look.confirmed && wouldTell(review)) return unconfirmed;
    return { look, records, review, nextCheckAt: review.nextCheckAt, lateChance: lanes?.lateChance ?? null };
  });
  const found = await writeReviews(tx, of, reviewed);
  return reviewed.map((one, index): ReviewOutcome => {
    if (one.review === null) return { outcome: "unconfirmed" };
    const touchpoints = (found[index] ?? []).flatMap(({ reviewed: { word }, delayId }) =>
      word ? [{ ...word, delayId, dueAt: of.now }] : [],
    );
    const silences = one.review.incidents.flatMap(({ silence }) => silence ?? []);
    const { nextCheckAt } = one;
    return { outcome: "reviewed", ...count(one.review), touchpoints, nextCheckAt, silences };
  });
}

/** One delivery as it was looked at; without a review where Shopify has to be asked first. */
interface ReviewedDelivery {
  look: Look;
  records: DeliveryRecords;
  review: Review | null;
  nextCheckAt: Date | null;
  lateChance: HeardForecasts["lateChance"];
}

/** Writes what has changed; answers each delivery's incidents among it, under the ids they have or are given. */
async function writeReviews(tx: Transaction, of: ReviewOf, reviewed: ReviewedDelivery[]): Promise<Found[][]> {
  const found = reviewed.map(({ look, records, review }) =>
    (review?.incidents ?? [])
      .filter((incident) => incident.id === null || hasChanged(incident, records))
      .map((incident): Found => {
        const { shopId, id: orderId } = look.known.order;
        const delayId = incident.id ?? randomUUID();
        return { shopId, orderId, now: of.now, records, reviewed: incident, delayId };
      }),
  );
  // An order's second incident may revise what its first has revised: it is written after it.
  const rounds = Math.max(1, ...found.map(({ length }) => length));
  for (let round = 0; round < rounds; round += 1) {
    const incidents = found.flatMap((ofOrder) => ofOrder.slice(round, round + 1));
    const writes = [
      ...incidentWrites(incidents),
      decisionsWrite(incidents),
      ...incidentNewsWrites(of.shopId, incidents, of.now),
      revisionsInsert(incidents.flatMap(revisionOf)),
      ...(round === 0 ? watchWrites(of.shopId, reviewed) : []),
    ].filter((write) => write !== null);
    if (writes.length > 0) await tx.$executeRaw(together(writes));
  }
  for (const incident of found.flat()) await noteLateArrival(tx, incident);
  const undone = found.flat().filter(isUndone);
  await closeCancelWishes(tx, { ...of, delayIds: undone.map(({ delayId }) => delayId) });
  return found;
}

const decide = (
  records: DeliveryRecords,
  { settings, now }: ReviewOf,
  { isAsked = false }: Pick<Look, "isAsked"> = {},
): Review => decideReview(records, delayRulesOf(settings), { now, isAsked });

/**
 * Which of a shop's orders a look now would tell of a broken promise: then Shopify may be asked first. Reads only. Of a
 * broken promise without an incident it is taken for granted: at worst Shopify is asked for nothing.
 */
export async function findSureToTell(db: Database, of: ReviewOf, orderIds: string[]): Promise<string[]> {
  // Most looks are at orders in time: those are read once, under their lock.
  const promises = await db.$queryRaw<
    Array<Pick<DeliveryPromise, "latestOn" | "timeZone"> & { orderId: string; hasIncident: boolean }>
  >`
    SELECT p."orderId", p."latestOn"::text AS "latestOn", p."timeZone", EXISTS (SELECT 1 FROM "Delay" d
      WHERE d."shopId" = ${of.shopId} AND d."orderId" = p."orderId") AS "hasIncident"
    FROM "DeliveryPromise" p
    WHERE p."shopId" = ${of.shopId} AND p."orderId" = ANY(${orderIds}) AND p."sequence" = 0`;
  const broken = promises.filter((promise) => isLate(promise, { arrivedAt: null, now: of.now }));
  const [followed, unspoken] = [true, false].map((hasIncident) =>
    broken.filter((one) => one.hasIncident === hasIncident).map(({ orderId }) => orderId),
  ) as [string[], string[]];
  if (followed.length === 0) return unspoken;
  const sure = [...unspoken];
  for (const file of await loadOrderFiles(db, of.shopId, followed))
    if (tellsInAnyCase(await readDeliveryRecords(db, file, of), of)) sure.push(file.order.id);
  return sure;
}

/** What a broken promise has to tell does not wait for what the lanes say. */
const tellsInAnyCase = (records: DeliveryRecords, of: ReviewOf): boolean =>
  isLate(records.promise, { arrivedAt: null, now: of.now }) && wouldTell(decide(records, of));

const tellingSteps: ReadonlySet<IncidentStep["step"]> = new Set([
  "opened",
  "upgraded",
  "returned",
  "notice",
  "update",
]);

const wouldTell = ({ incidents }: Review): boolean =>
  incidents.some(({ steps }) => steps.some(({ step }) => tellingSteps.has(step)));

function count({ incidents }: Review): { opened: number; closed: number } {
  const having = (step: IncidentStep["step"]) =>
    incidents.filter(({ steps }) => steps.some((one) => one.step === step)).length;
  return { opened: having("opened"), closed: having("closed") };
}

/** Rows are written only when they change, so that a second look leaves no trace. */
function hasChanged(
  { id, incident, isMoved, steps }: ReviewedIncident,
  { incidents }: DeliveryRecords,
): boolean {
  const before = incidents.find((one) => one.id === id);
  return (
    isMoved ||
    steps.length > 0 ||
    before?.incident.nextUpdateAt?.getTime() !== incident.nextUpdateAt?.getTime()
  );
}

/** An incident as it stands, under the id it has or is given. */
interface Found {
  shopId: string;
  orderId: string;
  now: Date;
  records: DeliveryRecords;
  reviewed: ReviewedIncident;
  delayId: string;
}

function incidentWrites(found: Found[]): Array<Prisma.Sql | null> {
  const columns = ({ delayId, reviewed }: Found) => ({
    id: delayId,
    shipmentId: reviewed.shipmentId,
    ...reviewed.incident,
  });
  const [known, opened] = [true, false].map((isKnown) =>
    found.filter(({ reviewed }) => (reviewed.id !== null) === isKnown),
  ) as [Found[], Found[]];
  return [
    ...updatesOf("Delay", known.map(columns)),
    insertionOf(
      "Delay",
      opened.map((one) => {
        const { shopId, orderId, now } = one;
        return { shopId, orderId, openedAt: now, ...columns(one) };
      }),
    ),
  ];
}

function revisionOf({ shopId, orderId, now, records, reviewed: { expected } }: Found) {
  if (!expected) return [];
  const { timeZone } = records.road;
  const { shipBy = null, location = null, mayLeaveAt = null } = records.promise ?? {};
  const kept = { timeZone, location, mayLeaveAt, shipBy };
  const promise = { ...expected, ...kept, source: "incident" as const, madeAt: now };
  return [{ shopId, orderId, promise }];
}

const decisionsWrite = (found: Found[]): Prisma.Sql | null =>
  insertionOf(
    "Decision",
    found.flatMap(({ shopId, orderId, now, reviewed, delayId }) => {
      const { kind, cause } = reviewed.incident;
      const lines = reviewed.steps.flatMap((step) => explain(step, reviewed) ?? []);
      return lines.map(({ outcome, rule, inputs }) => ({
        shopId,
        orderId,
        delayId,
        outcome,
        rule,
        inputs: { kind, cause, ...(reviewed.shipmentId && { shipmentId: reviewed.shipmentId }), ...inputs },
        at: now,
      }));
    }),
  );

/** Over because there is no order any more. */
const isUndone = ({ reviewed }: Found): boolean =>
  reviewed.steps.some(
    (step) =>
      step.step === "closed" && (step.reason === "order_cancelled" || step.reason === "order_refunded"),
  );

/** It came after the promise: something to make good, once the incident is over. */
async function noteLateArrival(
  tx: Transaction,
  { shopId, orderId, now, reviewed: { incident, steps }, records: { promise, road } }: Found,
): Promise<void> {
  if (!steps.some((step) => step.step === "closed" && step.reason === "arrived")) return;
  const calendar = countryCalendar(road.destinationCountry);
  const days = latenessOf(promise, { arrivedAt: incident.arrivedAt, calendar, now });
  if (days === null || days <= 0) return;
  const mishaps = [{ cause: "late" as const, days, delayKind: incident.kind }];
  await noteMishaps(tx, { shopId, orderId, mishaps, at: now });
}

interface DecisionLine {
  outcome: string;
  rule: string;
  inputs: Record<string, string | number>;
}

/**
 * A step as the why-log keeps it: what came of it, by which rule, from what. Codes, which insights/ puts into
 * words. A planned message has its own line from the touchpoint; here only the dates it gives are kept.
 */
function explain(step: IncidentStep, { incident, isMoved }: ReviewedIncident): DecisionLine | null {
  switch (step.step) {
    case "opened":
    case "upgraded":
    case "returned":
      return {
        outcome: step.step,
        rule: step.found.kind,
        inputs: {
          since: step.found.since.toISOString(),
          ...(step.found.forecast && forecastInputs(step.found.forecast)),
          ...silenceInputs(step.found),
        },
      };
    case "moving":
      return {
        outcome: "moving",
        rule: isMoved ? "shipped" : "new_scan",
        inputs: { movedAt: step.at.toISOString() },
      };
    case "notice":
    case "notice_refreshed":
    case "update":
      // Without new dates nothing is revised.
      if (step.expected === null) return null;
      return { outcome: "revised", rule: incident.kind, inputs: { ...step.expected, ...wordOf(incident) } };
    case "closed":
      return { outcome: "closed", rule: step.reason, inputs: {} };
    case "arrival_told":
      return null;
  }
}

/** How long a silence is usual there, and who says so. */
function silenceInputs({ usualSilence }: FoundDelay): Record<string, string | number> {
  if (!usualSilence) return {};
  const { days, rhythm } = usualSilence;
  return {
    usualDays: days,
    speaks: rhythm?.speaks ?? "setting",
    ...(rhythm && { destination: rhythm.destination }),
    ...(rhythm?.carrier && { carrier: rhythm.carrier }),
  };
}

function wordOf({ nextUpdateAt }: ReviewedIncident["incident"]): Record<string, string> {
  return nextUpdateAt ? { nextUpdateAt: nextUpdateAt.toISOString() } : {};
}

/** Sets the orders' next looks; without one the row goes, so the sweep only ever reads what can still change. */
function watchWrites(shopId: string, reviewed: ReviewedDelivery[]): Array<Prisma.Sql | null> {
  const changed = reviewed
    .filter(
      ({ look: { known }, nextCheckAt, lateChance }) =>
        known.watch?.nextCheckAt.getTime() !== nextCheckAt?.getTime() ||
        (known.watch && known.watch.lateChance !== lateChance),
    )
    .map(({ look, nextCheckAt, lateChance }) => ({
      shopId,
      orderId: look.known.order.id,
      nextCheckAt,
      lateChance,
    }));
  const over = changed.filter(({ nextCheckAt }) => nextCheckAt === null).map(({ orderId }) => orderId);
  const next = insertionOf(
    "DeliveryWatch",
    changed.filter(({ nextCheckAt }) => nextCheckAt !== null),
  );
  return [
    next &&
      Prisma.sql`${next} ON CONFLICT ("shopId", "orderId") DO UPDATE
        SET "nextCheckAt" = excluded."nextCheckAt", "lateChance" = excluded."lateChance"`,
    over.length > 0
      ? Prisma.sql`DELETE FROM "DeliveryWatch" WHERE "shopId" = ${shopId} AND "orderId" = ANY(${over})`
      : null,
  ];
}
