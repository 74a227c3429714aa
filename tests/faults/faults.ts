import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { createOpenThings } from "../../sandbox/simulation/open-things";
import { runHeadless } from "../../sandbox/simulation/run-headless";
import { startPostgresCluster } from "../../scripts/postgres-cluster";
import { accountOf, type FaultAccount } from "./account";
import { createSmallDisk } from "./small-disk";
import { planTroubles, type FaultKind } from "./troubles";

export interface FaultsOptions {
  kills: number;
  orders: number;
  seed: number;
  database: "embedded" | "postgres";
  kinds: readonly FaultKind[];
}

export interface FaultsReport extends FaultAccount {
  kills: number;
  orders: number;
  /** Mails a server refused for good while it was told to. */
  failed: number;
  emailsAccepted: number;
  /** Faults asked for that this machine cannot play. */
  notPlayed: FaultKind[];
  seconds: number;
}

/** Orders are placed and promised over the last Sunday of March, by a machine that stands in Italy. */
const summerTime = {
  startsAt: new Date("2026-03-27T06:00:00Z"),
  appEnv: {
    TZ: "Europe/Rome",
    NODE_OPTIONS: `--import ${pathToFileURL(join(import.meta.dirname, "jumping-clock.mjs")).href}`,
  },
};

/** A long run is a busier shop, not a longer story: most of a quiet day is spent on letting it pass. */
const usualOrdersADay = 10;
const longestStoryDays = 20;

/** The headless run with its processes killed and its neighbours failing, and what became of webhooks and mails. */
export async function runFaults(options: FaultsOptions, tell: (line: string) => void): Promise<FaultsReport> {
  const open = createOpenThings();
  try {
    const cluster = options.database === "postgres" ? await startPostgresCluster() : null;
    if (cluster) open.add(() => cluster.stop());
    const { orders, seed, kinds } = options;
    const disk = kinds.includes("disk") && cluster === null ? createSmallDisk() : null;
    if (disk) open.add(async () => disk.remove());
    const notPlayed: FaultKind[] = kinds.includes("disk") && disk === null ? ["disk"] : [];
    if (notPlayed.length > 0)
      tell("The disk is not filled: it is the embedded one's, and needs the right to mount.");
    const kills = kinds.includes("kills") ? options.kills : 0;
    const { report, records, faults } = await runHeadless(
      { orders, seed, historyFile: null, chaos: false, lossy: false, outFolder: null, json: true },
      {
        tell,
        databaseUrl: cluster?.url,
        open,
        ordersADay: Math.max(usualOrdersADay, orders / longestStoryDays),
        appDataDir: disk ? join(disk.folder, "app") : undefined,
        ...(kinds.includes("clock") ? summerTime : {}),
        makeTrouble: planTroubles({
          kinds,
          kills,
          seed,
          restartDatabase: cluster && cluster.restart,
          disk,
          tell,
        }),
      },
    );
    for (const fault of faults) tell(`Seen under way: ${fault}.`);
    return {
      kills,
      orders: report.orders,
      ...accountOf(records),
      failed: report.failed,
      emailsAccepted: report.emailsAccepted,
      notPlayed,
      seconds: report.seconds,
    };
  } finally {
    await open.closeAll();
  }
}
