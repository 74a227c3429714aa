import { randomUUID } from "node:crypto";
import type { Database, Transaction } from "~/platform/database.server";
import { Prisma } from "~/platform/prisma/client";
import { flowTriggersInsert, type Happened } from "~/channels/flow-triggers.server";
import type { OrderFile } from "~/orders/order-file.server";
import { noteMishaps } from "~/orders/mishaps.server";
import { lockOrder } from "~/orders/orders.server";
import { assignments, insertion, together } from "~/platform/sql.server";
import { countryCalendar } from "~/promises/business-calendar";
import type { DeliveryPromise } from "~/promises/delivery-promise";
import { revisionInsert } from "~/promises/revise-promise.server";
import type { ShopSettings } from "~/settings/shop-settings";
import { askForecasts } from "./ask-forecasts.server";
import { askRhythms } from "./ask-rhythms.server";
import type { IncidentStep, Silence } from "./decide-incident";
import type { FoundDelay } from "./delay-kinds";
import { loadDeliveryRecords } from "./delivery-records.server";
import { forecastInputs } from "./forecast-inputs";
import { isLate, latenessOf } from "./lateness";
import {
  decideReview,
  type DeliveryRecords,
  type PlannedWord,
  type Review,
  type ReviewedIncident,
} from "./review";

type ReviewSettings = Pick<ShopSettings, "promiseRules" | "delays">;

interface ReviewRequest {
  shopId: string;
  orderId: string;
  settings: ReviewSettings;
  now: Date;
  /** The records were just brought in line with Shopify; false when all we have is what webhooks told so far. */
  confirmed: boolean;
  /** The merchant wants her told what is new, before its hour. */
  isAsked?: boolean;
  /** The order's file, where the caller has just read it under the order's lock. */
  known?: OrderFile;
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

/**
 * Looks at one order's delivery and writes what follows: incidents, revised promise, why-log, and when to look
 * again. Asks nobody but the records, so it may run as often as it likes. It returns the touchpoints to plan.
 * On unconfirmed records it says nothing to the shopper: the webhook that says "shipped" may be a minute behind
 * the one that makes it look late. It has the sweep look at once instead, which asks Shopify first.
 */
export async function reviewDelivery(tx: Transaction, request: ReviewRequest): Promise<ReviewOutcome> {
  const { shopId, orderId, now } = request;
  if (!request.known) await lockOrder(tx, shopId, orderId);
  const loaded = await loadDeliveryRecords(tx, request);
  if (loaded === null) {
    await watch(tx, request, null);
    return { outcome: "unknown_order" };
  }
  const rhythms = await askRhythms(tx, loaded, request);
  const unconfirmed = async () => {
    await watch(tx, request, now);
    return { outcome: "unconfirmed" } as const;
  };
  if (!request.confirmed && tellsInAnyCase({ ...loaded, rhythms }, request)) return unconfirmed();
  const records = { ...loaded, rhythms, forecasts: await askForecasts(tx, loaded, request) };
  const review = decide(records, request);
  if (!request.confirmed && wouldTell(review)) return unconfirmed();

  const touchpoints: DelayTouchpoint[] = [];
  let nextLook = watchWrite(request, review.nextCheckAt);
  for (const reviewed of review.incidents) {
    if (reviewed.id !== null && !hasChanged(reviewed, records)) continue;
    const delayId = reviewed.id ?? randomUUID();
    const found = { request, reviewed, delayId };
    await tx.$executeRaw(
      together([
        incidentWrite(found),
        decisionsWrite(found),
        flowTriggersInsert(newsForWorkflows(found)),
        reviewed.expected && revisionWrite(request, records, reviewed.expected),
        nextLook,
      ]),
    );
    nextLook = null;
    await noteLateArrival(tx, { request, reviewed, records });
    if (reviewed.word) touchpoints.push({ ...reviewed.word, delayId, dueAt: now });
  }
  if (nextLook) await tx.$executeRaw(nextLook);

  return {
    outcome: "reviewed",
    ...count(review),
    touchpoints,
    nextCheckAt: review.nextCheckAt,
    silences: review.incidents.flatMap(({ silence }) => silence ?? []),
  };
}

const decide = (records: DeliveryRecords, { settings, now, isAsked = false }: ReviewRequest): Review =>
  decideReview(records, settings.delays, { now, isAsked });

/** Whether a look now would tell her of a broken promise: then Shopify may be asked first. Reads only. */
export async function isSureToTell(
  db: Database,
  request: Pick<ReviewRequest, "shopId" | "orderId" | "settings" | "now">,
): Promise<boolean> {
  // Most looks are at orders in time: those are read once, under their lock.
  const [promise] = await db.$queryRaw<Array<Pick<DeliveryPromise, "latestOn" | "timeZone">>>`
    SELECT "latestOn"::text AS "latestOn", "timeZone" FROM "DeliveryPromise"
    WHERE "shopId" = ${request.shopId} AND "orderId" = ${request.orderId} AND "sequence" = 0`;
  if (!promise || !isLate(promise, { arrivedAt: null, now: request.now })) return false;
  const records = await loadDeliveryRecords(db, request);
  return records !== null && tellsInAnyCase(records, { ...request, confirmed: false });
}

/** What a broken promise has to tell does not wait for what the lanes say. */
const tellsInAnyCase = (records: DeliveryRecords, request: ReviewRequest): boolean =>
  isLate(records.promise, { arrivedAt: null, now: request.now }) && wouldTell(decide(records, request));

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
  request: ReviewRequest;
  reviewed: ReviewedIncident;
  delayId: string;
}

