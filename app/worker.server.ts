import { setTimeout as delay } from "node:timers/promises";
import { refreshSenderCheck } from "~/channels/check-sender.server";
import { fireFlowTrigger, sweepFlowTriggers } from "~/channels/flow-triggers.server";
import { sweepPendingMarks, writePendingMarks } from "~/channels/order-marks.server";
import { loadDelayStanding } from "~/delays/delay-standing.server";
import { groupDue, takeDueDeliveries } from "~/delays/sweep-due-deliveries.server";
import { callOffBackfill, runBackfill } from "~/intake/backfill-shop.server";
import { advanceOrders } from "~/intake/advance-order.server";
import { applyWebhooks } from "~/intake/apply-webhook.server";
import { learnLocations } from "~/intake/learn-locations.server";
import { lookForNewArrivals } from "~/intake/new-arrivals.server";
import { reconcileEveryMs, reconcileShop } from "~/intake/reconcile-shop.server";
import { confirmOrders, lookAtOrders, refreshOrders } from "~/intake/refresh-order.server";
import { runDataExport } from "~/insights/export-data.server";
import { judgeHoldOuts } from "~/insights/judge-hold-outs.server";
import { judgeRepurchases } from "~/insights/judge-repurchases.server";
import { loggable } from "~/platform/log.server";
import { dropOldFiles, runLongTask } from "~/platform/long-tasks.server";
import { jobNames, type JobName } from "~/platform/jobs";
import type { Metrics } from "~/platform/metrics.server";
import { oneByOne, type JobHandlers, type JobOutcome } from "~/platform/queue.server";
import { runHistoryImport } from "~/promises/import-history.server";
import { giveGoodwill } from "~/recovery/give-goodwill.server";
import { loadGoodwillFacts } from "~/recovery/goodwill-facts.server";
import { sweepMishaps, weighMishaps } from "~/recovery/weigh-mishaps.server";
import { sendReply } from "~/surveys/send-reply.server";
import { dispatchTouchpoints } from "~/touchpoints/dispatch-touchpoints.server";
import { forgetByAge, forgetEveryMs } from "~/privacy/forget-by-age.server";
import { sweepDueTouchpoints } from "~/touchpoints/sweep-due-touchpoints.server";
import type { Deps } from "./deps.server";

const done = { outcome: "done" } as const;

/** What each job of the catalogue does. */
export function jobHandlers(deps: Deps): JobHandlers {
  return {
    "webhook.apply": async (jobs) => {
      const keys = jobs.flatMap(({ shopId, deliveryIds = [], deliveryId }, job) =>
        [...deliveryIds, ...(deliveryId === undefined ? [] : [deliveryId])].map((id) => ({
          ...{ job, shopId, deliveryId: id },
        })),
      );
      const applied = await applyWebhooks(deps, keys);
      // A job with one that failed is tried again whole: those that were applied are known by then.
      const outcomes: JobOutcome[] = jobs.map(() => done);
      keys.forEach(({ job, shopId, deliveryId }, index) => {
        const webhook = applied[index];
        if (webhook?.outcome === "failed") outcomes[job] = webhook;
        if (webhook?.outcome === "unreadable")
          deps.log.warn({ shopId, deliveryId, reason: webhook.reason }, "webhook unreadable");
      });
      return outcomes;
    },
    "delivery.review": oneByOne(async ({ shopId, orderIds = [], orderId }) => {
      const due = [...orderIds, ...(orderId === undefined ? [] : [orderId])];
      const looks = await lookAtOrders(deps, { shopId, orderIds: due });
      // Tried again whole: a second look at those that were looked at changes nothing.
      return looks.find((look) => look.outcome === "failed") ?? done;
    }),
    "touchpoint.dispatch": async (jobs) => {
      const outcomes = await dispatchTouchpoints(
        {
          ...deps,
          confirmOrders: (orders) => confirmOrders(deps, orders),
          reviewOrders: (orders) => refreshOrders(deps, orders),
          loadDelay: loadDelayStanding,
          loadGoodwill: loadGoodwillFacts,
          delaysTold: async (tx, { shop, orderIds, now }) => {
            const told = { deliveryMethod: null, isNew: false, confirmed: true };
            await advanceOrders(tx, { shop, orders: orderIds.map((orderId) => ({ orderId, ...told })), now });
          },
        },
        jobs,
      );
      return outcomes.map((ended) =>
        ended.outcome === "errored" ? { outcome: "failed", error: ended.error } : done,
      );
    },
    "order.mark": async (jobs) => {
      const written = await writePendingMarks(deps, jobs);
      return written.map((ended) => {
        if (ended.outcome === "errored") return { outcome: "failed", error: ended.error };
        return ended.outcome === "given_up" ? { outcome: "give_up", reason: ended.reason } : done;
      });
    },
    "flow.trigger": oneByOne(async (job) => {
      const fired = await fireFlowTrigger(deps, job);
      return fired.outcome === "given_up" ? { outcome: "give_up", reason: fired.reason } : done;
    }),
    "goodwill.weigh": oneByOne(async (job) => {
      await weighMishaps(deps, job);
      return done;
    }),
    "goodwill.give": oneByOne(async (job) => {
      await giveGoodwill(deps, job);
      return done;
    }),
    "reply.send": oneByOne(async (job) => {
      const sent = await sendReply(deps, job);
      return sent.outcome === "given_up" ? { outcome: "give_up", reason: sent.reason } : done;
    }),
    "task.run": oneByOne(async (job) => {
      await runLongTask(
        deps,
        {
          history_import: (task) => runHistoryImport(deps, task),
          data_export: (task) => runDataExport(deps, task),
          shop_backfill: (task) => runBackfill(deps, task),
        },
        { ...job, calledOff: { shop_backfill: (task) => callOffBackfill(deps, task) } },
      );
      return done;
    }),
    "shop.reconcile": oneByOne(async (job) => {
      const reconciled = await reconcileShop(deps, job);
      if (reconciled.outcome === "reconciled" && reconciled.found > 0) {
        deps.log.info({ ...job, found: reconciled.found }, "orders found that no webhook told");
      }
      await refreshSenderCheck(deps, job);
      return done;
    }),
    "shop.forget": oneByOne(async (job) => {
      await forgetByAge(deps, job);
      await dropOldFiles(deps.db, { ...job, now: deps.clock.now() });
      const here = await deps.db.shop.count({ where: { id: job.shopId, uninstalledAt: null } });
      if (here === 0) return done;
      // For these a day is soon enough. What asks Shopify comes last: its silence holds up nothing of ours.
      await judgeRepurchases(deps, job);
      await judgeHoldOuts(deps, job);
      await learnLocations(deps, job);
      await lookForNewArrivals(deps, job);
      return done;
    }),
  };
}

