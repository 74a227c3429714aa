// Starts the built app as an operator would: one process on the embedded database, on Postgres a web process and a
// worker beside it. Then opens it as a merchant.

import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root, startAppProcess, type AppProcess } from "./app-process";
import { embeddedUrl } from "./embedded-url";
import type { Sandbox } from "./sandbox";
import { TEXT_AUTH_TOKEN } from "./text-provider";
import { mailZone } from "./sender-zone";

export interface RunningApp {
  url: string;
  /** The web process's id. */
  pid: number;
  /** Its processes: one, or the web process and the worker. */
  processes: RunningProcess[];
  close(): Promise<void>;
}

interface RunningProcess {
  name: "web" | "worker";
  /** Kills it in mid-work and starts it again; resolves when it is ready. */
  crash(): Promise<void>;
  signal(signal: NodeJS.Signals): void;
}

export interface StartAppOptions {
  sandbox: Sandbox;
  /** null: a temporary folder, removed on close. */
  dataDir: string | null;
  /** Postgres: migrated first, then worked by a worker process of its own. */
  databaseUrl?: string | undefined;
  port?: number | undefined;
  env?: Record<string, string> | undefined;
  /** Lines the app writes; they are also shown when it fails to start. */
  onLog?: ((line: string) => void) | undefined;
}

const START_TIMEOUT_MS = 180_000;

export async function startApp(options: StartAppOptions): Promise<RunningApp> {
  if (!existsSync(join(root, "build/server/index.js")))
    throw new Error("The app is not built yet: npm run build");
  const { sandbox, databaseUrl } = options;
  const port = options.port ?? (await freePort());
  const url = `http://127.0.0.1:${port}`;
  const temporary = options.dataDir === null ? mkdtempSync(join(tmpdir(), "lastmile-app-")) : null;
  const dataDir = options.dataDir ?? temporary ?? "";
  const env = { ...appEnv({ sandbox, port, url, dataDir, databaseUrl }), ...options.env };
  const workerPort = await freePort();
  const workerUrl = `http://127.0.0.1:${workerPort}`;
  const start = (script: string) =>
    startAppProcess({ script, env: { ...env, WORKER_PORT: String(workerPort) }, onLog: options.onLog });
  const running = new Map<RunningProcess["name"], AppProcess>();
  const close = async () => {
    sandbox.setAppUrl(null);
    await Promise.all([...running.values()].map((one) => one.stop()));
    if (temporary) rmSync(temporary, { recursive: true, force: true });
  };
  const launch = (name: RunningProcess["name"]) => {
    const process = start(name === "web" ? "server/start.ts" : "server/worker.ts");
    running.set(name, process);
    return ready(process, () => isHealthy(name === "web" ? url : workerUrl));
  };
  const crash = async (name: RunningProcess["name"]) => {
    await running.get(name)?.kill();
    await launch(name);
  };

  try {
    if (databaseUrl) await migrate(start("server/migrate.ts"));
    await launch("web");
    if (databaseUrl) {
      await launch("worker");
      // From then on the calendar waits for it.
      await until(() => sandbox.calendar.followers().includes("worker"));
    }
    sandbox.setAppUrl(url);
    const pid = running.get("web")?.pid ?? 0;
    const processes = [...running.keys()].map((name) => ({
      name,
      crash: () => crash(name),
      signal: (signal: NodeJS.Signals) => running.get(name)?.signal(signal),
    }));
    return { url, pid, processes, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function migrate(process: AppProcess): Promise<void> {
  if ((await process.exited) !== 0)
    throw new Error(`The database could not be migrated:\n${process.lastLines()}`);
}

/** Rejects with what the process said last when it stops, or is not ready in time. */
async function ready(process: AppProcess, isReady: () => boolean | Promise<boolean>): Promise<void> {
  let hasExited = false;
  void process.exited.then(() => {
    hasExited = true;
  });
  const isOver = await until(async () => hasExited || (await isReady()));
  if (hasExited) throw new Error(`The app stopped while starting:\n${process.lastLines()}`);
  if (!isOver)
    throw new Error(`The app was not ready within ${START_TIMEOUT_MS / 1000} s:\n${process.lastLines()}`);
}

/** Asks again until it holds; false when it does not in time. */
async function until(holds: () => boolean | Promise<boolean>): Promise<boolean> {
  const giveUpAt = Date.now() + START_TIMEOUT_MS;
  while (!(await holds())) {
    if (Date.now() > giveUpAt) return false;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return true;
}

function appEnv(options: {
  sandbox: Sandbox;
  port: number;
  url: string;
  dataDir: string;
  databaseUrl: string | undefined;
}): Record<string, string> {
  const { sandbox } = options;
  return {
    NODE_ENV: "development",
    HOST: "127.0.0.1",
    PORT: String(options.port),
    APP_URL: options.url,
    DATA_DIR: options.dataDir,
    DATABASE_URL: options.databaseUrl ?? "",
    STAND_IN_URL: sandbox.url,
    APP_BRIDGE_URL: `${sandbox.url}/app-bridge.js`,
    SHOPIFY_API_KEY: sandbox.apiKey,
    SHOPIFY_API_SECRET: sandbox.apiSecret,
    ENCRYPTION_KEY: sandbox.encryptionKey,
    SMTP_URL: sandbox.smtpUrl,
    MAIL_FROM: "ciao@fiordicasa.example",
    MAIL_SPF_INCLUDE: mailZone.spfInclude,
    MAIL_DKIM_SELECTOR: mailZone.dkimSelector,
    MAIL_DKIM_TARGET: mailZone.dkimTarget,
    TWILIO_ACCOUNT_SID: `AC${"0".repeat(32)}`,
    TWILIO_AUTH_TOKEN: TEXT_AUTH_TOKEN,
    TWILIO_FROM: "+390550000000",
    LOG_LEVEL: "warn",
  };
}

async function isHealthy(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/healthz`)).ok;
  } catch {
    // Not listening yet.
    return false;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => {
        if (address === null || typeof address === "string") reject(new Error("No free port"));
        else resolve(address.port);
      });
    });
  });
}

/** Shopify's library turns bots away, and a bare Node request looks like one. */
export const BROWSER_USER_AGENT =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36";

/** Opens the app as a merchant would, so that token exchange happens and Shopify starts sending webhooks. */
export async function installApp(options: { sandbox: Sandbox; app: { url: string } }): Promise<void> {
  const { sandbox, app } = options;
  const answer = await fetch(embeddedUrl(sandbox, app.url), {
    headers: { "User-Agent": BROWSER_USER_AGENT, Accept: "text/html" },
    redirect: "manual",
  });
  const page = await answer.text();
  if (answer.status !== 200) {
    const where = answer.headers.get("location") ?? page.slice(0, 500);
    throw new Error(
      `The app did not open: ${answer.status} ${where.replace(/id_token=[^&]+/, "id_token=…")}`,
    );
  }
  if (sandbox.world.installation.installedAt === null)
    throw new Error("The app opened without asking for a token");
}
