import { openDeps, provideDeps } from "./deps.server";
import { readEnv } from "./platform/env.server";
import { runningApp } from "./running-app.server";
import { startWorker } from "./worker.server";

/**
 * Opens the app for a server process. The embedded database belongs to one process, so there the worker
 * runs along; on Postgres only where asked (`npm run worker`).
 */
export async function openApp({ worker }: { worker: boolean }) {
  const deps = await openDeps(readEnv());
  provideDeps(deps);
  const runsWorker = worker || deps.connection.kind === "embedded";
  const running = runsWorker ? await startWorker(deps) : null;
  const following = runsWorker ? null : deps.calendar?.follow("web", () => Promise.resolve(null));
  return {
    ...runningApp(deps),
    async close() {
      await running?.stop();
      deps.calendar?.stop();
      await following;
      await deps.queue.stop();
      deps.mailer.close();
      await deps.connection.close();
    },
  };
}