/** The same handlers, with how long each batch took and how each of its jobs ended. */
function counted(handlers: JobHandlers, metrics: Metrics): JobHandlers {
  const countedHandler =
    <Payload>(name: JobName, handle: (payloads: Payload[]) => Promise<JobOutcome[]>) =>
    async (payloads: Payload[]) => {
      const startedAt = performance.now();
      const outcomes = await handle(payloads);
      const seconds = (performance.now() - startedAt) / 1000;
      for (const { outcome } of outcomes) metrics.job({ name, outcome, seconds });
      return outcomes;
    };
  return Object.fromEntries(
    // The catalogue ties a name to its payload; the compiler cannot follow the pair through the loop.
    jobNames.map((name) => [
      name,
      countedHandler(name, handlers[name] as (payloads: unknown[]) => Promise<JobOutcome[]>),
    ]),
  ) as unknown as JobHandlers;
}

// A morning's broken promises at once: what is left over waits for the next beat.
const sweepLimit = 2000;
const leaseMs = 10 * 60_000;

/** When each kind of timed work is due next; null where there is none. */
interface Agenda {
  jobsWaiting: number;
  touchpointsAt: Date | null;
  deliveriesAt: Date | null;
  marksAt: Date | null;
  flowAt: Date | null;
  mishapsAt: Date | null;
  shopsAt: Date | null;
  forgetAt: Date | null;
}

const nothingDue: Agenda = {
  jobsWaiting: 0,
  touchpointsAt: null,
  deliveriesAt: null,
  marksAt: null,
  flowAt: null,
  mishapsAt: null,
  shopsAt: null,
  forgetAt: null,
};

/**
 * One look at the queue and the heads of its indexes: what an idle worker costs the database. `job_common` holds
 * every queue that asked for no partition of its own; the parent table would be planned partition by partition.
 * What waits is asked in the very words of the queue's own index, or every finished job would be read too.
 */
async function readAgenda({ db }: Deps): Promise<Agenda> {
  const [agenda] = await db.$queryRaw<Agenda[]>`
    SELECT
      (SELECT count(*)::int FROM pgboss.job_common WHERE "state" < 'active' AND NOT "blocked"
        AND "name" = ANY(${jobNames})) AS "jobsWaiting",
      least((SELECT min("nextAttemptAt") FROM "Touchpoint" WHERE "state" = 'planned'),
        (SELECT min("nextAttemptAt") FROM "Touchpoint" WHERE "state" = 'dispatching')) AS "touchpointsAt",
      (SELECT min("nextCheckAt") FROM "DeliveryWatch") AS "deliveriesAt",
      (SELECT min("changedAt") FROM "OrderMark" WHERE "state" = 'pending') AS "marksAt",
      (SELECT min("happenedAt") FROM "FlowTrigger" WHERE "state" = 'pending') AS "flowAt",
      (SELECT min("notedAt") FROM "Mishap" WHERE "state" = 'pending') AS "mishapsAt",
      (SELECT min(coalesce("reconcileAfter", "liveAt")) FROM "Shop"
        WHERE "liveAt" IS NOT NULL AND "uninstalledAt" IS NULL) AS "shopsAt",
      (SELECT min(coalesce("forgetAfter", "installedAt")) FROM "Shop") AS "forgetAt"`;
  return agenda ?? nothingDue;
}

