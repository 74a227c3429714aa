import { setTimeout as sleep } from "node:timers/promises";

import { expect, test } from "vitest";

import { createLocks } from "~/platform/locks.server";

import { useTestDatabase } from "../harness/database";

const { deps } = useTestDatabase();

test("two who need the same shop's token wait for each other; another shop does not wait", async () => {
  const locks = createLocks(deps.connection);
  const story: string[] = [];
  const work = (name: string, key: string, ms: number) =>
    locks.hold(key, async () => {
      story.push(`${name} begins`);
      await sleep(ms);
      story.push(`${name} ends`);
    });
  await Promise.all([work("first", "acme", 60), work("second", "acme", 10), work("stranger", "other", 5)]);

  const ofAcme = story.filter((line) => !line.startsWith("stranger"));
  expect(ofAcme.map((line) => line.split(" ")[1])).toEqual(["begins", "ends", "begins", "ends"]);
  expect(story.indexOf("stranger ends")).toBeLessThan(story.length - 1);
});

test("work that fails lets the next one in", async () => {
  const locks = createLocks(deps.connection);
  const failing = locks.hold("acme", () => Promise.reject(new Error("Shopify is gone")));
  await expect(failing).rejects.toThrow("Shopify is gone");
  await expect(locks.hold("acme", () => Promise.resolve("in"))).resolves.toBe("in");
});

const onPostgres = process.env.TEST_DATABASE_URL !== undefined;

test.runIf(onPostgres)("connections that broke while a lock was held are replaced, not missed", async () => {
  const locks = createLocks(deps.connection);
  const { db } = deps;
  const breakHolder = () => db.$queryRaw`
    SELECT pg_terminate_backend("pid")::text FROM pg_locks
    WHERE "locktype" = 'advisory' AND "pid" <> pg_backend_pid()
      AND "database" = (SELECT "oid" FROM pg_database WHERE "datname" = current_database())`;
  // More often than there are connections: one that is never given back would be missed by then.
  for (let round = 0; round < 12; round += 1) await locks.hold(`acme ${round}`, breakHolder);
  await expect(locks.hold("acme", () => Promise.resolve("in"))).resolves.toBe("in");
});

test.runIf(onPostgres)("more shops at once than there are connections all get through", async () => {
  const locks = createLocks(deps.connection);
  const { db } = deps;
  const answers = Array.from({ length: 30 }, (_, shop) =>
    locks.hold(`shop ${shop}`, () => db.$queryRaw`SELECT 1`),
  );
  await expect(Promise.all(answers)).resolves.toHaveLength(30);
});

test("as many as there are connections, each in need of a second lock, all get through", async () => {
  const locks = createLocks(deps.connection);
  const { db } = deps;
  const answers = Array.from({ length: 12 }, (_, order) =>
    locks.hold(`order ${order}`, () => locks.hold("the one discount", () => db.$queryRaw`SELECT 1`)),
  );
  await expect(Promise.all(answers)).resolves.toHaveLength(12);
});
