import type { Deps } from "./deps.server";
import { answerWebhook, maxWebhookBytes } from "./intake/answer-webhook.server";
import { loggable, loggablePath } from "./platform/log.server";
import { pendingMigrations } from "./platform/migrations.server";
import { equalInConstantTime } from "./platform/secrets.server";

/** What a server process asks of the open app beside its pages. */
export function runningApp(deps: Deps) {
  const { env, log, db, metrics } = deps;
  let isMigrated = false;
  return {
    env,
    log,
    loggable,
    loggablePath,
    maxWebhookBytes,
    answerWebhook: (delivered: Parameters<typeof answerWebhook>[1]) => answerWebhook(deps, delivered),
    countRequest({ path, status, seconds }: { path: string; status: number; seconds: number }) {
      // The first part of the path is a door's name, or nobody's: strangers must not make labels.
      const door = knownDoors.find((known) => path === known || path.startsWith(`${known}/`)) ?? "other";
      metrics.request({ door, status, seconds });
    },
    /** The database answers and its tables are this version's. */
    async isReady(): Promise<boolean> {
      if (!isMigrated) isMigrated = (await pendingMigrations(db)).length === 0;
      else await db.$queryRaw`SELECT 1`;
      return isMigrated;
    },
    /** `unset`: no token is named, so there is nothing to see. */
    async readMetrics(authorization: string) {
      if (env.METRICS_TOKEN === undefined) return { outcome: "unset" as const };
      if (!equalInConstantTime(authorization, `Bearer ${env.METRICS_TOKEN}`))
        return { outcome: "refused" as const };
      return { outcome: "read" as const, ...(await metrics.read()) };
    },
  };
}

const knownDoors = ["/app", "/api", "/auth", "/d", "/r", "/t", "/u", "/proxy", "/assets"];
