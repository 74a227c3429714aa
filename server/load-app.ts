import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { ServerBuild } from "@remix-run/node";

interface Delivered {
  method: string;
  header(name: string): string | null;
  readBody(): Promise<Buffer | null>;
}

interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** The open app as the processes use it. */
export interface RunningApp {
  env: {
    PORT: number;
    HOST: string;
    APP_URL: string;
    WORKER_PORT?: number | undefined;
    DRAIN_SECONDS: number;
  };
  log: Log;
  /** What an error says that may be logged. */
  loggable(error: unknown): string;
  /** Without the links of shoppers. */
  loggablePath(path: string): string;
  maxWebhookBytes: number;
  /** The status of the answer. */
  answerWebhook(delivered: Delivered): Promise<number>;
  countRequest(request: { path: string; status: number; seconds: number }): void;
  isReady(): Promise<boolean>;
  readMetrics(
    authorization: string,
  ): Promise<{ outcome: "read"; contentType: string; text: string } | { outcome: "refused" | "unset" }>;
  close(): Promise<void>;
}

/**
 * Loads the built app and opens it. Everything comes from the one Remix build, so that server and worker
 * share its modules instead of having copies with a database each.
 */
export async function loadApp(options: {
  worker: boolean;
}): Promise<{ build: ServerBuild; app: RunningApp }> {
  const built = new URL("../build/server/index.js", import.meta.url);
  const build = (await import(built.href)) as ServerBuild;
  const entry = build.entry.module as unknown as {
    openApp(options: { worker: boolean }): Promise<RunningApp>;
  };
  try {
    const app = await entry.openApp(options);
    forgetLoading();
    return { build, app };
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}

/**
 * Loading fills V8's table of object shapes with ones nobody uses any more, and while it is full every object that is
 * filled key by key, as each request's headers are, is given new shapes of its own: forty times the price. One whole
 * collection, a third of a second, empties it.
 */
function forgetLoading(): void {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  setFlagsFromString("--no-expose-gc");
  collect();
}
