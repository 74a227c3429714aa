import { setTimeout as delay } from "node:timers/promises";
import { refreshSenderCheck } from "~/channels/check-sender.server";
import { fireFlowTrigger } from "~/channels/flow-triggers.server";
import { writePendingMarks } from "~/channels/order-marks.server";
import { loadDelayStanding } from "~/delays/delay-standing.server";
import { callOffBackfill, runBackfill } from "~/intake/backfill-shop.server";
import { advanceOrders } from "~/intake/advance-order.server";
import { createWebhookApplier } from "~/intake/apply-webhook.server";
import { learnLocations } from "~/intake/learn-locations.server";
import { lookForNewArrivals } from "~/intake/new-arrivals.server";
import { reconcileShop } from "~/intake/reconcile-shop.server";
import { confirmOrders, lookAtOrders, refreshOrders } from "~/intake/refresh-order.server";
import { runDataExport } from "~/insights/export-data.server";
import { judgeHoldOuts } from "~/insights/judge-hold-outs.server";
import { judgeRepurchases } from "~/insights/judge-repurchases.server";
import { logBursts } from "~/platform/log.server";
import { dropOldFiles, runLongTask } from "~/platform/long-tasks.server";
import { jobNames, type JobName } from "~/platform/jobs";
import type { Metrics } from "~/platform/metrics.server";
import { oneByOne, type JobHandlers, type JobOutcome } from "~/platform/queue.server";
import { runHistoryImport } from "~/promises/import-history.server";
import { giveGoodwill } from "~/recovery/give-goodwill.server";
import { loadGoodwillFacts } from "~/recovery/goodwill-facts.server";
import { weighMishaps } from "~/recovery/weigh-mishaps.server";
import { sendReply } from "~/surveys/send-reply.server";
import { dispatchTouchpoints } from "~/touchpoints/dispatch-touchpoints.server";
import { markTrouble } from "~/touchpoints/mark-trouble.server";
import { forgetByAge } from "~/privacy/forget-by-age.server";
import type { Deps } from "./deps.server";
import { sweep } from "./sweep.server";

const done = { outcome: "done" } as const;

/** What each job of the catalogue does. */
export function jobHandlers(deps: Deps): JobHandlers {
  const applyWebhooks = createWebhookApplier(deps);
  return {
    "webhook.apply": async (jobs) => {
      const keys = jobs.flatMap(({ shopId, deliveryIds }, job) =>
        deliveryIds.map((deliveryId) => ({ job, shopId, deliveryId })),
      );
      const applied = await applyWebhooks(keys);
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
    "delivery.review": oneByOne(async (job) => {
      const looks = await lookAtOrders(deps, job);
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
            const told = { parts: null, isNew: false, confirmed: true };
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
    "trouble.mark": oneByOne(async (job) => {
      const marked = await markTrouble(deps, job);
      return marked.outcome === "given_up" ? { outcome: "give_up", reason: marked.reason } : done;
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

  const failed = logBursts((fields, message) => deps.log.error(fields, message), "a sweep failed");
  const sweepForEver = async () => {
    while (!stopping.signal.aborted) {
      try {
        await sweep(deps);
      } catch (error) {
        failed(error);
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
