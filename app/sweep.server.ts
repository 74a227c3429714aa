import { sweepFlowTriggers } from "~/channels/flow-triggers.server";
import { sweepPendingMarks } from "~/channels/order-marks.server";
import { groupDue, takeDueDeliveries } from "~/delays/sweep-due-deliveries.server";
import { reconcileEveryMs } from "~/intake/reconcile-shop.server";
import { minuteMs } from "~/platform/durations";
import { jobNames } from "~/platform/jobs";
import { Prisma } from "~/platform/prisma/client";
import { forgetEveryMs } from "~/privacy/forget-by-age.server";
import { sweepMishaps } from "~/recovery/weigh-mishaps.server";
import { sweepHeldReplies } from "~/surveys/send-reply.server";
import { sweepDueTouchpoints } from "~/touchpoints/sweep-due-touchpoints.server";
import { sweepTroubleChecks } from "~/touchpoints/trouble-checks.server";
import type { Deps } from "./deps.server";

type SweepDeps = Pick<Deps, "db" | "clock" | "queue">;

// A morning's broken promises at once: what is left over waits for the next beat.
const sweepLimit = 2000;
const leaseMs = 10 * minuteMs;

/** When each kind of timed work is due next; null where there is none. */
interface Agenda {
  jobsWaiting: number;
  touchpointsAt: Date | null;
  deliveriesAt: Date | null;
  repliesAt: Date | null;
  marksAt: Date | null;
  flowAt: Date | null;
  troubleAt: Date | null;
  mishapsAt: Date | null;
  shopsAt: Date | null;
  forgetAt: Date | null;
}

const nothingDue: Agenda = {
  jobsWaiting: 0,
  touchpointsAt: null,
  deliveriesAt: null,
  repliesAt: null,
  marksAt: null,
  flowAt: null,
  troubleAt: null,
  mishapsAt: null,
  shopsAt: null,
  forgetAt: null,
};

/**
 * One look at the queue and the heads of its indexes: what an idle worker costs the database. `job_common` holds
 * every queue that asked for no partition of its own; the parent table would be planned partition by partition.
 * What waits is asked in the very words of the queue's own index, or every finished job would be read too.
 */
async function readAgenda({ db }: SweepDeps): Promise<Agenda> {
  const [agenda] = await db.$queryRaw<Agenda[]>`
    SELECT
      (SELECT count(*)::int FROM pgboss.job_common WHERE "state" < 'active' AND NOT "blocked"
        AND "name" = ANY(${jobNames})) AS "jobsWaiting",
      least((SELECT min("nextAttemptAt") FROM "Touchpoint" WHERE "state" = 'planned'),
        (SELECT min("nextAttemptAt") FROM "Touchpoint" WHERE "state" = 'dispatching')) AS "touchpointsAt",
      (SELECT min("nextCheckAt") FROM "DeliveryWatch") AS "deliveriesAt",
      (SELECT min("heldUntil") FROM "FollowUpReply" WHERE "state" = 'held') AS "repliesAt",
      (SELECT min("changedAt") FROM "OrderMark" WHERE "state" = 'pending') AS "marksAt",
      (SELECT min("happenedAt") FROM "FlowTrigger" WHERE "state" = 'pending') AS "flowAt",
      (SELECT min("dueAt") FROM "TroubleCheck") AS "troubleAt",
      (SELECT min("notedAt") FROM "Mishap" WHERE "state" = 'pending') AS "mishapsAt",
      (SELECT min(coalesce("reconcileAfter", "liveAt")) FROM "Shop"
        WHERE "liveAt" IS NOT NULL AND "uninstalledAt" IS NULL) AS "shopsAt",
      (SELECT min(coalesce("forgetAfter", "installedAt")) FROM "Shop") AS "forgetAt"`;
  return agenda ?? nothingDue;
}

/** Finds everything that has fallen due and queues it; answers whether there is work, and what comes next. */
export async function sweep(deps: SweepDeps): Promise<{ busy: boolean; nextDueAt: Date | null }> {
  const agenda = await readAgenda(deps);
  const { jobsWaiting, touchpointsAt, deliveriesAt, repliesAt } = agenda;
  const { marksAt, flowAt, troubleAt, mishapsAt, shopsAt, forgetAt } = agenda;
  const now = deps.clock.now();
  const isDue = (at: Date | null) => at !== null && at <= now;
  if (isDue(touchpointsAt)) await sweepDueTouchpoints(deps);
  if (isDue(deliveriesAt)) await sweepDueDeliveries(deps, now);
  if (isDue(repliesAt)) await sweepHeldReplies(deps);
  if (isDue(marksAt)) await sweepPendingMarks(deps);
  if (isDue(flowAt)) await sweepFlowTriggers(deps);
  if (isDue(troubleAt)) await sweepTroubleChecks(deps);
  if (isDue(mishapsAt)) await sweepMishaps(deps);
  if (isDue(shopsAt)) await sweepUnreconciledShops(deps, now);
  if (isDue(forgetAt)) await sweepShopsToLookThrough(deps, now);
  const planned = [touchpointsAt, deliveriesAt, repliesAt];
  const found = [...planned, marksAt, flowAt, troubleAt, mishapsAt, shopsAt, forgetAt].some(isDue);
  // The hourly look at Shopify, the daily forgetting and the end of a rest are nothing to wake a calendar for.
  const next = planned.filter((at) => at !== null);
  const busy = found || jobsWaiting > 0 || deps.queue.running() > 0;
  return {
    busy,
    nextDueAt: next.length === 0 ? null : new Date(Math.min(...next.map((at) => at.getTime()))),
  };
}

async function sweepDueDeliveries(deps: SweepDeps, now: Date): Promise<void> {
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
const sweepUnreconciledShops = (deps: SweepDeps, now: Date): Promise<void> =>
  queueForShops(
    deps,
    "shop.reconcile",
    Prisma.sql`
      UPDATE "Shop" SET "reconcileAfter" = ${new Date(now.getTime() + reconcileEveryMs)}
      WHERE "id" IN (
        SELECT "id" FROM "Shop" WHERE "liveAt" IS NOT NULL AND "uninstalledAt" IS NULL
          AND coalesce("reconcileAfter", "liveAt") <= ${now}
        LIMIT 100 FOR UPDATE SKIP LOCKED)
      RETURNING "id"`,
  );

/** Once a day each shop is looked through for what has grown too old to be known; those that left, too. */
const sweepShopsToLookThrough = (deps: SweepDeps, now: Date): Promise<void> =>
  queueForShops(
    deps,
    "shop.forget",
    Prisma.sql`
      UPDATE "Shop" SET "forgetAfter" = ${new Date(now.getTime() + forgetEveryMs)}
      WHERE "id" IN (
        SELECT "id" FROM "Shop" WHERE coalesce("forgetAfter", "installedAt") <= ${now}
        LIMIT 100 FOR UPDATE SKIP LOCKED)
      RETURNING "id"`,
  );

/** A job for each shop a statement takes, if and only if it is taken. */
async function queueForShops(
  { db, queue }: SweepDeps,
  job: "shop.reconcile" | "shop.forget",
  taking: Prisma.Sql,
): Promise<void> {
  await db.$transaction(async (tx) => {
    const due = await tx.$queryRaw<Array<{ id: string }>>(taking);
    await queue.sendAll(
      tx,
      job,
      due.map(({ id }) => ({ shopId: id })),
    );
  });
}
