import type { AddressInfo } from "node:net";
import type { ServerBuild } from "@remix-run/node";
import { drainOnSignal } from "../../server/drain.ts";
import { createWebServer } from "../../server/web.ts";

// A web process as server/start.ts makes it, on an app whose work ends when its parent says so: a process of its own,
// because it is told to stop by a signal and its end is its exit.

export type Told = { port: number } | { began: "webhook" | "close" };
export type Ask = "end webhook" | "end close";

const tell = (told: Told) => process.send?.(told);

const ends = new Map<unknown, () => void>();
process.on("message", (ask) => ends.get(ask)?.());

const underWay = (began: "webhook" | "close"): Promise<void> =>
  new Promise((resolve) => {
    ends.set(`end ${began}` satisfies Ask, resolve);
    tell({ began });
  });

const app = {
  env: { PORT: 0, HOST: "127.0.0.1", APP_URL: "https://app.example", DRAIN_SECONDS: 0 },
  log: { debug: () => undefined, info: () => undefined, error: () => undefined },
  loggable: String,
  loggablePath: String,
  maxWebhookBytes: 1_000_000,
  async answerWebhook() {
    await underWay("webhook");
    return 200;
  },
  countRequest: () => undefined,
  isReady: () => Promise.resolve(true),
  // More than lies in the sockets of both sides, whatever their system gives them.
  readMetrics: () =>
    Promise.resolve({ outcome: "read" as const, contentType: "text/plain", text: "a".repeat(30_000_000) }),
  close: () => underWay("close"),
};

const { server, stopProbes } = createWebServer({ build: {} as ServerBuild, app });
server.listen(0, "127.0.0.1", () => tell({ port: (server.address() as AddressInfo).port }));
drainOnSignal({ app, server, stopProbes });
