import type { ServerBuild } from "@remix-run/node";

interface RunningApp {
  env: { PORT: number; HOST: string };
  log: { info(fields: object, message: string): void; debug(fields: object, message: string): void };
  close(): Promise<void>;
}

/**
 * Loads the built app and opens it. Everything comes from the one Remix build, so that server and worker
 * share its modules instead of having copies with a database each.
 */
export async function loadApp(options: {
  worker: boolean;
}): Promise<{ build: ServerBuild; app: RunningApp }> {
  const built = new URL("../build/server/index.js", import.meta.url);
  const build = (await import(built.href)) as ServerBuild;
  const entry = build.entry.module as unknown as {
    openApp(options: { worker: boolean }): Promise<RunningApp>;
  };
  try {
    return { build, app: await entry.openApp(options) };
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
