import type { Database } from "~/platform/database.server";
import type { TaskProgress } from "~/platform/long-task";
import { writePiece } from "~/platform/long-tasks.server";
import { Prisma, type LongTask } from "~/platform/prisma/client";
import { getShop } from "~/settings/shops.server";
import { csvOf } from "./csv";
import { exportTables, type ExportTable } from "./export-tables";
import { endOf, zipDirectory, zipPiece, type ZipEntry } from "./zip-file";

// A step's rows lie in memory together; a table with more becomes several files.
const rowsAFile = 20_000;

interface Place {
  /** Position in the list of tables. */
  table: number;
  /** Files written of it. */
  files: number;
  /** The last row's key. */
  after: string[] | null;
  /** Rows written so far. */
  rows: number;
  entries: ZipEntry[];
}

const beginning: Place = { table: 0, files: 0, after: null, rows: 0, entries: [] };

/** Everything the shop can take along, as one ZIP archive of CSV files and the settings, a file a step. */
export async function* runDataExport(
  { db }: { db: Database },
  task: LongTask,
): AsyncGenerator<TaskProgress, string | undefined> {
  const { shopId } = task;
  const total = task.total ?? (await countRows(db, shopId));
  let place = placeOf(task.place);
  for (let table = exportTables[place.table]; table; table = exportTables[place.table]) {
    place = await writeFile(db, task, { table, place });
    yield { done: place.rows, total, place };
  }
  const { settings } = await getShop(db, shopId);
  place = await addToArchive(db, task, {
    place,
    file: { name: "settings.json", text: `${JSON.stringify(settings, null, 2)}\n` },
  });
  const { entries } = place;
  const bytes = zipDirectory(entries);
  await writePiece(db, { shopId, taskId: task.id, position: entries.length, bytes });
  yield { done: total, total, place };
  return undefined;
}

/** The next file of a table, and where to go on. */
async function writeFile(
  db: Database,
  task: LongTask,
  { table, place }: { table: ExportTable; place: Place },
): Promise<Place> {
  const rows = await readRows(db, { shopId: task.shopId, table, after: place.after });
  const lines = rows.map((row) => table.columns.map((column) => row[`c_${column}`] ?? null));
  const name = place.files === 0 ? `${table.file}.csv` : `${table.file}-${String(place.files + 1)}.csv`;
  const isEmptyRest = rows.length === 0 && place.files > 0;
  const written = isEmptyRest
    ? place
    : await addToArchive(db, task, { place, file: { name, text: csvOf([[...table.columns], ...lines]) } });
  const last = rows.at(-1);
  const isOver = rows.length < rowsAFile || !last;
  return {
    ...written,
    rows: place.rows + rows.length,
    ...(isOver
      ? { table: place.table + 1, files: 0, after: null }
      : { files: place.files + 1, after: table.key.map((column) => String(last[`k_${column}`])) }),
  };
}

async function addToArchive(
  db: Database,
  { shopId, id: taskId }: LongTask,
  { place, file }: { place: Place; file: { name: string; text: string } },
): Promise<Place> {
  const { entries } = place;
  const { bytes, entry } = zipPiece(file, endOf(entries));
  await writePiece(db, { shopId, taskId, position: entries.length, bytes });
  return { ...place, entries: [...entries, entry] };
}

type Row = Record<string, string | null>;

/** Raw, because which table and columns are read is a list, and everything is wanted as text. */
function readRows(
  db: Database,
  { shopId, table, after }: { shopId: string; table: ExportTable; after: string[] | null },
): Promise<Row[]> {
  const named = (column: string) => Prisma.raw(`"${column}"`);
  const asText = table.columns.map(
    (column) => Prisma.sql`(to_jsonb(t) ->> ${column}) AS ${Prisma.raw(`"c_${column}"`)}`,
  );
  const keys = table.key.map(
    (column) => Prisma.sql`${named(column)}::text AS ${Prisma.raw(`"k_${column}"`)}`,
  );
  const key = Prisma.join(table.key.map(named));
  const beyond = after
    ? Prisma.sql`AND (${key}) > (${Prisma.join(after.map((value, n) => (table.key[n] === "sequence" ? Number(value) : value)))})`
    : Prisma.empty;
  return db.$queryRaw<Row[]>`
    SELECT ${Prisma.join([...keys, ...asText])} FROM ${named(table.table)} t
    WHERE "shopId" = ${shopId} ${beyond} ORDER BY ${key} LIMIT ${rowsAFile}`;
}

async function countRows(db: Database, shopId: string): Promise<number> {
  const counts = exportTables.map(
    ({ table }) => Prisma.sql`(SELECT count(*) FROM ${Prisma.raw(`"${table}"`)} WHERE "shopId" = ${shopId})`,
  );
  const [row] = await db.$queryRaw<
    Array<{ rows: number }>
  >`SELECT (${Prisma.join(counts, " + ")})::int AS rows`;
  return row?.rows ?? 0;
}

function placeOf(place: unknown): Place {
  return { ...beginning, ...(place as Partial<Place>) };
}
