import { beforeEach, expect, it } from "vitest";
import { inflateRawSync } from "node:zlib";
import { hourMs } from "~/platform/durations";
import { hasFile, readPieces, runLongTask, startLongTask } from "~/platform/long-tasks.server";
import { useTestDatabase } from "../../tests/harness/database";
import { anOrder, aShop, shopId } from "../../tests/harness/records";
import { runDataExport } from "./export-data.server";
import { exportTables } from "./export-tables";

const { db, deps } = useTestDatabase();

const runners = {
  async *shop_backfill() {
    throw new Error("Nobody asked for past orders");
  },
  data_export: (task: Parameters<typeof runDataExport>[1]) => runDataExport(deps, task),
  async *history_import() {
    throw new Error("Nobody sent a file");
  },
};

beforeEach(() => aShop(db));

async function exported(): Promise<Buffer> {
  const started = await startLongTask(deps, { shopId, kind: "data_export" });
  if (started.outcome !== "started") throw new Error("It is busy");
  const ask = { shopId, taskId: started.taskId };
  await runLongTask(deps, runners, ask);
  const task = await db.longTask.findFirstOrThrow({ where: { shopId, id: ask.taskId } });
  expect(task).toMatchObject({ state: "done", done: task.total });
  expect(hasFile(task, deps.clock.now())).toBe(true);
  const pieces: Uint8Array[] = [];
  for await (const piece of readPieces(db, ask)) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** Its files by name, read by way of the directory at its end. */
function unzip(archive: Buffer): Map<string, string> {
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  const files = new Map<string, string>();
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    const packed = archive.readUInt32LE(at + 20);
    const nameLength = archive.readUInt16LE(at + 28);
    const name = archive.toString("utf8", at + 46, at + 46 + nameLength);
    const offset = archive.readUInt32LE(at + 42) + 30 + nameLength;
    files.set(name, inflateRawSync(archive.subarray(offset, offset + packed)).toString());
    at += 46 + nameLength;
  }
  return files;
}

it("holds every row the shop has, and none of another's", async () => {
  await anOrder(db);
  await anOrder(db, { id: "1044", name: "#1044" });
  await aShop(db, { id: "other.myshopify.com" });
  await anOrder(db, { shopId: "other.myshopify.com", id: "9999", name: "#9999" });

  const files = unzip(await exported());
  expect([...files.keys()]).toEqual([...exportTables.map(({ file }) => `${file}.csv`), "settings.json"]);
  const lines = (files.get("orders.csv") ?? "").trim().split("\r\n");
  expect(lines).toHaveLength(1 + (await db.order.count({ where: { shopId } })));
  expect(lines.join()).not.toContain("#9999");
  expect(JSON.parse(files.get("settings.json") ?? "")).toHaveProperty("promiseRules");
});

it("can be fetched for a day", async () => {
  await exported();
  const task = await db.longTask.findFirstOrThrow();
  expect(hasFile(task, new Date(deps.clock.now().getTime() + 25 * hourMs))).toBe(false);
});