function incidentWrite({ request: { shopId, orderId, now }, reviewed, delayId }: Found): Prisma.Sql {
  const columns = { shipmentId: reviewed.shipmentId, ...reviewed.incident };
  if (reviewed.id === null)
    return Prisma.sql`INSERT INTO "Delay" ${insertion([{ id: delayId, shopId, orderId, openedAt: now, ...columns }])}`;
  return Prisma.sql`UPDATE "Delay" SET ${assignments(columns)} WHERE "id" = ${delayId} AND "shopId" = ${shopId}`;
}

function revisionWrite(
  { shopId, orderId, now }: ReviewRequest,
  records: DeliveryRecords,
  expected: NonNullable<ReviewedIncident["expected"]>,
): Prisma.Sql {
  return revisionInsert({
    shopId,
    orderId,
    promise: {
      ...expected,
      source: "incident",
      timeZone: records.road.timeZone,
      shipBy: records.promise?.shipBy ?? null,
      madeAt: now,
    },
  });
}

function decisionsWrite({ request, reviewed, delayId }: Found): Prisma.Sql | null {
  const { shopId, orderId, now } = request;
  const { kind, cause } = reviewed.incident;
  const lines = reviewed.steps.flatMap((step) => explain(step, reviewed) ?? []);
  const [first, ...rest] = lines.map(({ outcome, rule, inputs }) => ({
    shopId,
    orderId,
    delayId,
    outcome,
    rule,
    inputs: { kind, cause, ...(reviewed.shipmentId && { shipmentId: reviewed.shipmentId }), ...inputs },
    at: now,
  }));
  return first ? Prisma.sql`INSERT INTO "Decision" ${insertion([first, ...rest])}` : null;
}

/** The merchant's workflows hear when an incident begins, and when it is over. */
function newsForWorkflows({ request, reviewed, delayId }: Found): Happened[] {
  const { shopId, orderId, now } = request;
  const { kind, cause } = reviewed.incident;
  const happened = { shopId, orderId, subjectId: delayId, at: now };
  return reviewed.steps.flatMap((step): Happened[] => {
    if (step.step === "opened" && step.found.kind === "predicted_late")
      return [{ ...happened, handle: "delay-predicted", details: { Cause: cause } }];
    if ((step.step === "opened" || step.step === "upgraded") && step.found.kind !== "predicted_late")
      return [{ ...happened, handle: "delay-opened", details: { Kind: kind, Cause: cause } }];
    if (step.step === "closed")
      return [{ ...happened, handle: "delay-closed", details: { Reason: step.reason } }];
    return [];
  });
}

/** It came after the promise: something to make good, once the incident is over. */
async function noteLateArrival(
  tx: Transaction,
  {
    request: { shopId, orderId, now },
    reviewed: { incident, steps },
    records: { promise, road },
  }: { request: ReviewRequest; reviewed: ReviewedIncident; records: DeliveryRecords },
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

async function watch(tx: Transaction, request: ReviewRequest, nextCheckAt: Date | null): Promise<void> {
  const write = watchWrite(request, nextCheckAt);
  if (write) await tx.$executeRaw(write);
}

/** Sets the order's next look; without one the row goes, so the sweep only ever reads what can still change. */
function watchWrite({ shopId, orderId, known }: ReviewRequest, nextCheckAt: Date | null): Prisma.Sql | null {
  if (known && known.watch?.nextCheckAt.getTime() === nextCheckAt?.getTime()) return null;
  if (nextCheckAt === null)
    return Prisma.sql`DELETE FROM "DeliveryWatch" WHERE "shopId" = ${shopId} AND "orderId" = ${orderId}`;
  return Prisma.sql`
    INSERT INTO "DeliveryWatch" ${insertion([{ shopId, orderId, nextCheckAt }])}
    ON CONFLICT ("shopId", "orderId") DO UPDATE SET "nextCheckAt" = excluded."nextCheckAt"`;
}
