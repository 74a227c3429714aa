import { setTimeout as delay } from "node:timers/promises";
import { sweepPendingMarks, writePendingMark } from "~/channels/order-marks.server";
import { reviewDelivery } from "~/delays/review-delivery.server";
import { loadNoticeFacts } from "~/delays/notice-facts.server";
import { nextDueAt as nextDeliveryCheckAt, takeDueDeliveries } from "~/delays/sweep-due-deliveries.server";
import { applyWebhook } from "~/intake/apply-webhook.server";
import { reconcileEveryMs, reconcileShop } from "~/intake/reconcile-shop.server";
import { refreshOrder } from "~/intake/refresh-order.server";
import type { JobHandlers } from "~/platform/queue.server";
import { dispatchTouchpoint } from "~/touchpoints/dispatch-touchpoint.server";
import { planForDelay } from "~/touchpoints/plan-for-order.server";
import { nextTouchpointAt, sweepDueTouchpoints } from "~/touchpoints/sweep-due-touchpoints.server";
import type { Deps } from "./deps.server";

const done = { outcome: "done" } as const;

/** What each job of the catalogue does. */
export function jobHandlers(deps: Deps): JobHandlers {
  return {
    "webhook.apply": async (job) => {
      const applied = await applyWebhook(deps, job);
      if (applied.outcome === "unreadable") deps.log.warn({ ...job, reason: applied.reason }, "webhook unreadable");
      return done;
    },
    "delivery.review": async (job) => {
      // Before saying that a parcel is late Shopify is asked: a webhook may be on its way or lost.
      await refreshOrder(deps, job);
      return done;
    },
    "touchpoint.dispatch": async (job) => {
      await dispatchTouchpoint(
        {
          ...deps,
          refreshOrder: async (shopId, orderId) => void (await refreshOrder(deps, { shopId, orderId })),
          loadDelay: async (tx, request) => {
            const facts = await loadNoticeFacts(tx, request);
            return facts && { ...facts, facts: facts.delay, canCancel: facts.options.includes("cancel") };
          },
          delayTold: async (tx, { shopId, order, settings, now }) => {
            const review = await reviewDelivery(tx, { shopId, orderId: order.id, settings, now, confirmed: true });
            if (review.outcome === "reviewed") await planForDelay(tx, { order, touchpoints: review.touchpoints, now });
          },
        },
        job,
      );
      return done;
    },
    "order.mark": async (job) => {
      const written = await writePendingMark(deps, job);
      return written.outcome === "given_up" ? { outcome: "give_up", reason: written.reason } : done;
    },
    "shop.reconcile": async (job) => {
      const reconciled = await reconcileShop(deps, job);
      if (reconciled.outcome === "reconciled" && reconciled.found > 0) {
        deps.log.info({ ...job, found: reconciled.found }, "orders found that no webhook told");
      }
      return done;
    },
  };
}

const sweepLimit = 500;
const leaseMs = 10 * 60_000;

/** Finds everything that has fallen due and queues it; answers how much that was. */
export async function sweep(deps: Deps): Promise<number> {
  const touchpoints = await sweepDueTouchpoints(deps);
  const now = deps.clock.now();
  const deliveries = await deps.db.$transaction(async (tx) => {
    const due = await takeDueDeliveries(tx, { now, limit: sweepLimit, leaseUntil: new Date(now.getTime() + leaseMs) });
    await deps.queue.sendAll(tx, "delivery.review", due);
    return due.length;
  });
  const marks = await sweepPendingMarks(deps);
  const shops = await sweepUnreconciledShops(deps, now);
  return touchpoints.taken + deliveries + marks.taken + shops;
}

/** Takes the shops whose last look is an hour old. Moving `reconciledUntil` is the job's; the lease is in the queue. */
async function sweepUnreconciledShops(deps: Deps, now: Date): Promise<number> {
  return deps.db.$transaction(async (tx) => {
    const due = await tx.$queryRaw<Array<{ id: string }>>`
      UPDATE "Shop" SET "reconcileAfter" = ${new Date(now.getTime() + reconcileEveryMs)}
      WHERE "id" IN (
        SELECT "id" FROM "Shop" WHERE "liveAt" IS NOT NULL AND "uninstalledAt" IS NULL
          AND ("reconcileAfter" IS NULL OR "reconcileAfter" <= ${now})
        LIMIT 100 FOR UPDATE SKIP LOCKED)
      RETURNING "id"`;
    await deps.queue.sendAll(tx, "shop.reconcile", due.map(({ id }) => ({ shopId: id })));
    return due.length;
  });
}

const sweepEveryMs = 2_000;

/**
 * Works the queue and sweeps for what falls due. With a stand-in's calendar each of its moments is worked off
 * completely before the next, so that days can pass in seconds without anything being skipped.
 */
export async function startWorker(deps: Deps): Promise<{ stop(): Promise<void> }> {
  await deps.queue.work(jobHandlers(deps));
  const stopping = new AbortController();

  const workOffDue = async (): Promise<Date | null> => {
    while (!stopping.signal.aborted) {
      const taken = await sweep(deps);
      while ((await deps.queue.pending()) > 0 && !stopping.signal.aborted) await deps.queue.batchDone();
      if (taken === 0) break;
    }
    const next = [await nextTouchpointAt(deps.db), await nextDeliveryCheckAt(deps.db)].filter((at) => at !== null);
    return next.length === 0 ? null : new Date(Math.min(...next.map((at) => at.getTime())));
  };

  const sweepForEver = async () => {
    while (!stopping.signal.aborted) {
      try {
        await sweep(deps);
      } catch (error) {
        deps.log.error({ error: error instanceof Error ? error.message : "unknown" }, "a sweep failed");
      }
      await delay(sweepEveryMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };

  const running = deps.calendar ? deps.calendar.follow(workOffDue) : sweepForEver();
  return {
    async stop() {
      stopping.abort();
      deps.calendar?.stop();
      await running;
    },
  };
}
