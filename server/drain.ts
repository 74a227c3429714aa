import type { Server } from "node:http";
import type { RunningApp } from "./load-app.ts";

interface Draining {
  app: RunningApp;
  server: Server;
  /** From then on /readyz says no. */
  stopProbes(): void;
}

/** Longer than a job may take to finish and shorter than the thirty seconds most platforms wait before they kill. */
const giveUpMs = 25_000;

/**
 * On SIGTERM (or Ctrl-C) nothing new is taken, what is under way is finished, then the process ends. The load balancer
 * needs a moment to hear of it (DRAIN_SECONDS): until then requests are still answered.
 */
export function drainOnSignal({ app, server, stopProbes }: Draining): void {
  let isStopping = false;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    stopProbes();
    setTimeout(() => process.exit(1), giveUpMs + app.env.DRAIN_SECONDS * 1000).unref();
    setTimeout(() => void close(), app.env.DRAIN_SECONDS * 1000);
  };
  const close = async () => {
    const answered = server.listening ? new Promise((resolve) => server.close(resolve)) : Promise.resolve();
    server.closeIdleConnections();
    await answered;
    await app.close();
    process.exit(0);
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}
