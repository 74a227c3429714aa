import { setImmediate } from "node:timers/promises";
import type { Clock } from "~/platform/clock.server";
import type { DatabaseConnection } from "~/platform/database.server";
import type { JobPayload } from "~/platform/jobs";
import type { Queue } from "~/platform/queue.server";
import { StatementGroup } from "~/platform/statement-group.server";
import { insertDeliveries, type Delivery, type NumberedDelivery } from "./insert-deliveries.server";

/** Where deliveries are stored before they are answered. */
export interface Inbox {
  /** Resolves once the delivery is on disk with its job; rejects when it could not be stored. */
  store(delivery: Delivery): Promise<"stored" | "duplicate">;
}

interface InboxDeps {
  connection: DatabaseConnection;
  queue: Queue;
  clock: Clock;
}

interface Waiting {
  delivery: Delivery;
  resolve(outcome: "stored" | "duplicate"): void;
  reject(error: unknown): void;
}

const groupLimit = 200;

const stockSize = 512;

// A worker takes a hundred jobs at once and finishes them together: some seconds' work, not a minute's.
const deliveriesAJob = 20;

/**
 * Stores in groups: while one group is being written the next gathers, so that a flood costs one commit for many
 * deliveries and a trickle does not wait. Each is answered only after its group's commit. A second group under way at
 * the same time makes both smaller, and what a group costs by itself is most of it.
 */
export function createInbox(deps: InboxDeps): Inbox {
  const gathering: Waiting[] = [];
  const numbers = createNumbers(deps.connection);
  let writing = false;

  const writeGroups = async () => {
    writing = true;
    while (gathering.length > 0) {
      // What has arrived by now is read from its sockets first.
      await setImmediate();
      const group = gathering.splice(0, groupLimit);
      try {
        const ids = await numbers.take(group.length);
        const numbered = group.map(({ delivery }, index) => ({ ...delivery, id: ids[index] ?? "" }));
        const fresh = await write(deps, numbered);
        for (const [index, { resolve }] of group.entries())
          resolve(fresh.has(ids[index] ?? "") ? "stored" : "duplicate");
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    writing = false;
  };

  return {
    store: (delivery) =>
      new Promise((resolve, reject) => {
        gathering.push({ delivery, resolve, reject });
        if (!writing) void writeGroups();
      }),
  };
}

/**
 * Answers the ids of those that were not there before. Past Prisma: what it does to a row on the way to the driver costs
 * more here than the row does. One message to the database: with the ids known beforehand nothing waits for an answer.
 */
async function write(
  { connection, queue, clock }: InboxDeps,
  deliveries: NumberedDelivery[],
): Promise<Set<string>> {
  const group = new StatementGroup();
  insertDeliveries(group, deliveries, clock.now());
  await queue.sendAll(group, "webhook.apply", jobsOf(deliveries));
  const rows = await group.send(connection.pool);
  return new Set(rows.map(([id = ""]) => id));
}

/**
 * A few jobs for many deliveries: each costs the database as much as a small delivery does. One that names a delivery
 * that had come before finds nothing under that id.
 */
function jobsOf(deliveries: NumberedDelivery[]): Array<JobPayload<"webhook.apply">> {
  const jobs: Array<{ shopId: string; deliveryIds: string[] }> = [];
  const open = new Map<string, string[]>();
  for (const { id, shopId } of deliveries) {
    const ids = open.get(shopId);
    if (ids && ids.length < deliveriesAJob) {
      ids.push(id);
      continue;
    }
    const deliveryIds = [id];
    open.set(shopId, deliveryIds);
    jobs.push({ shopId, deliveryIds });
  }
  return jobs;
}

/** Ids taken from the table's own sequence a few hundred at a time. What is left of them at the end leaves a gap. */
function createNumbers({ pool }: DatabaseConnection) {
  let stock: string[] = [];
  return {
    async take(count: number): Promise<string[]> {
      if (stock.length < count) {
        const { rows } = await pool.query<{ id: string }>(
          `SELECT nextval('"WebhookDelivery_id_seq"') AS "id" FROM generate_series(1, ${String(stockSize)})`,
        );
        stock = [...stock, ...rows.map(({ id }) => id)];
      }
      return stock.splice(0, count);
    },
  };
}
