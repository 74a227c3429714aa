import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chownSync, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import net from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import pg from "pg";

import { findPostgres } from "./system-packages";

export interface PostgresCluster {
  url: string;
  stop(): Promise<void>;
}

interface ThrowawayCluster extends PostgresCluster {
  /** Stops it, clients or not, and starts it again at the same address. */
  restart(): Promise<void>;
}

/** Long enough for a machine that is busy with other things. */
const startTimeoutMs = 30_000;

/**
 * Starts a throwaway Postgres on a free loopback port in a temporary folder. The server refuses to run as
 * root, so root hands it to Debian's user `postgres`. Nothing is synced to disk: speed, not durability. `keptIn` is a
 * folder whose rows outlive the server, for the next start.
 */
export async function startPostgresCluster({ keptIn }: { keptIn?: string } = {}): Promise<ThrowawayCluster> {
  const programs = findPostgres();
  if (programs === null) throw new Error("Postgres is not installed: no initdb found.");

  const owner = process.getuid?.() === 0 ? debianOwner() : {};
  if (keptIn !== undefined) mkdirSync(keptIn, { recursive: true });
  const folder = keptIn ?? mkdtempSync(join(tmpdir(), "lastmile-postgres-"));
  if (owner.uid !== undefined && owner.gid !== undefined) chownSync(folder, owner.uid, owner.gid);

  if (!existsSync(join(folder, "data")))
    execFileSync(
      join(programs, "initdb"),
      ["-D", join(folder, "data"), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"],
      { ...owner, cwd: folder, stdio: ["ignore", "ignore", "inherit"] },
    );

  const port = await freePort();
  const start = () =>
    spawn(
      join(programs, "postgres"),
      [
        ...["-D", join(folder, "data"), "-k", folder, "-p", String(port), "-c", "listen_addresses=127.0.0.1"],
        ...["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200"].flatMap(
          (setting) => ["-c", setting],
        ),
      ],
      { ...owner, cwd: folder, stdio: ["ignore", "ignore", "ignore"] },
    );
  let server = start();

  const url = `postgresql://postgres@127.0.0.1:${port}/postgres`;
  const stop = async () => {
    await ended(server);
    if (keptIn === undefined) rmSync(folder, { recursive: true, force: true });
  };
  try {
    await answers(url, server);
  } catch (error) {
    await stop();
    throw error;
  }
  const restart = async () => {
    await ended(server);
    server = start();
    await answers(url, server);
  };
  return { url, restart, stop };
}

function debianOwner(): { uid?: number; gid?: number } {
  const idOf = (flag: "-u" | "-g") => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
  return { uid: idOf("-u"), gid: idOf("-g") };
}

async function freePort(): Promise<number> {
  const probe = net.createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => probe.once("listening", resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === "string") throw new Error("No free port on loopback.");
  return address.port;
}

async function answers(url: string, server: ChildProcess): Promise<void> {
  const giveUpAt = Date.now() + startTimeoutMs;
  while (Date.now() < giveUpAt && server.exitCode === null) {
    const client = new pg.Client({ connectionString: url });
    const connected = await client.connect().then(
      () => true,
      () => false,
    );
    if (connected) return client.end();
    await sleep(100);
  }
  throw new Error("The throwaway Postgres did not start.");
}

/** SIGINT is Postgres' fast shutdown: it does not wait for clients that forgot to leave. */
async function ended(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const exited = new Promise((resolve) => server.once("exit", resolve));
  server.kill("SIGINT");
  await exited;
}
