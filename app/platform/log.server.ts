import pino from "pino";

/** Structured logger. Fields are ids, never an e-mail, a name, a comment or a token. */
export interface Logger {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export function createLogger(level: string): Logger {
  return pino({
    level,
    base: null,
    // A last net: whoever logs an object that carries one of these by mistake does not leak it.
    redact: ["*.email", "*.phone", "*.accessToken", "*.refreshToken", "*.token", "*.comment", "*.body"],
  });
}
