import { ensureBuild } from "../../scripts/ensure-build";
import { goLive } from "../../sandbox/simulation/merchant";
import { installApp, type Sandbox, startApp, startSandbox } from "../../sandbox/start";

/** A Tuesday morning with a plain working week ahead: the parcel's days fall on working days. */
const startAt = new Date("2026-06-09T08:00:00Z");

export interface OpenShop {
  /** Where the newcomer begins. */
  url: string;
  sandbox: Sandbox;
  /**
   * Warnings and errors the app logged. What it tries again is none: a busy machine may break off a call to the
   * stand-in.
   */
  appLog: string[];
  close(): Promise<void>;
}

/**
 * Sandbox and built app on free ports, nothing kept; installed and live, as `npm run demo` leaves them, or installed
 * only, with everything still to be set.
 */
export async function openShop({ live = true }: { live?: boolean } = {}): Promise<OpenShop> {
  ensureBuild();
  const sandbox = await startSandbox({ dataDir: null, seed: 1, startAt, autopilot: true });
  const appLog: string[] = [];
  try {
    const onLog = (line: string) => {
      if (!line.includes("will be retried")) appLog.push(line);
    };
    const app = await startApp({ sandbox, dataDir: null, onLog });
    try {
      await installApp({ sandbox, app });
      if (live) await goLive({ sandbox, appUrl: app.url });
    } catch (error) {
      await app.close();
      throw error;
    }
    const close = async () => {
      await app.close();
      await sandbox.close();
    };
    return { url: sandbox.url, sandbox, appLog, close };
  } catch (error) {
    await sandbox.close();
    throw error;
  }
}
