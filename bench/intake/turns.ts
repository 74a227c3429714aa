import type { ChildProcess } from "node:child_process";
import pg from "pg";
import { cpuSecondsOf } from "../app-processes";
import { median } from "../median";
import { deliver, type Figures, type Load } from "./load";

/** One of those that take turns, listening already. */
interface Taker {
  name: string;
  server: ChildProcess;
  port: number;
}

/** `cpuMicros`: CPU a delivery cost the app, the database's connections and this process, in µs. */
type TurnFigures = Figures & { cpuMicros: { app: number; database: number; load: number } };

const secondsATurn = 2;

interface Spent {
  app: number;
  database: number;
  load: number;
}

/**
 * Bare and ours by turns of two seconds, so that whatever else the machine does falls on both alike. Answers the
 * medians of each one's turns, and what a delivery cost over all of them.
 */
export async function byTurns(
  { takers, databaseUrl, turns }: { takers: Taker[]; databaseUrl: string; turns: number },
  load: Omit<Load, "port" | "seconds" | "pace">,
): Promise<Array<{ name: string } & TurnFigures>> {
  const database = new pg.Client({ connectionString: databaseUrl });
  await database.connect();
  const spentBy = async ({ server }: Taker): Promise<Spent> => {
    const { rows } = await database.query<{ pid: number }>(
      "SELECT pid FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND client_port IS NOT NULL",
    );
    return {
      app: cpuSecondsOf(server.pid ?? 0),
      database: rows.reduce((sum, { pid }) => sum + cpuSecondsOf(pid), 0),
      load: cpuSecondsOf(process.pid),
    };
  };
  const taken = takers.map((taker) => ({
    taker,
    figures: [] as Figures[],
    spent: { app: 0, database: 0, load: 0 },
  }));
  try {
    for (let turn = 0; turn < turns; turn += 1) {
      for (const { taker, figures, spent } of taken) {
        const before = await spentBy(taker);
        figures.push(await deliver({ ...load, port: taker.port, seconds: secondsATurn, pace: null }));
        const after = await spentBy(taker);
        for (const who of ["app", "database", "load"] as const) spent[who] += after[who] - before[who];
      }
    }
  } finally {
    await database.end();
  }
  return taken.map(({ taker, figures, spent }) => {
    const deliveries = figures.reduce((sum, { perSecond }) => sum + perSecond * secondsATurn, 0);
    const micros = (seconds: number) => Math.round((seconds * 1e6) / deliveries);
    return {
      name: taker.name,
      perSecond: median(figures.map(({ perSecond }) => perSecond)),
      p50Ms: median(figures.map(({ p50Ms }) => p50Ms)),
      p99Ms: median(figures.map(({ p99Ms }) => p99Ms)),
      errors: figures.reduce((sum, { errors }) => sum + errors, 0),
      cpuMicros: { app: micros(spent.app), database: micros(spent.database), load: micros(spent.load) },
    };
  });
}
