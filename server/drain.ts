import type { Server, ServerResponse } from "node:http";
import { Server as TcpServer } from "node:net";
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
  const closeServer = closerOf(server);
  let isStopping = false;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    stopProbes();
    setTimeout(() => process.exit(1), giveUpMs + app.env.DRAIN_SECONDS * 1000).unref();
    setTimeout(() => void close(), app.env.DRAIN_SECONDS * 1000);
  };
  const close = async () => {
    if (server.listening) await closeServer();
    await app.close();
    process.exit(0);
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}

/**
 * Lets nobody in any more and resolves when every answer has left. An answer under way is the last on its connection:
 * one that is kept would bring the next request, or be waited for until its other side lets go.
 */
function closerOf(server: Server): () => Promise<void> {
  const answers = new Set<ServerResponse>();
  let isClosing = false;
  const lastOnItsConnection = (answer: ServerResponse) => {
    if (!answer.headersSent) answer.setHeader("Connection", "close");
  };
  // Node holds a connection idle as soon as its answer is written, though a slow reader may not have the half of it.
  const closeIdle = () => {
    const isLeaving = [...answers].some((answer) => answer.writableEnded && !answer.writableFinished);
    if (!isLeaving) server.closeIdleConnections();
  };
  server.prependListener("request", (_request, answer: ServerResponse) => {
    answers.add(answer);
    if (isClosing) lastOnItsConnection(answer);
    answer.once("close", () => {
      answers.delete(answer);
      if (isClosing) closeIdle();
    });
  });
  return () => {
    isClosing = true;
    for (const answer of answers) lastOnItsConnection(answer);
    // An HTTP server's own close() closes what it holds idle, too.
    const closed = new Promise<void>((resolve) => TcpServer.prototype.close.call(server, () => resolve()));
    closeIdle();
    return closed;
  };
}
