import { readSenderCheck } from "~/channels/check-sender.server";
import { lackingRecords, type SenderRecord } from "~/channels/sender-domain";
import type { Clock } from "~/platform/clock.server";
import type { Database } from "~/platform/database.server";
import { dayMs, minuteMs } from "~/platform/durations";
import { getShop, type KnownShop } from "~/settings/shops.server";
import { localDateOf, plusDays } from "~/promises/local-dates";
import { listWaitingGoodwill } from "~/recovery/list-goodwill.server";
import { countOpenFollowUps, listOpenFollowUps, type ListedFollowUp } from "~/surveys/follow-ups.server";
import type { NpsResult } from "~/surveys/nps";
import { listWaitingBatches, type BatchSummary } from "./delay-batches.server";
import { readNps } from "./nps-period.server";
import { lastDays, type Period } from "./insights-period";
import { listLately, type LatelyEntry } from "./lately.server";
import { sumsOf } from "./journey-places";
import { readPromiseKeeping, type PromiseKeeping } from "./promise-keeping.server";
import { countOpen } from "./shipments.server";
import { readTouchpointSums } from "./touchpoint-sums.server";

export interface HomePage {
  state: AppState;
  /** Orders under way, and those of them that are late or at risk: as the shipments' tabs count them. */
  open: Awaited<ReturnType<typeof countOpen>>;
  needs: {
    openFollowUps: number;
    /** The most pressing ones. */
    followUps: ListedFollowUp[];
    failedMessages: number;
    /** Those the mail server took and did not confirm: they may have arrived. */
    unconfirmedMessages: number;
    /** What Shopify told us lately and we could not read. */
    unreadable: number;
    senderMissing: boolean;
    /** The sender's domain, where its DNS does not let us write in its name. */
    sender: { domain: string; lacking: SenderRecord[] } | null;
    /** Waves of delays the merchant has to answer. */
    batches: BatchSummary[];
    /** Goodwill proposed and not answered. */
    goodwill: number;
  };
  figures: HomeFigures;
  /** The same over as many days before. */
  before: HomeFigures;
  lately: LatelyEntry[];
  /** The six steps before the first message, each looked up, none ticked by hand. */
  setup: Record<SetupStep, boolean>;
  /** The merchant wants to see them no more. */
  setupDismissed: boolean;
  liveAt: Date | null;
}

export interface HomeFigures {
  onTime: PromiseKeeping["onTime"];
  warned: PromiseKeeping["warned"];
  nps: NpsResult;
  answers: { answered: number; asked: number };
}

export type SetupStep = "sender" | "promise_rules" | "touchpoints" | "block" | "test" | "go_live";

/** Worst first: only the worst is said. */
export type AppState = "needs_reauth" | "behind" | "not_live" | "working";

const figureDays = 30;
// Work waits seconds as a rule; half an hour means that the worker stands still.
const behindMinutes = 30;
const shownFollowUps = 5;
// Long enough to be seen by whoever looks in once a week.
const unreadableDays = 7;

