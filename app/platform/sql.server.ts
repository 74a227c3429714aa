import { Prisma } from "./prisma/client";

// Statements written out by hand, for rows touched at every webhook and every message: the client works each of its
// own calls out anew, which for a wide table costs more than the database does.

export type Columns = Record<string, unknown>;

const names = (columns: readonly string[]) => Prisma.raw(columns.map((name) => `"${name}"`).join(", "));

/** `SET` list of an UPDATE; what is undefined is left alone. */
export function assignments(columns: Columns): Prisma.Sql {
  const given = Object.entries(columns).filter(([, value]) => value !== undefined);
  return Prisma.join(given.map(([name, value]) => Prisma.sql`${names([name])} = ${valueOf(value)}`));
}

/**
 * Several writes to different rows in one statement, for what is written together at every order: the way to the
 * database and back costs more than most of them.
 */
export function together(statements: Array<Prisma.Sql | null>): Prisma.Sql {
  const writes = statements.filter((statement) => statement !== null);
  const parts = writes.map(
    (statement, index) => Prisma.sql`${Prisma.raw(`write_${index}`)} AS (${statement})`,
  );
  return Prisma.sql`WITH ${Prisma.join(parts)} SELECT 1`;
}

/**
 * Rows of a table handed over as one value: the statement reads the same for one and for fifty, so that it is prepared
 * once. Every row has the columns of the first.
 */
export function givenRows(table: string, rows: readonly Columns[]): Prisma.Sql {
  const text = JSON.stringify(rows);
  // Looked for in the text, because a look at every value costs more than all the rest.
  const readable = halfCharacter.test(text) ? JSON.stringify(rows, wellFormed) : text;
  return Prisma.sql`jsonb_populate_recordset(NULL::${names([table])}, ${readable}::jsonb)`;
}

// What JSON can spell and Postgres cannot read: half a character, where a text was cut in the middle of one.
const halfCharacter = /\\ud[89a-f]/;
const wellFormed = (_name: string, value: unknown) =>
  typeof value === "string" ? value.toWellFormed() : value;

/**
 * An INSERT of rows, in their order; what an ON CONFLICT needs is added behind it. Null for none. Every row has the
 * columns of the first.
 */
export function insertionOf(table: string, rows: readonly [Columns, ...Columns[]]): Prisma.Sql;
export function insertionOf(table: string, rows: readonly Columns[]): Prisma.Sql | null;
export function insertionOf(table: string, rows: readonly Columns[]): Prisma.Sql | null {
  const [first] = rows;
  if (!first) return null;
  const columns = names(Object.keys(first));
  return Prisma.sql`INSERT INTO ${names([table])} (${columns}) SELECT ${columns} FROM ${givenRows(table, rows)}`;
}

/** UPDATEs of many rows by their `id`, or by the key that is given; one for each set of columns that is written. */
export function updatesOf<Row extends Columns>(
  table: string,
  rows: readonly Row[],
  key: ReadonlyArray<keyof Row & string> = ["id"],
): Prisma.Sql[] {
  const alike = Map.groupBy(rows, (row) => Object.keys(row).join());
  const same = Prisma.join(
    key.map((name) => Prisma.sql`t.${names([name])} = g.${names([name])}`),
    " AND ",
  );
  return [...alike.values()].map((some) => {
    const written = Object.keys(some[0] ?? {}).filter((name) => !key.includes(name));
    const columns = written.map((name) => Prisma.sql`${names([name])} = g.${names([name])}`);
    return Prisma.sql`
      UPDATE ${names([table])} AS t SET ${Prisma.join(columns)} FROM ${givenRows(table, some)} AS g WHERE ${same}`;
  });
}

function valueOf(value: unknown): Prisma.Sql {
  return isJson(value) ? Prisma.sql`${JSON.stringify(value)}::jsonb` : Prisma.sql`${value}`;
}

const isJson = (value: unknown): boolean =>
  typeof value === "object" &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof Date) &&
  !Prisma.Decimal.isDecimal(value);
