import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

// Processes under measurement: each a Node of its own, started as an operator starts it and killed without ceremony.

export const benchSecret = "bench-secret-of-some-length";
export const benchEncryptionKey = Buffer.alloc(32, 7).toString("base64");

/** The environment of a production process on `databaseUrl`; `env` adds to it. */
export function startProgram(
  program: string[],
  { databaseUrl, port, env = {} }: { databaseUrl: string; port: number; env?: Record<string, string> },
): ChildProcess {
  return spawn(process.execPath, program, {
    stdio: ["ignore", process.env["BENCH_LOG"] ? "inherit" : "ignore", "inherit"],
    env: {
      ...process.env,
      NODE_ENV: "production",
      DATABASE_URL: databaseUrl,
      PORT: String(port),
      HOST: "127.0.0.1",
      APP_URL: "https://bench.example",
      SHOPIFY_API_KEY: "bench",
      SHOPIFY_API_SECRET: benchSecret,
      ENCRYPTION_KEY: benchEncryptionKey,
      SMTP_URL: "smtp://127.0.0.1:1",
      MAIL_FROM: "hello@bench.example",
      LOG_LEVEL: "warn",
      STAND_IN_URL: "",
      ...env,
    },
  });
}

/** Waits until the address is answered with anything but a server's error. Throws after two minutes. */
export async function untilAnswered(child: ChildProcess, url: string, init?: RequestInit): Promise<void> {
  for (let tries = 0; tries < 1200; tries += 1) {
    const answers = await fetch(url, init).then(
      (answer) => answer.status < 500,
      () => false,
    );
    if (answers) return;
    if (child.exitCode !== null) break;
    await sleep(100);
  }
  child.kill("SIGKILL");
  throw new Error(`Nothing answers at ${url}.`);
}

export async function killProgram(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await exited;
}

export async function migrate(databaseUrl: string): Promise<void> {
  const child = startProgram(["server/migrate.ts"], { databaseUrl, port: 1 });
  const code = await new Promise((resolve) => child.once("exit", resolve));
  if (code !== 0) throw new Error("The database could not be migrated.");
}

/** What a process holds of the machine's memory now, in MB; Linux only. */
export function memoryOf({ pid = 0 }: ChildProcess): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024;
}

// Linux counts a process's time in hundredths of a second.
const ticksPerSecond = 100;

/** Seconds of CPU a process has used so far; Linux only. */
export function cpuSecondsOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, { encoding: "latin1", flag: "r" });
  // The second field is the name, in brackets, with anything in it.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}
