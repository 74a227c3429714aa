import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";

import {
  createQueue,
  oneByOne,
  type JobHandlers,
  type JobOutcome,
  type WorkingQueue,
} from "~/platform/queue.server";

import { useTestDatabase } from "../harness/database";
import { anOrder, shopId } from "../harness/records";

// The real queue on the real database: on PGlite and on Postgres the same promises hold.
const { db, deps } = useTestDatabase();

let queue: WorkingQueue;
let applied: string[] = [];
let answer: (deliveryId: string) => JobOutcome = () => ({ outcome: "done" });

const done = () => Promise.resolve({ outcome: "done" } as const);
const handlers: JobHandlers = {
  "webhook.apply": oneByOne(({ deliveryIds: [deliveryId = ""] }) => {
    applied.push(deliveryId);
    return Promise.resolve(answer(deliveryId));
  }),
  "delivery.review": oneByOne(done),
  "touchpoint.dispatch": oneByOne(done),
  "order.mark": oneByOne(done),
  "flow.trigger": oneByOne(done),
  "trouble.mark": oneByOne(done),
  "goodwill.weigh": oneByOne(done),
  "goodwill.give": oneByOne(done),
  "reply.send": oneByOne(done),
  "task.run": oneByOne(done),
  "shop.reconcile": oneByOne(done),
  "shop.forget": oneByOne(done),
};

/** Waits until nothing is waiting or running, as the worker does before it lets the calendar go on. */
async function settled(): Promise<void> {
  while (queue.running() > 0 || (await countJobs()) > 0) await queue.batchDone();
}

async function countJobs(): Promise<number> {
  const [row] = await db.$queryRaw<Array<{ n: bigint }>>`
    SELECT count(*) AS n FROM pgboss.job WHERE name = 'webhook.apply' AND state IN ('created', 'retry')`;
  return Number(row?.n ?? 0n);
}

beforeAll(async () => {
  queue = createQueue(deps.connection, deps.log);
  await queue.start();
});

afterAll(() => queue.stop());

describe("a job asked for in a transaction", () => {
  test("is never there when the transaction fails", async () => {
    await expect(
      db.$transaction(async (tx) => {
        await anOrder(tx);
        await queue.send(tx, "webhook.apply", { shopId, deliveryIds: ["lost"] });
        throw new Error("half way");
      }),
    ).rejects.toThrow("half way");
    expect(await countJobs()).toBe(0);
    expect(await db.order.count()).toBe(0);
  });

  test("is there as soon as the transaction is", async () => {
    await db.$transaction(async (tx) => {
      await anOrder(tx);
      await queue.send(tx, "webhook.apply", { shopId, deliveryIds: ["kept"] });
    });
    expect(await countJobs()).toBe(1);
  });

  test("is worked once, and one that is given up is not tried again", async () => {
    applied = [];
    answer = (deliveryId) =>
      deliveryId === "hopeless" ? { outcome: "give_up", reason: "no such delivery" } : { outcome: "done" };
    await queue.sendAll(null, "webhook.apply", [
      { shopId, deliveryIds: ["one"] },
      { shopId, deliveryIds: ["hopeless"] },
    ]);
    await queue.work(handlers);
    await settled();
    expect([...applied].sort()).toEqual(["hopeless", "kept", "one"]);
    expect(deps.log.lines.map(({ message }) => message)).toContain("job given up");
  });

  test("that fails is tried again", { timeout: 30_000 }, async () => {
    applied = [];
    let tries = 0;
    answer = () => {
      tries += 1;
      if (tries === 1) throw new Error("the mail server is gone");
      return { outcome: "done" };
    };
    await queue.send(null, "webhook.apply", { shopId, deliveryIds: ["stubborn"] });
    await vi.waitFor(() => expect(applied).toEqual(["stubborn", "stubborn"]), { timeout: 20_000 });
    await settled();
  });

  test("of a process that died is taken over by another", { timeout: 60_000 }, async () => {
    applied = [];
    answer = () => ({ outcome: "done" });
    // What a killed process leaves behind: a job under way, and no heartbeat.
    await db.$transaction(async (tx) => {
      await queue.send(tx, "webhook.apply", { shopId, deliveryIds: ["orphan"] });
      await tx.$executeRaw`
        UPDATE pgboss.job SET "state" = 'active', "started_on" = now() - interval '1 minute',
          "heartbeat_on" = now() - interval '1 minute', "heartbeat_seconds" = 10
        WHERE "data"->'deliveryIds'->>0 = 'orphan'`;
    });
    expect(await queue.isTakingOver()).toBe(true);
    // The embedded database belongs to one process: its next start is the take-over.
    if (deps.connection.kind === "embedded") await queue.start();
    await vi.waitFor(() => expect(applied).toEqual(["orphan"]), { timeout: 50_000 });
    await settled();
    expect(await queue.isTakingOver()).toBe(false);
  });
});
