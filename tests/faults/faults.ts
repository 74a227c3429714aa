import { createOpenThings } from "../../sandbox/simulation/open-things";
import { runHeadless } from "../../sandbox/simulation/run-headless";
import { startPostgresCluster } from "../../scripts/postgres-cluster";
import { accountOf, type FaultAccount } from "./account";
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
  seconds: number;
}

/** The headless run with its processes killed and its neighbours failing, and what became of webhooks and mails. */
export async function runFaults(options: FaultsOptions, tell: (line: string) => void): Promise<FaultsReport> {
  const open = createOpenThings();
  try {
    const cluster = options.database === "postgres" ? await startPostgresCluster() : null;
    if (cluster) open.add(() => cluster.stop());
    const { orders, seed, kinds } = options;
    const kills = kinds.includes("kills") ? options.kills : 0;
    const { report, records, faults } = await runHeadless(
      { orders, seed, historyFile: null, chaos: false, lossy: false, outFolder: null, json: true },
      {
        tell,
        databaseUrl: cluster?.url,
        open,
        makeTrouble: planTroubles({ kinds, kills, seed, restartDatabase: cluster && cluster.restart, tell }),
      },
    );
    for (const fault of faults) tell(`Seen under way: ${fault}.`);
    return {
      kills,
      orders: report.orders,
      ...accountOf(records),
      failed: report.failed,
      emailsAccepted: report.emailsAccepted,
      seconds: report.seconds,
    };
  } finally {
    await open.closeAll();
  }
}
