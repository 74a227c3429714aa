import { fromPrisma, PgBoss } from "pg-boss";
import type pg from "pg";
import type { DatabaseConnection, Transaction } from "./database.server";
import { jobCatalogue, jobNames, type JobName, type JobPayload } from "./jobs";
import { logBursts, loggable, type Logger } from "./log.server";
import { StatementGroup } from "./statement-group.server";

/** Prisma's, or statements that will be sent together. */
type AnyTransaction = Transaction | StatementGroup;

/** How queued work is asked for. Given a transaction, the job exists if and only if it commits. */
export interface Queue {
  send<Name extends JobName>(tx: AnyTransaction | null, job: Name, payload: JobPayload<Name>): Promise<void>;
  sendAll<Name extends JobName>(
    tx: AnyTransaction | null,
    job: Name,
    payloads: Array<JobPayload<Name>>,
  ): Promise<void>;
}

/** done, give_up with the reason, or failed: tried again with back-off. */
export type JobOutcome =
  { outcome: "done" } | { outcome: "give_up"; reason: string } | { outcome: "failed"; error: unknown };

/** Works a batch of one job; answers one outcome for each payload, in order. */
export type JobHandlers = { [Name in JobName]: (payloads: Array<JobPayload<Name>>) => Promise<JobOutcome[]> };

/** A handler for work that has nothing to gain from company. What it throws fails that one job. */
export const oneByOne =
  <Payload>(work: (payload: Payload) => Promise<JobOutcome>) =>
  (payloads: Payload[]): Promise<JobOutcome[]> =>
    Promise.all(
      payloads.map((payload) =>
        work(payload).catch((error: unknown) => ({ outcome: "failed", error }) as const),
      ),
    );

export interface WorkingQueue extends Queue {
  start(): Promise<void>;
  work(handlers: JobHandlers): Promise<void>;
  /** Jobs this process is working on. */
  running(): number;
  /**
   * Whether jobs are still under way that nobody may be working on: those of a process that died before this one
   * began, and those whose end could not be told because the database was away. They are missed only by their silence.
   */
  isTakingOver(): Promise<boolean>;
  /** Resolves when this process has finished a batch of jobs, or soon in any case. */
  batchDone(): Promise<void>;
  /** Waits for running jobs, then stops fetching. */
  stop(): Promise<void>;
}

// One embedded connection runs one statement at a time: more parallel jobs only wait on each other.
const batchSize = 20;
const concurrency = { embedded: 1, postgres: 4 };

// The shortest silence pg-boss knows; it is noticed at the next look round, at most as much later.
const missedAfterSeconds = 10;

const noSuchJob = "00000000-0000-0000-0000-000000000000";

// Jobs that another process takes, or that wait for a retry, tell us nothing: look again this often.
const batchPatienceMs = 50;

const joining = (tx: AnyTransaction) => (tx instanceof StatementGroup ? gatheredIn(tx) : fromPrisma(tx));

/** pg-boss asks nothing that the jobs of a group depend on: it is told that there are no rows. */
const gatheredIn = (group: StatementGroup) => ({
  executeSql(text: string, values: unknown[] = []) {
    group.add(text, values.map(String));
    return Promise.resolve({ rows: [] });
  },
});

