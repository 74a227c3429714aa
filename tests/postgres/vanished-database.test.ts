import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openPostgres } from "~/platform/database.server";
import { createQueue, type JobHandlers } from "~/platform/queue.server";
import { takeTurns } from "~/platform/turns";
import { useTestDatabase } from "../harness/database";
import { aShop, shopId } from "../harness/records";

// A host that loses its power closes no connection: nothing comes back any more, and nothing says so.

const { db, deps } = useTestDatabase();

/** What lies between the app and its database. */
function aNetwork(databaseUrl: string) {
  const { hostname, port } = new URL(databaseUrl);
  const lost: Socket[] = [];
  const open: Array<{ near: Socket; far: Socket }> = [];
  const between = createServer((near) => {
    const far = connect(Number(port), hostname);
    open.push({ near, far });
    near.pipe(far).pipe(near);
    for (const end of [near, far]) end.on("error", () => undefined);
  });
  return {
    async begin() {
      await once(between.listen(0, "127.0.0.1"), "listening");
      const url = new URL(databaseUrl);
      url.host = `127.0.0.1:${String((between.address() as AddressInfo).port)}`;
      return url.href;
    },
    /** The database is gone from what is connected, which nobody is told; who connects anew finds it again. */
    vanish() {
      for (const { near, far } of open.splice(0)) {
        near.unpipe().pause();
        far.unpipe().destroy();
        lost.push(near);
      }
    },
    /** The same as a server does it that is restarted: everybody is told. */
    breakOff() {
      for (const { near, far } of open.splice(0)) for (const end of [near, far]) end.destroy();
    },
    end() {
      for (const near of lost) near.destroy();
      between.close();
    },
  };
}

const { connection: direct } = deps;
if (direct.kind !== "postgres") throw new Error("only Postgres is reached over a network");
const network = aNetwork(direct.url);
let ours: ReturnType<typeof openPostgres>;

beforeAll(async () => {
  ours = openPostgres(await network.begin(), deps.log, { silenceMs: 500 });
});
afterAll(async () => {
  await ours.close();
  network.end();
});

test("whoever works on a database that vanishes gives up its turn, and the next one works on what is there then", async () => {
  await aShop(db);
  const turn = takeTurns(2);
  const begun = [Promise.withResolvers<null>(), Promise.withResolvers<null>()];
  const vanished = Promise.withResolvers<null>();
  const work = (n: number) =>
    turn(() =>
      ours.db.$transaction(async (tx) => {
        await tx.shop.count();
        begun[n]?.resolve(null);
        await vanished.promise;
        return n === 0 ? tx.$queryRaw`SELECT 1` : tx.shop.count();
      }),
    );
  const held = Promise.allSettled([work(0), work(1)]);
  const next = turn(() => ours.db.shop.count());
  await Promise.all(begun.map(({ promise }) => promise));
  network.vanish();
  vanished.resolve(null);
  expect((await held).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(await next).toBe(1);
});

test("a connection lost in a transaction or at its end is replaced, however often that happens", async () => {
  await aShop(db);
  for (let n = 0; n < 12; n += 1) {
    const lost = ours.db.$transaction(async (tx) => {
      await tx.shop.count();
      network.breakOff();
      if (n % 2 === 0) await tx.shop.count();
    });
    await expect(lost).rejects.toThrow();
  }
  expect(await ours.db.shop.count()).toBe(1);
});

test("jobs are fetched again once there is a database, though what was asked before is never answered", async () => {
  const queue = createQueue(ours, deps.log);
  await queue.start();
  const worked = Promise.withResolvers<unknown>();
  const forget = (jobs: unknown[]) => {
    worked.resolve(jobs);
    return Promise.resolve(jobs.map(() => ({ outcome: "done" }) as const));
  };
  await queue.work(
    new Proxy({} as JobHandlers, { get: (_, name) => (name === "shop.forget" ? forget : () => []) }),
  );
  network.vanish();
  const sender = createQueue(direct, deps.log);
  await sender.start();
  await sender.send(null, "shop.forget", { shopId });
  expect(await worked.promise).toEqual([{ shopId }]);
  await sender.stop();
  await queue.stop();
});
