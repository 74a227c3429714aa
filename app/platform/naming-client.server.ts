import pg from "pg";
import { followTransaction } from "./direct-statements.server";

// Enough for every statement the app writes out; what varies with its data (long IN lists) is not worth a name.
const maxNames = 300;

// A statement met this often will be met again.
const meetingsBeforeNaming = 3;

const names = new Map<string, string>();
const meetings = new Map<string, number>();

/** The name a statement is prepared under on every connection; null for one not seen often enough. */
function nameOf(text: string): string | null {
  const known = names.get(text);
  if (known !== undefined) return known;
  if (names.size >= maxNames) return null;
  const met = (meetings.get(text) ?? 0) + 1;
  if (met < meetingsBeforeNaming) {
    // Statements that never come again must not be remembered for ever.
    if (meetings.size > 10 * maxNames) meetings.clear();
    meetings.set(text, met);
    return null;
  }
  meetings.delete(text);
  const name = `s${String(names.size)}`;
  names.set(text, name);
  return name;
}

/** A client that has statements parsed and planned once: doing it anew is half of what a short statement costs. */
export class NamingClient extends pg.Client {
  private isInTransaction = false;

  // The driver's own signatures are eight overloads of one thing; whatever comes is passed on.
  override query(first: unknown, ...rest: unknown[]): never {
    const query = super.query.bind(this) as (...given: unknown[]) => unknown;
    const text = textOf(first);
    followTransaction(this, text);
    const answer = query(named(first), ...rest);
    this.leaveWithTransaction(text, answer);
    return answer as never;
  }

  /**
   * Prisma's adapter gives a connection back after a transaction's last statement, but not where that one fails: the
   * pool would be one short for good with every transaction a restarted server cuts off.
   */
  private leaveWithTransaction(text: string, answer: unknown): void {
    if (text === "BEGIN") this.isInTransaction = true;
    if (!this.isInTransaction || (text !== "COMMIT" && text !== "ROLLBACK")) return;
    this.isInTransaction = false;
    if (answer instanceof Promise && "release" in this) {
      const { release } = this as unknown as pg.PoolClient;
      answer.catch(() => release(true));
    }
  }
}

const textOf = (query: unknown): string =>
  typeof query === "string" ? query : isText(query) ? query.text : "";

const isText = (query: unknown): query is { text: string } =>
  typeof query === "object" && query !== null && "text" in query;

function named(query: unknown): unknown {
  if (typeof query === "string") return named({ text: query });
  if (!isUnnamed(query)) return query;
  // Several statements in one text cannot be prepared.
  const name = query.text.includes(";") ? null : nameOf(query.text);
  return name === null ? query : { ...query, name };
}

function isUnnamed(query: unknown): query is { text: string } {
  return isText(query) && !("name" in query || "submit" in query);
}
