import { join } from "node:path";
import { tmpdir } from "node:os";

import { type PostgresCluster, startPostgresCluster } from "../scripts/postgres-cluster";

/** The seeded shop's present: what is open then is open on the page. */
export const seededNow = new Date("2026-06-09T08:00:00Z");

/** DATABASE_URL's, else one of the bench's own, whose rows stay for the next bench. */
export async function openSeededPostgres(): Promise<PostgresCluster> {
  const url = process.env.DATABASE_URL;
  if (url) return { url, stop: () => Promise.resolve() };
  return startPostgresCluster({ keptIn: join(tmpdir(), "lastmile-bench-postgres") });
}
