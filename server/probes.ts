import type { IncomingMessage, ServerResponse } from "node:http";
import type { RunningApp } from "./load-app.ts";

/** What is answered here and nowhere else. */
export const probePaths = ["/healthz", "/readyz", "/metrics"] as const;

type ProbedApp = Pick<RunningApp, "isReady" | "readMetrics">;

/**
 * What the platform asks: /healthz, is the process alive (restart it if not); /readyz, may it have work (not while its
 * database is away, not once it was told to stop); /metrics, for Prometheus.
 */
export function createProbes(app: ProbedApp) {
  let isStopping = false;
  const answers: Record<
    (typeof probePaths)[number],
    (request: IncomingMessage) => Promise<[status: number, type: string, text: string]>
  > = {
    "/healthz": () => Promise.resolve([200, "text/plain", "ok"]),
    "/readyz": async () =>
      !isStopping && (await app.isReady()) ? [200, "text/plain", "ready"] : [503, "text/plain", "not ready"],
    "/metrics": async (request) => {
      const read = await app.readMetrics(request.headers.authorization ?? "");
      return read.outcome === "read"
        ? [200, read.contentType, read.text]
        : [read.outcome === "refused" ? 401 : 404, "text/plain", ""];
    },
  };
  return {
    /** From now on a load balancer is told to send nothing more. */
    stop() {
      isStopping = true;
    },
    answer(request: IncomingMessage, response: ServerResponse): boolean {
      const path = (request.url ?? "").split("?")[0];
      const probe = probePaths.find((one) => one === path);
      if (probe === undefined || request.method !== "GET") return false;
      void answers[probe](request)
        .catch((): [number, string, string] => [503, "text/plain", "not ready"])
        .then(([status, type, text]) => {
          response.writeHead(status, { "Content-Type": type, "Cache-Control": "no-store" }).end(text);
        });
      return true;
    },
  };
}
