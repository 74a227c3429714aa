import pg from "pg";
import pino from "pino";

/** Structured logger. Fields are ids, never an e-mail, a name, a comment or a token. */
export interface Logger {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/**
 * What an error says that may be logged. The database client's messages quote the row they failed on, a person's
 * data with it: of those only the last line, which names the argument or the constraint. The driver's quote a value
 * where it does not fit (class 22): of those only the code.
 */
export function loggable(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  if (error instanceof pg.DatabaseError && error.code?.startsWith("22"))
    return `database error ${error.code}: a value does not fit`;
  if (!error.name.startsWith("PrismaClient")) return error.message;
  return `${error.name}: ${error.message.trim().split("\n").at(-1) ?? ""}`;
}

/** A path as it may be logged: behind a shopper's door of one letter stands her signed link, which opens it. */
export const loggablePath = (path: string): string => path.replace(/^\/([a-z])\/.+/s, "/$1/…");

// A database that restarts is back within seconds, and is missed by every connection at once.
const burstMs = 5_000;

/**
 * Logs trouble that comes in bursts. What is said for the first time is logged at once; what says the same within five
 * seconds is only counted, and told as `more` when they are over. The wait keeps no process alive.
 */
export function logBursts(write: (fields: object, message: string) => void, message: string) {
  const more = new Map<string, number>();
  return (trouble: unknown): void => {
    const error = loggable(trouble);
    const known = more.get(error);
    more.set(error, known === undefined ? 0 : known + 1);
    if (known !== undefined) return;
    write({ error }, message);
    const tellMore = () => {
      const count = more.get(error);
      more.delete(error);
      if (count) write({ error, more: count }, message);
    };
    setTimeout(tellMore, burstMs).unref();
  };
}

// A last net: whoever logs one of these by mistake, or an object that carries one, does not leak it.
const neverLogged = ["email", "phone", "accessToken", "refreshToken", "token", "comment", "body"];

/** One JSON object a line, to `out`: standard output unless told otherwise. */
export function createLogger(level: string, out?: { write(line: string): void }): Logger {
  const redact = neverLogged.flatMap((name) => [name, `*.${name}`]);
  return pino({ level, base: null, redact }, out ?? pino.destination());
}
