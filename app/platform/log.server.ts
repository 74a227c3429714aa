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

export function createLogger(level: string): Logger {
  return pino({
    level,
    base: null,
    // A last net: whoever logs an object that carries one of these by mistake does not leak it.
    redact: ["*.email", "*.phone", "*.accessToken", "*.refreshToken", "*.token", "*.comment", "*.body"],
  });
}
