import { expect, test } from "vitest";
import { loggable } from "~/platform/log.server";
import { Prisma } from "~/platform/prisma/client";
import type { Transaction } from "~/platform/database.server";
import { useTestDatabase } from "../harness/database";
import { aDeliveryPromise, anOrder, aShop, aTouchpoint, shopId } from "../harness/records";

const { db, deps } = useTestDatabase();

test("a row read by our own statement is the row the client reads", async () => {
  await aShop(db);
  const { id } = await anOrder(db, { totalAmount: "1234.50", tags: ["vip", 'it\'s "quoted", with, commas'] });
  await aDeliveryPromise(db);
  await aTouchpoint(db);

  const tables = [
    ["Shop", await db.shop.findMany()],
    ["Order", await db.order.findMany()],
    ["DeliveryPromise", await db.deliveryPromise.findMany()],
    ["Touchpoint", await db.touchpoint.findMany()],
  ] as const;
  for (const [name, rows] of tables)
    expect(await db.$queryRaw`SELECT * FROM ${Prisma.raw(`"${name}"`)}`, name).toEqual(rows);
  const [count] = await db.$queryRaw<
    Array<{ n: bigint }>
  >`SELECT count(*) AS n FROM "Order" WHERE "id" = ${id}`;
  expect(count?.n).toBe(1n);
});

test("an instant is kept to the millisecond, whatever time zone the machine is in", async () => {
  await aShop(db);
  const at = new Date("2026-03-29T01:30:00.123Z");
  await db.$executeRaw`UPDATE "Shop" SET "liveAt" = ${at} WHERE "id" = ${shopId}`;
  expect((await db.shop.findFirstOrThrow()).liveAt).toEqual(at);
});

test("our own statements see and share the fate of the transaction they stand in", async () => {
  await aShop(db);
  const undone = db.$transaction(async (tx) => {
    await tx.shop.update({ where: { id: shopId }, data: { name: "Half way" } });
    const [shop] = await tx.$queryRaw<Array<{ name: string }>>`SELECT "name" FROM "Shop"`;
    expect(shop?.name).toBe("Half way");
    await tx.$executeRaw`UPDATE "Shop" SET "locale" = 'half-way'`;
    throw new Error("half way");
  });
  await expect(undone).rejects.toThrow("half way");
  const shop = await db.shop.findFirstOrThrow();
  expect(shop.name).not.toBe("Half way");
  expect(shop.locale).not.toBe("half-way");
});

test("nothing is written by a transaction that is over", async () => {
  await aShop(db);
  const ended = await db.$transaction((tx) => Promise.resolve([tx]));
  const [late] = ended as [Transaction];
  await expect(late.$executeRaw`UPDATE "Shop" SET "name" = 'Too late'`).rejects.toThrow();
  expect((await db.shop.findFirstOrThrow()).name).not.toBe("Too late");
});

test("a connection other work begins a transaction on is not taken for ours", async () => {
  if (deps.connection.kind === "embedded") return;
  await aShop(db);
  await db.$transaction(async (tx) => {
    const other = await deps.connection.pool.connect();
    await other.query("BEGIN");
    await tx.$executeRaw`UPDATE "Shop" SET "name" = 'Ours'`;
    await other.query("ROLLBACK");
    other.release();
  });
  expect((await db.shop.findFirstOrThrow()).name).toBe("Ours");
});

test("a value the database would not take does not come into the log", async () => {
  const refused: unknown = await db.$queryRaw`SELECT ${"marta@example.com"}::int`.catch(
    (error: unknown) => error,
  );
  expect(loggable(refused)).toBe("database error 22P02: a value does not fit");
});
