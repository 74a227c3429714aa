import { gzipSync } from "node:zlib";
import { beforeEach, describe, expect, it } from "vitest";
import { cancelLongTask, runLongTask } from "~/platform/long-tasks.server";
import { useTestDatabase } from "../../tests/harness/database";
import { anOrder, aShop, shopId } from "../../tests/harness/records";
import { runHistoryImport } from "./import-history.server";
import { importHistory } from "./uploaded-history.server";

const { db, deps } = useTestDatabase();

const header = "order_id,placed_at,promised_on,handed_over_at,delivered_at,destination_region,carrier";
const row = (id: string, delivered = "2026-01-15 16:30") =>
  `${id},2026-01-12 10:00,2026-01-16,2026-01-13 12:00,${delivered},PA,BRT`;
const fileOf = (...rows: string[]) => new TextEncoder().encode([header, ...rows, ""].join("\n"));

const upload = (file: Uint8Array<ArrayBuffer>) => importHistory(deps, { shopId, file });
const runners = {
  async *shop_backfill() {
    throw new Error("Nobody asked for past orders");
  },
  history_import: (task: Parameters<typeof runHistoryImport>[1]) => runHistoryImport(deps, task),
  async *data_export() {
    throw new Error("Nobody asked for an export");
  },
};
const run = (taskId: string) => runLongTask(deps, runners, { shopId, taskId });

async function started(file: Uint8Array<ArrayBuffer>): Promise<string> {
  const answer = await upload(file);
  if (answer.outcome !== "started") throw new Error(`The upload was ${answer.outcome}`);
  return answer.taskId;
}

const task = (id: string) => db.longTask.findUniqueOrThrow({ where: { shopId_id: { shopId, id } } });

beforeEach(() => aShop(db));

describe("importing past orders", () => {
  it("uses good rows, lists bad ones by row and column, and lets the roads learn", async () => {
    const taskId = await started(
      fileOf(
        row("p1"),
        row("p2", "yesterday"),
        row("p3", "2026-01-12 11:00"),
        "too,few",
        row("p1"),
        row("p4", ""),
      ),
    );
    await run(taskId);
    expect(await task(taskId)).toMatchObject({ state: "done", done: 6, total: 6, problems: 4 });
    expect(
      await db.longTaskProblem.findMany({
        orderBy: { line: "asc" },
        select: { line: true, column: true, problem: true },
      }),
    ).toEqual([
      { line: 3, column: "delivered_at", problem: "time" },
      { line: 4, column: "delivered_at", problem: "delivered_before_hand_over" },
      { line: 5, column: null, problem: "cells" },
      { line: 6, column: "order_id", problem: "came_before" },
    ]);
    const past = await db.pastOrder.findMany({ orderBy: { orderId: "asc" } });
    expect(past.map(({ orderId, status }) => [orderId, status])).toEqual([
      ["p1", "delivered"],
      ["p4", "shipped"],
    ]);
    // Ten in the morning of the warehouse in Italy, in winter.
    expect(past[0]?.placedAt.toISOString()).toBe("2026-01-12T09:00:00.000Z");
    const learned = await db.laneTally.findMany({ where: { shopId, level: { startsWith: "transit" } } });
    expect(learned.length).toBeGreaterThan(0);
  });

  it("counts rows, not lines: where all are refused, as many are listed as there are", async () => {
    const taskId = await started(fileOf(row("p1", "15/01/2026"), "", row("p2", "15/01/2026"), "", ""));
    await run(taskId);
    expect(await task(taskId)).toMatchObject({ state: "done", done: 2, total: 2, problems: 2 });
  });

  it("refuses dates that stand for no date, and what has not happened yet", async () => {
    const taskId = await started(
      fileOf(
        row("p1", "9999-12-31"),
        "p2,1900-01-01 00:00,2026-01-16,,,PA,BRT",
        "p3,2026-01-12 10:00,2999-12-31,,,PA,BRT",
        "p4,2026-01-12 10:00,,,,PA,BRT",
        row("p5", "2026-12-01 10:00"),
        "p6,2026-01-12 10:00,2026-12-16,,,PA,BRT",
      ),
    );
    await run(taskId);
    expect(
      await db.longTaskProblem.findMany({
        orderBy: { line: "asc" },
        select: { line: true, column: true, problem: true },
      }),
    ).toEqual([
      { line: 2, column: "delivered_at", problem: "too_far" },
      { line: 3, column: "placed_at", problem: "too_far" },
      { line: 4, column: "promised_on", problem: "too_far" },
      { line: 5, column: "promised_on", problem: "empty" },
      { line: 6, column: "delivered_at", problem: "not_yet" },
    ]);
    expect(await db.pastOrder.findMany({ select: { orderId: true } })).toEqual([{ orderId: "p6" }]);
  });

  it("teaches once, however often the same history is sent", async () => {
    await run(await started(fileOf(row("p1"), row("p2"))));
    const before = await db.laneTally.findMany({ orderBy: { level: "asc" } });
    await run(await started(fileOf(row("p1"), row("p2"))));
    expect(await db.laneTally.findMany({ orderBy: { level: "asc" } })).toEqual(before);
    expect(await db.pastOrder.count()).toBe(2);
  });

  it("leaves out orders Shopify has told of, and writes to nobody", async () => {
    const order = await anOrder(db);
    const taskId = await started(fileOf(row(order.name), row("p2")));
    await run(taskId);
    expect(await task(taskId)).toMatchObject({ state: "done", problems: 1 });
    expect(await db.pastOrder.count()).toBe(1);
    expect(await db.touchpoint.count()).toBe(0);
    expect(await db.order.count()).toBe(1);
  });

  it("goes on where it broke off, and ends as if it had not", async () => {
    const rows = Array.from({ length: 700 }, (_, n) => row(`p${n}`, n % 100 === 7 ? "never" : undefined));
    const taskId = await started(fileOf(...rows));
    const steps = runHistoryImport(deps, await task(taskId));
    const first = await steps.next();
    await steps.return(undefined);
    if (first.done) throw new Error("One step is not all of it");
    const { done, place } = first.value;
    await db.longTask.update({
      where: { shopId_id: { shopId, id: taskId } },
      data: { done, place: { ...place } },
    });
    await run(taskId);
    expect(await task(taskId)).toMatchObject({ state: "done", done: 700, total: 700 });
    expect(await db.pastOrder.count()).toBe(693);
  });

  it("stops when it is called off, and keeps no file", async () => {
    const taskId = await started(fileOf(row("p1")));
    expect(await cancelLongTask(deps, { shopId, taskId })).toEqual({ outcome: "cancelled" });
    await run(taskId);
    expect(await task(taskId)).toMatchObject({ state: "cancelled", done: 0 });
    expect(await db.pastOrder.count()).toBe(0);
    expect(await db.longTaskPiece.count()).toBe(0);
  });

  it("keeps no file once it is read", async () => {
    await run(await started(fileOf(row("p1"))));
    expect(await db.longTaskPiece.count()).toBe(0);
  });

  it("takes one import at a time", async () => {
    await started(fileOf(row("p1")));
    expect(await upload(fileOf(row("p2")))).toEqual({ outcome: "busy" });
  });

  it("is given up when it breaks off again and again", async () => {
    const taskId = await started(fileOf(row("p1")));
    const broken = {
      ...runners,
      async *history_import() {
        throw new Error("the disk is full");
      },
    };
    for (let attempt = 0; attempt < 3; attempt += 1)
      await expect(runLongTask(deps, broken, { shopId, taskId })).rejects.toThrow("the disk is full");
    await runLongTask(deps, broken, { shopId, taskId });
    expect(await task(taskId)).toMatchObject({ state: "failed", reason: "broke_off" });
  });
});