/** Finds everything that has fallen due and queues it; answers whether there is work, and what comes next. */
export async function sweep(deps: Deps): Promise<{ busy: boolean; nextDueAt: Date | null }> {
  const agenda = await readAgenda(deps);
  const { jobsWaiting, touchpointsAt, deliveriesAt, marksAt, flowAt, mishapsAt, shopsAt, forgetAt } = agenda;
  const now = deps.clock.now();
  const isDue = (at: Date | null) => at !== null && at <= now;
  if (isDue(touchpointsAt)) await sweepDueTouchpoints(deps);
  if (isDue(deliveriesAt)) await sweepDueDeliveries(deps, now);
  if (isDue(marksAt)) await sweepPendingMarks(deps);
  if (isDue(flowAt)) await sweepFlowTriggers(deps);
  if (isDue(mishapsAt)) await sweepMishaps(deps);
  if (isDue(shopsAt)) await sweepUnreconciledShops(deps, now);
  if (isDue(forgetAt)) await sweepShopsToLookThrough(deps, now);
  const found = [touchpointsAt, deliveriesAt, marksAt, flowAt, mishapsAt, shopsAt, forgetAt].some(isDue);
  // The hourly look at Shopify and the daily forgetting are nothing to wake a calendar for.
  const next = [touchpointsAt, deliveriesAt].filter((at) => at !== null);
  const busy = found || jobsWaiting > 0 || deps.queue.running() > 0;
  return {
    busy,
    nextDueAt: next.length === 0 ? null : new Date(Math.min(...next.map((at) => at.getTime()))),
  };
}

async function sweepDueDeliveries(deps: Deps, now: Date): Promise<void> {
  await deps.db.$transaction(async (tx) => {
    const due = await takeDueDeliveries(tx, {
      now,
      limit: sweepLimit,
      leaseUntil: new Date(now.getTime() + leaseMs),
    });
    await deps.queue.sendAll(tx, "delivery.review", groupDue(due));
  });
}

/** Takes the shops whose last look is an hour old, and says at once when the next one is due. */
async function sweepUnreconciledShops(deps: Deps, now: Date): Promise<void> {
  await deps.db.$transaction(async (tx) => {
    const due = await tx.$queryRaw<Array<{ id: string }>>`
      UPDATE "Shop" SET "reconcileAfter" = ${new Date(now.getTime() + reconcileEveryMs)}
      WHERE "id" IN (
        SELECT "id" FROM "Shop" WHERE "liveAt" IS NOT NULL AND "uninstalledAt" IS NULL
          AND coalesce("reconcileAfter", "liveAt") <= ${now}
        LIMIT 100 FOR UPDATE SKIP LOCKED)
      RETURNING "id"`;
    await deps.queue.sendAll(
      tx,
      "shop.reconcile",
      due.map(({ id }) => ({ shopId: id })),
    );
  });
}

/** Once a day each shop is looked through for what has grown too old to be known; those that left, too. */
async function sweepShopsToLookThrough(deps: Deps, now: Date): Promise<void> {
  await deps.db.$transaction(async (tx) => {
    const due = await tx.$queryRaw<Array<{ id: string }>>`
      UPDATE "Shop" SET "forgetAfter" = ${new Date(now.getTime() + forgetEveryMs)}
      WHERE "id" IN (
        SELECT "id" FROM "Shop" WHERE coalesce("forgetAfter", "installedAt") <= ${now}
        LIMIT 100 FOR UPDATE SKIP LOCKED)
      RETURNING "id"`;
    await deps.queue.sendAll(
      tx,
      "shop.forget",
      due.map(({ id }) => ({ shopId: id })),
    );
  });
}

// What is due now waits half of it on average, and most of its way to the shopper is that.
const sweepEveryMs = 500;

/**
 * Works the queue and sweeps for what falls due. With a stand-in's calendar each of its moments is worked off
 * completely before the next, so that days can pass in seconds without anything being skipped.
 */
export async function startWorker(deps: Deps): Promise<{ stop(): Promise<void> }> {
  await deps.queue.work(counted(jobHandlers(deps), deps.metrics));
  const stopping = new AbortController();

  const workOffDue = async (): Promise<Date | null> => {
    for (;;) {
      const { busy, nextDueAt } = await sweep(deps);
      // Days must not pass over work that a killed process left: it is taken over in real time.
      const isSettled = !busy && !(await deps.queue.isTakingOver());
      if (isSettled || stopping.signal.aborted) return nextDueAt;
      await deps.queue.batchDone();
    }
  };

  const sweepForEver = async () => {
    while (!stopping.signal.aborted) {
      try {
        await sweep(deps);
      } catch (error) {
        deps.log.error({ error: loggable(error) }, "a sweep failed");
      }
      await delay(sweepEveryMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };

  const running = deps.calendar ? deps.calendar.follow("worker", workOffDue) : sweepForEver();
  return {
    async stop() {
      stopping.abort();
      deps.calendar?.stop();
      await running;
    },
  };
}
