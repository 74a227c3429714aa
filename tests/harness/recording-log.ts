import type { Logger } from "~/platform/log.server";

export interface LogLine {
  level: keyof Logger;
  fields: object;
  message: string;
}

/** Keeps what was logged, so that a test can say what an operator would read. */
export class RecordingLog implements Logger {
  readonly lines: LogLine[] = [];

  debug(fields: object, message: string): void {
    this.lines.push({ level: "debug", fields, message });
  }
  info(fields: object, message: string): void {
    this.lines.push({ level: "info", fields, message });
  }
  warn(fields: object, message: string): void {
    this.lines.push({ level: "warn", fields, message });
  }
  error(fields: object, message: string): void {
    this.lines.push({ level: "error", fields, message });
  }

  clear(): void {
    this.lines.length = 0;
  }
}
