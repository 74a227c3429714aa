import { AsyncLocalStorage } from "node:async_hooks";
import pg from "pg";
import { Prisma, type PrismaClient } from "./prisma/client";

/** The connection a transaction has, from its BEGIN to its end. */
interface Place {
  hasBegun: boolean;
  client: pg.ClientBase | null;
}

const places = new AsyncLocalStorage<Place>();

/** A connection says which transaction it serves: it alone sees where one begins and ends. */
export function followTransaction(client: pg.ClientBase & { place?: Place | null }, text: string): void {
  if (text === "BEGIN") {
    const place = places.getStore();
    // Work inside a transaction may begin another one, on a connection of its own.
    if (!place || place.hasBegun) return;
    place.hasBegun = true;
    place.client = client;
    client.place = place;
  } else if (client.place && (text === "COMMIT" || text === "ROLLBACK")) {
    client.place.client = null;
    client.place = null;
  }
}

/**
 * The client with its `$queryRaw`, `$executeRaw` and `$queryRawUnsafe` handed to the driver, on the connection of the
 * transaction they stand in: what the client does to a statement of ours on its way costs twice what the database does.
 * Values come back as the client gives them.
 */
export function withDirectStatements(client: PrismaClient, pool: pg.Pool): PrismaClient {
  const transact = (work: unknown, options?: object) => {
    if (typeof work !== "function") return client.$transaction(work as never, options);
    const place: Place = { hasBegun: false, client: null };
    const within = (tx: Prisma.TransactionClient) =>
      (work as (tx: Prisma.TransactionClient) => Promise<unknown>)(
        // A transaction that ended under our hands has no connection: the client says so as it always does.
        speaking(tx, () => place.client),
      );
    return places.run(place, () => client.$transaction(within, options));
  };
  return speaking(client, () => pool, { $transaction: transact });
}

type Speaker = Pick<pg.ClientBase | pg.Pool, "query">;

function speaking<Client extends Prisma.TransactionClient>(
  client: Client,
  speaker: () => Speaker | null,
  own: Record<string, unknown> = {},
): Client {
  const ask = (text: string, values: unknown[], instead: () => Promise<unknown>) =>
    speaker()?.query({ text, values: values.map(sent), types: readTypes }) ?? instead();
  const statements: Record<string, unknown> = {
    ...own,
    async $queryRaw(first: TemplateStringsArray | Prisma.Sql, ...rest: unknown[]) {
      const { text, values } = statementOf(first, rest);
      const answer = await ask(text, values, () => client.$queryRaw(first, ...rest));
      return rowsOf(answer);
    },
    async $executeRaw(first: TemplateStringsArray | Prisma.Sql, ...rest: unknown[]) {
      const { text, values } = statementOf(first, rest);
      const answer = await ask(text, values, () => client.$executeRaw(first, ...rest));
      return isResult(answer) ? (answer.rowCount ?? 0) : answer;
    },
    async $queryRawUnsafe(text: string, ...values: unknown[]) {
      const answer = await ask(text, values, () => client.$queryRawUnsafe(text, ...values));
      return rowsOf(answer);
    },
  };
  return new Proxy(client, {
    get: (target, name) =>
      typeof name === "string" && Object.hasOwn(statements, name)
        ? statements[name]
        : (Reflect.get(target, name) as unknown),
  });
}

const isResult = (answer: unknown): answer is pg.QueryResult<object> =>
  typeof answer === "object" && answer !== null && "rowCount" in answer && "rows" in answer;

const rowsOf = (answer: unknown): unknown => (isResult(answer) ? answer.rows : answer);

const statementOf = (first: TemplateStringsArray | Prisma.Sql, rest: unknown[]): Prisma.Sql =>
  first instanceof Prisma.Sql ? first : Prisma.sql(first, ...rest);

/** The driver would write an instant in the machine's own time zone; columns hold UTC. */
function sent(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  return Prisma.Decimal.isDecimal(value) ? value.toString() : value;
}

const { INT8, NUMERIC, TIMESTAMP, DATE } = pg.types.builtins;

const readers: Record<number, (text: string) => unknown> = {
  [INT8]: BigInt,
  [NUMERIC]: (text) => new Prisma.Decimal(text),
  [TIMESTAMP]: (text) => new Date(`${text.replace(" ", "T")}Z`),
  [DATE]: (text) => new Date(text),
};

const readTypes: pg.CustomTypesConfig = {
  getTypeParser: (oid: number) => readers[oid] ?? (pg.types.getTypeParser(oid) as (text: string) => unknown),
};
