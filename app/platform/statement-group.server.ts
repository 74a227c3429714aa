import type pg from "pg";

interface Statement {
  text: string;
  values: Array<string | null>;
}

type Wire = pg.Connection & { readonly stream: { cork(): void; uncork(): void } };

/** What is prepared on a connection, and under which name everywhere. */
const preparedOn = new WeakMap<object, Set<string>>();
const names = new Map<string, string>();

function nameOf(text: string): string {
  const known = names.get(text);
  if (known !== undefined) return known;
  const name = `group-${String(names.size)}`;
  names.set(text, name);
  return name;
}

/**
 * Statements sent in one message: one trip to the database, and one transaction that needs no BEGIN and no COMMIT, since
 * Postgres ends it where the message ends. All are prepared, so only texts that come again belong here; values are
 * text or null. For whoever has no use for one statement's answer in the next.
 */
export class StatementGroup implements pg.Submittable {
  private readonly statements: Statement[] = [];
  private readonly rows: string[][] = [];
  private error: Error | null = null;
  private done: (error: Error | null) => void = () => undefined;

  add(text: string, values: Array<string | null>): void {
    this.statements.push({ text, values });
  }

  /** Sends them and answers all the rows they return, as text. On an error nothing was done, and the client is spent. */
  async send(pool: pg.Pool): Promise<string[][]> {
    const client = await pool.connect();
    const error = await new Promise<Error | null>((resolve) => {
      this.done = resolve;
      client.query(this);
    });
    // What was prepared before the error is not worth telling apart.
    client.release(error ?? undefined);
    if (error) throw error;
    return this.rows;
  }

  submit(connection: pg.Connection): void {
    const wire = connection as Wire;
    const prepared = preparedOn.get(wire) ?? new Set();
    preparedOn.set(wire, prepared);
    wire.stream.cork();
    for (const { text, values } of this.statements) {
      const name = nameOf(text);
      if (!prepared.has(name)) wire.parse({ name, text, types: [] }, true);
      prepared.add(name);
      wire.bind({ statement: name, values }, true);
      wire.execute({}, true);
    }
    wire.sync();
    wire.stream.uncork();
  }

  handleDataRow({ fields }: { fields: string[] }): void {
    this.rows.push(fields);
  }

  handleError(error: Error): void {
    this.done(error);
  }

  handleReadyForQuery(): void {
    this.done(null);
  }

  handleRowDescription(): void {}
  handleCommandComplete(): void {}
  handleEmptyQuery(): void {}
}
