// The app beside the sandbox while somebody works on it: built again and restarted when its sources change.

import { spawn } from "node:child_process";
import { existsSync, watch } from "node:fs";
import { join } from "node:path";
import type { RunningApp } from "../start";

export interface FreshApp {
  close(): Promise<void>;
}

const watchedFolders = ["app", "extensions", "public"];
/** Editors write in bursts. */
const quietMs = 400;

/** `start` must bring the app up at the same address every time. */
export async function keepAppFresh(input: {
  start: () => Promise<RunningApp>;
  tell: (line: string) => void;
}): Promise<FreshApp> {
  const { start, tell } = input;
  let app = await start();
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  let working: Promise<void> = Promise.resolve();

  const rebuild = async () => {
    if (closed) return;
    tell("Something changed: building ...");
    if ((await build()) !== 0) {
      tell("It does not build; the app before the change goes on.");
      return;
    }
    await app.close();
    app = await start();
    tell("The app runs with the change.");
  };
  const soon = (_event: string, file: string | null) => {
    if (file !== null && isGenerated(file)) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      working = working.then(rebuild, rebuild);
    }, quietMs);
  };
  const watchers = watchedFolders
    .filter((folder) => existsSync(folder))
    .map((folder) => watch(folder, { recursive: true }, soon));

  return {
    async close() {
      closed = true;
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
      await working.catch(() => undefined);
      await app.close();
    },
  };
}

/** The Prisma client and bundles are made by building; tests are not part of the app. */
function isGenerated(file: string): boolean {
  return file.includes(join("platform", "prisma")) || file.startsWith("build") || /\.test\.tsx?$/.test(file);
}

function build(): Promise<number | null> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ["--import", "tsx", "scripts/build.ts"], {
      stdio: ["ignore", 2, 2],
    });
    child.once("exit", (code) => resolve(code));
    child.once("error", () => resolve(null));
  });
}