/** pg-boss on either database, with LISTEN/NOTIFY so that a job starts when it is committed, not at the next poll. */
export function createQueue(connection: DatabaseConnection, log: Logger): WorkingQueue {
  const boss = new PgBoss(bossOptions(connection));
  let running = 0;
  /** null: to be looked up at the next asking. */
  let underWay: string[] | null = null;
  const trouble = logBursts((fields, message) => log.error(fields, message), "queue trouble");
  boss.on("error", (error) => {
    trouble(error);
    underWay = null;
  });

  const waiting = new Set<() => void>();
  const result = (job: JobName, id: string, payload: object | undefined, outcome: JobOutcome | undefined) => {
    switch (outcome?.outcome) {
      case "done":
        return { id, status: "completed" as const };
      case "give_up":
        log.warn({ job, ...payload, reason: outcome.reason }, "job given up");
        return { id, status: "deadletter" as const, output: { reason: outcome.reason } };
      default: {
        const message = loggable(outcome?.error);
        log.warn({ job, ...payload, error: message }, "job failed, will be retried");
        return { id, status: "failed" as const, output: { message } };
      }
    }
  };

  const sendAll: Queue["sendAll"] = async (tx, job, payloads) => {
    if (payloads.length === 0) return;
    await boss.insert(
      job,
      payloads.map((data) => ({ data })),
      tx ? { db: joining(tx) } : {},
    );
  };

  return {
    sendAll,
    send: (tx, job, payload) => sendAll(tx, job, [payload]),
    async start() {
      await boss.start();
      for (const name of jobNames) await declareQueue(boss, name);
      // The embedded database belongs to this process alone: what is under way was cut off with the one before.
      if (connection.kind === "embedded") {
        await connection.pool.query(
          `UPDATE pgboss.job_common SET "state" = 'retry', "start_after" = pgboss.job_now() WHERE "state" = 'active'`,
        );
      }
    },
    async work(handlers) {
      for (const name of jobNames) {
        const catalogued = jobCatalogue[name];
        const { payload: schema } = catalogued;
        // The catalogue ties a name to its payload; the compiler cannot follow the pair through the loop.
        const handle = handlers[name] as (payloads: unknown[]) => Promise<JobOutcome[]>;
        const work = async (jobs: Array<{ id: string; data: unknown }>) => {
          const payloads = jobs.map((job) => schema.parse(job.data));
          const outcomes = await handle(payloads);
          return jobs.map(({ id }, index) => result(name, id, payloads[index], outcomes[index]));
        };
        await boss.work(
          name,
          {
            perJobResults: true,
            batchSize: "batch" in catalogued ? catalogued.batch : batchSize,
            burstWhenBatchFull: true,
            pollingIntervalSeconds: 2,
            notifyPollingIntervalSeconds: 10,
            localConcurrency: concurrency[connection.kind],
          },
          async (jobs) => {
            running += jobs.length;
            try {
              return await work(jobs);
            } finally {
              running -= jobs.length;
              for (const resolve of waiting) resolve();
              waiting.clear();
            }
          },
        );
      }
    },
    running: () => running,
    async isTakingOver() {
      if (underWay?.length === 0) return false;
      const asked = underWay;
      const { rows } = await connection.pool.query<{ id: string }>(
        `SELECT "id" FROM pgboss.job_common
         WHERE "state" = 'active' AND "name" = ANY($1) AND ($2::uuid[] IS NULL OR "id" = ANY($2))`,
        [jobNames, asked],
      );
      // Trouble heard meanwhile asks for another look.
      if (underWay !== asked) return true;
      underWay = rows.map(({ id }) => id);
      return underWay.length > 0;
    },
    batchDone: () =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, batchPatienceMs);
        waiting.add(() => {
          clearTimeout(timer);
          resolve();
        });
      }),
    stop: () => boss.stop({ graceful: true, timeout: 20_000 }),
  };
}

const bossOptions = (connection: DatabaseConnection): BossOptions =>
  connection.kind === "embedded"
    ? { db: onOneSession(connection.pool), backend: "pglite", useListenNotify: true, schedule: false }
    : {
        connectionString: connection.url,
        // The driver's own, which pg-boss passes on; it throws away a connection whose statement failed.
        ...{ query_timeout: connection.silenceMs },
        useListenNotify: true,
        schedule: false,
        max: 6,
        superviseIntervalSeconds: missedAfterSeconds,
        monitorIntervalSeconds: missedAfterSeconds,
      };

/** Makes a job's queue as the catalogue has it, or brings it up to date. */
async function declareQueue(boss: PgBoss, name: JobName): Promise<void> {
  const { retries, retryDelaySeconds } = jobCatalogue[name];
  const options = {
    notify: true,
    retryLimit: retries,
    retryDelay: retryDelaySeconds,
    retryBackoff: true,
    retryDelayMax: 3600,
    expireInSeconds: 300,
    deleteAfterSeconds: 86_400,
    // A process that died says so by its silence.
    heartbeatSeconds: missedAfterSeconds,
  };
  if (await boss.getQueue(name)) await boss.updateQueue(name, options);
  else await boss.createQueue(name, options);
  // pg-boss looks a queue up at its first use. Inside a transaction on the one embedded connection that look would wait
  // for the transaction, which waits for it: have it done now.
  await boss.getJobById(name, noSuchJob);
}

type BossOptions = Extract<ConstructorParameters<typeof PgBoss>[0], object>;
type BossDatabase = NonNullable<BossOptions["db"]>;

/** pg-boss on the one embedded session, which it shares with the app's own transactions. */
function onOneSession(pool: pg.Pool): BossDatabase {
  const take = async <T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> => {
    const client = await pool.connect();
    try {
      return await work(client);
    } catch (error) {
      // A statement that failed inside its own BEGIN would leave the session refusing everybody's next one.
      await client.query("ROLLBACK");
      throw error;
    } finally {
      client.release();
    }
  };
  return {
    executeSql: (text, values) => take((client) => client.query(text, values)),
    listen: (channel, onNotification, onReconnect) =>
      take(async (client) => {
        const hear = (notification: pg.Notification) => {
          if (notification.channel === channel) onNotification(notification.payload ?? "");
        };
        // The session goes on listening when the driver takes another connection to it.
        const attach = (each: pg.PoolClient) => void each.on("notification", hear);
        attach(client);
        pool.on("connect", attach);
        await client.query(`LISTEN ${channel}`);
        onReconnect();
        return {
          close: () =>
            take(async (same) => {
              pool.off("connect", attach);
              same.off("notification", hear);
              await same.query(`UNLISTEN ${channel}`);
            }),
        };
      }),
  };
}
