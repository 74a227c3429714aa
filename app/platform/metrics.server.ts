import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import type { Database } from "./database.server";
import { jobNames, type JobName } from "./jobs";

/** What an operator watches. Labels are few and ours: never an id, a shop or a word of anybody. */
export interface Metrics {
  webhook(outcome: string): void;
  request(request: { door: string; status: number; seconds: number }): void;
  job(job: { name: JobName; outcome: string; seconds: number }): void;
  /** In Prometheus' own format; what waits is counted when it is asked for. */
  read(): Promise<{ contentType: string; text: string }>;
}

/** Seconds; from what nobody notices to what Shopify gives up on. */
const answerBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
const jobBuckets = [0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60, 300];

export function createMetrics(db: Pick<Database, "$queryRaw">): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, prefix: "lastmile_" });
  const webhooks = new Counter({
    name: "lastmile_webhooks_total",
    help: "Deliveries answered, by what became of them",
    labelNames: ["outcome"],
    registers,
  });
  const requests = new Histogram({
    name: "lastmile_request_seconds",
    help: "Answers, by the first part of the path and the status",
    labelNames: ["door", "status"],
    buckets: answerBuckets,
    registers,
  });
  const jobs = new Histogram({
    name: "lastmile_job_seconds",
    help: "Jobs worked, by name and outcome; those of one batch share its time",
    labelNames: ["name", "outcome"],
    buckets: jobBuckets,
    registers,
  });
  const waiting = new Gauge({
    name: "lastmile_jobs_waiting",
    help: "Jobs nobody works on yet",
    labelNames: ["name"],
    registers,
  });
  const lateness = new Gauge({
    name: "lastmile_work_late_seconds",
    help: "How long the oldest due work of each kind has been waiting: alert on this one",
    labelNames: ["work"],
    registers,
  });
  const unreadable = new Gauge({
    name: "lastmile_webhooks_unreadable",
    help: "Deliveries kept because nobody could read them",
    registers,
  });

  const paused = new Gauge({
    name: "lastmile_mail_servers_paused",
    help: "Mail servers that take mails without confirming them: sending to them is paused, alert on any",
    registers,
  });

  return {
    webhook: (outcome) => webhooks.inc({ outcome }),
    request: ({ door, status, seconds }) => requests.observe({ door, status }, seconds),
    job: ({ name, outcome, seconds }) => jobs.observe({ name, outcome }, seconds),
    async read() {
      const { counts, late } = await readBacklog(db);
      for (const name of jobNames) waiting.set({ name }, counts.get(name) ?? 0);
      for (const [work, seconds] of Object.entries(late)) lateness.set({ work }, Math.max(0, seconds ?? 0));
      unreadable.set(counts.get("unreadable") ?? 0);
      paused.set(counts.get("paused") ?? 0);
      return { contentType: registry.contentType, text: await registry.metrics() };
    },
  };
}

/** Raw because the queue's tables are not Prisma's, and one trip is enough. All of it reads heads of indexes. */
async function readBacklog(db: Pick<Database, "$queryRaw">) {
  const jobs = await db.$queryRaw<Array<{ name: string; count: number; late: number | null }>>`
    SELECT "name", count(*)::int AS "count", extract(epoch FROM now() - min("start_after"))::float8 AS "late"
    FROM pgboss.job WHERE "state" IN ('created', 'retry') GROUP BY 1`;
  const [due] = await db.$queryRaw<Array<Record<"touchpoints" | "deliveries", number | null>>>`
    SELECT
      (SELECT extract(epoch FROM (now() AT TIME ZONE 'UTC') - min("nextAttemptAt"))::float8
        FROM "Touchpoint" WHERE "state" IN ('planned', 'dispatching')) AS "touchpoints",
      (SELECT extract(epoch FROM (now() AT TIME ZONE 'UTC') - min("nextCheckAt"))::float8
        FROM "DeliveryWatch") AS "deliveries"`;
  const [kept] = await db.$queryRaw<Array<{ unreadable: number; paused: number }>>`
    SELECT (SELECT count(*)::int FROM "WebhookDelivery" WHERE "state" = 'unreadable') AS "unreadable",
      (SELECT count(*)::int FROM "MailServer" WHERE "pauses" > 0) AS "paused"`;
  const counts = new Map(jobs.map(({ name, count }) => [name, count]));
  for (const [what, count] of Object.entries(kept ?? {})) counts.set(what, count);
  return { counts, late: { jobs: Math.max(0, ...jobs.map(({ late }) => late ?? 0)), ...due } };
}
