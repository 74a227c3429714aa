// One process of the app: started with its environment, its last lines kept for the day it does not start.

import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { join } from "node:path";

export interface AppProcess {
  pid: number;
  /** The exit code, null when a signal ended it. */
  exited: Promise<number | null>;
  /** What it wrote last. */
  lastLines(): string;
  stop(): Promise<void>;
  signal(signal: NodeJS.Signals): void;
  /** Ends it in mid-sentence, as a machine that loses power does. */
  kill(): Promise<void>;
}

export const root = join(import.meta.dirname, "..");
const KEPT_LINES = 60;
/** Long enough to finish what is at work, short enough for Ctrl-C. */
const STOP_TIMEOUT_MS = 10_000;

export function startAppProcess(options: {
  /** "server/start.ts" */
  script: string;
  env: Record<string, string>;
  onLog: ((line: string) => void) | undefined;
}): AppProcess {
  const child = spawn(process.execPath, [options.script], {
    cwd: root,
    env: { ...process.env, ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const lines = keepLines(child, options.onLog);
  const exited = new Promise<number | null>((resolve) => {
    child.once("exit", resolve);
  });
  return {
    pid: child.pid ?? 0,
    exited,
    lastLines: () => lines.join("\n"),
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGTERM");
      const patience = setTimeout(() => child.kill("SIGKILL"), STOP_TIMEOUT_MS);
      await exited;
      clearTimeout(patience);
    },
    signal: (signal) => void child.kill(signal),
    async kill() {
      child.kill("SIGKILL");
      await exited;
    },
  };
}

function keepLines(child: ChildProcess, onLog: ((line: string) => void) | undefined): string[] {
  const lines: string[] = [];
  const keep = (chunk: Buffer) => {
    for (const line of chunk.toString("utf8").split("\n").filter(Boolean)) {
      lines.push(line);
      if (lines.length > KEPT_LINES) lines.shift();
      onLog?.(line);
    }
  };
  child.stdout?.on("data", keep);
  child.stderr?.on("data", keep);
  return lines;
}
