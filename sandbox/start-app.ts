// Starts the built app in a process of its own, with the environment an operator would give it, and opens it as a merchant.

import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { embeddedUrl } from "./embedded-url";
import type { Sandbox } from "./sandbox";

export interface RunningApp {
  url: string;
  /** The child's process id. */
  pid: number;
  close(): Promise<void>;
}

export interface StartAppOptions {
  sandbox: Sandbox;
  /** null: a temporary folder, removed on close. */
  dataDir: string | null;
  databaseUrl?: string | undefined;
  port?: number | undefined;
  env?: Record<string, string> | undefined;
  /** Lines the app writes; they are also shown when it fails to start. */
  onLog?: ((line: string) => void) | undefined;
}

const root = join(import.meta.dirname, "..");
const START_TIMEOUT_MS = 60_000;
const KEPT_LINES = 60;
/** Long enough to finish what is at work, short enough for Ctrl-C. */
const STOP_TIMEOUT_MS = 10_000;

export async function startApp(options: StartAppOptions): Promise<RunningApp> {
  if (!existsSync(join(root, "build/server/index.js")))
    throw new Error("The app is not built yet: npm run build");
  const { sandbox } = options;
  const port = options.port ?? (await freePort());
  const url = `http://127.0.0.1:${port}`;
  const temporary = options.dataDir === null ? mkdtempSync(join(tmpdir(), "lastmile-app-")) : null;
  const dataDir = options.dataDir ?? temporary ?? "";
  const child = spawn(process.execPath, ["server/start.ts"], {
    cwd: root,
    env: {
      ...process.env,
      ...appEnv({ sandbox, port, url, dataDir, databaseUrl: options.databaseUrl }),
      ...options.env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const lines = keepLines(child, options.onLog);
  const exited = new Promise<number | null>((resolve) => {
    child.once("exit", resolve);
  });
  const close = async () => {
    sandbox.setAppUrl(null);
    if (child.exitCode === null && child.signalCode === null) {
      child.kill("SIGTERM");
      const patience = setTimeout(() => child.kill("SIGKILL"), STOP_TIMEOUT_MS);
      await exited;
      clearTimeout(patience);
    }
    if (temporary) rmSync(temporary, { recursive: true, force: true });
  };

  const outcome = await Promise.race([waitUntilHealthy(url), exited.then(() => "exited" as const)]);
  if (outcome !== "healthy") {
    await close();
    const why =
      outcome === "exited" ? "stopped while starting" : `did not answer within ${START_TIMEOUT_MS / 1000} s`;
    throw new Error(`The app ${why}:\n${lines.join("\n")}`);
  }
  sandbox.setAppUrl(url);
  return { url, pid: child.pid ?? 0, close };
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
    LOG_LEVEL: "warn",
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

async function waitUntilHealthy(url: string): Promise<"healthy" | "silent"> {
  const until = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < until) {
    try {
      const answer = await fetch(`${url}/healthz`);
      if (answer.ok) return "healthy";
    } catch {
      // Not listening yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return "silent";
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