/** The same archive with other bytes in its middle. */
function damaged(archive: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(archive);
  return bytes.fill(0xff, 30, 50);
}

describe("what a merchant may send", () => {
  it("is packed or not", async () => {
    const packed = new Uint8Array(gzipSync(fileOf(row("p1"))));
    await run(await started(packed));
    expect(await db.pastOrder.count()).toBe(1);
  });

  it.each([
    ["nothing", new Uint8Array(), "empty"],
    ["a ZIP archive", new TextEncoder().encode("PK\u0003\u0004 and so on"), "zip"],
    ["blank lines", new TextEncoder().encode("\uFEFF\r\n \r\n"), "empty"],
    ["names of columns without a row", fileOf(), "empty"],
    ["a picture", new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0xff]), "unreadable"],
    ["text in UTF-16", new Uint8Array(Buffer.from(`\uFEFF${header}\n${row("p1")}`, "utf16le")), "unreadable"],
    [
      "text of an old Windows",
      new Uint8Array(Buffer.from(`${header}\n${row("città")}`, "latin1")),
      "unreadable",
    ],
    ["an archive cut short", new Uint8Array(gzipSync(fileOf(row("p1"))).subarray(0, 40)), "broken_archive"],
    ["an archive that was damaged", damaged(gzipSync(fileOf(row("p1")))), "broken_archive"],
    ["too much", new Uint8Array(20_000_001), "too_large"],
  ])("is not %s", async (_, file, outcome) => {
    expect(await upload(file)).toEqual({ outcome });
    expect([await db.longTask.count(), await db.longTaskPiece.count()]).toEqual([0, 0]);
  });

  it.each([
    ["semicolons between its cells", ";", "\n"],
    ["tabs between its cells", "\t", "\n"],
    ["the line ends of Windows, and a mark of its encoding", ",", "\r\n"],
  ])("may have %s", async (_, separator, lineEnd) => {
    const rows = [header, row("p1"), row("p2")].map((line) => line.replaceAll(",", separator));
    await run(await started(new TextEncoder().encode(`\uFEFF${rows.join(lineEnd)}${lineEnd}`)));
    expect(await db.pastOrder.findMany({ select: { orderId: true }, orderBy: { orderId: "asc" } })).toEqual([
      { orderId: "p1" },
      { orderId: "p2" },
    ]);
  });

  it("may have columns without a name behind the others, as spreadsheets leave them", async () => {
    const taskId = await started(new TextEncoder().encode(`${header},,\n${row("p1")},,\n`));
    await run(taskId);
    expect(await task(taskId)).toMatchObject({ state: "done", problems: 0 });
    expect(await db.pastOrder.count()).toBe(1);
  });

  it("is not a small file that unpacks to a huge one", async () => {
    const bomb = new Uint8Array(gzipSync(Buffer.alloc(101_000_000, 0x30)));
    expect(bomb.length).toBeLessThan(200_000);
    expect(await upload(bomb)).toEqual({ outcome: "unpacked_too_large" });
  });

  it("names the columns that are needed", async () => {
    expect(await upload(new TextEncoder().encode("order_id,placed_at,price\n1,2,3\n"))).toEqual({
      outcome: "no_columns",
      columns: ["promised_on", "handed_over_at", "delivered_at"],
    });
  });
});