/** The first page. Figures are of the last 30 days, beside the 30 before. Throws for an unknown shop. */
export async function readHome(
  deps: { db: Database; clock: Clock },
  { shopId }: { shopId: string },
): Promise<HomePage> {
  const { db } = deps;
  const now = deps.clock.now();
  const shop = await getShop(db, shopId);
  const today = localDateOf(now, shop.timeZone);
  const since = new Date(now.getTime() - figureDays * dayMs);

  const { email } = shop.settings.sender;
  const [
    isBehind,
    open,
    followUpsOpen,
    followUps,
    ended,
    unreadable,
    figures,
    before,
    lately,
    blockSeen,
    batches,
    senderCheck,
    { waiting: goodwill },
  ] = await Promise.all([
    isWorkLeftLying(db, shopId, now),
    countOpen(db, { shopId, threshold: shop.settings.delays.predictedLateThreshold, now }),
    countOpenFollowUps(db, { shopId, now }),
    listOpenFollowUps(db, { shopId, now, limit: shownFollowUps }),
    db.touchpoint.groupBy({
      by: ["reason"],
      where: { shopId, state: "failed", settledAt: { gte: since } },
      _count: true,
    }),
    db.webhookDelivery.count({
      where: {
        ...{ shopId, state: "unreadable" },
        receivedAt: { gte: new Date(now.getTime() - unreadableDays * dayMs) },
      },
    }),
    readFigures(db, { shopId, today }),
    readFigures(db, { shopId, today: plusDays(today, -figureDays) }),
    listLately(db, { shopId, limit: 12 }),
    db.pageVisit.findFirst({ where: { shopId }, select: { checkoutToken: true } }),
    listWaitingBatches(db, shopId),
    readSenderCheck(db, { shopId, email }),
    listWaitingGoodwill(db, { shopId, limit: 0 }),
  ]);
  const ofFailed = (isUnconfirmed: boolean) =>
    ended
      .filter(({ reason }) => (reason === "not_confirmed") === isUnconfirmed)
      .reduce((sum, { _count }) => sum + _count, 0);
  const lacking = senderCheck ? lackingRecords(senderCheck) : [];

  return {
    state: stateOf(shop, isBehind),
    open,
    needs: {
      openFollowUps: followUpsOpen.open,
      followUps,
      failedMessages: ofFailed(false),
      unconfirmedMessages: ofFailed(true),
      unreadable,
      senderMissing: email === null,
      sender: senderCheck && lacking.length > 0 ? { domain: senderCheck.domain, lacking } : null,
      batches,
      goodwill,
    },
    figures,
    before,
    lately,
    setup: {
      sender: senderCheck !== null && lacking.length === 0,
      promise_rules: shop.settingsUpdatedAt !== null,
      touchpoints: Object.values(shop.settings.touchpoints).some(({ enabled }) => enabled),
      block: blockSeen !== null,
      test: shop.testSentAt !== null,
      go_live: shop.liveAt !== null,
    },
    setupDismissed: shop.setupDismissedAt !== null,
    liveAt: shop.liveAt,
  };
}

/** The key figures of the days up to one. */
async function readFigures(
  db: Database,
  { shopId, today }: { shopId: string; today: string },
): Promise<HomeFigures> {
  const period = lastDays(figureDays, today);
  const [{ onTime, warned }, nps, answers] = await Promise.all([
    readPromiseKeeping(db, { shopId, today, days: figureDays }),
    readNps(db, { shopId, survey: "purchase_nps", ...period }),
    readAnswers(db, { shopId, ...period }),
  ]);
  return { onTime, warned, nps, answers };
}

function stateOf(shop: KnownShop, isBehind: boolean): AppState {
  if (shop.needsReauthAt) return "needs_reauth";
  if (isBehind) return "behind";
  return shop.liveAt ? "working" : "not_live";
}

/** True when a webhook or a message has been due for half an hour and nobody took it. */
async function isWorkLeftLying(db: Database, shopId: string, now: Date): Promise<boolean> {
  const before = new Date(now.getTime() - behindMinutes * minuteMs);
  const [webhook, touchpoint] = await Promise.all([
    db.webhookDelivery.findFirst({
      where: { shopId, state: "received", receivedAt: { lt: before } },
      select: { id: true },
    }),
    db.touchpoint.findFirst({
      where: { shopId, state: "planned", nextAttemptAt: { lt: before } },
      select: { id: true },
    }),
  ]);
  return webhook !== null || touchpoint !== null;
}

/** Of the invitations sent, how many were answered so far, on whatever page. */
async function readAnswers(
  db: Database,
  period: Period & { shopId: string },
): Promise<{ answered: number; asked: number }> {
  const rows = await readTouchpointSums(db, period);
  const { sent: asked, answered } = sumsOf(rows.filter(({ kind }) => kind === "feedback_invitation"));
  return { asked, answered };
}
