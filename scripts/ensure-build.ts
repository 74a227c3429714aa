import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

const npm = process.platform === "win32" ? "npm.cmd" : "npm";

/** What is made from what. Generated files count as stale when any source is newer. */
const generated = {
  prismaClient: { output: "app/platform/prisma/client.ts", sources: ["prisma/schema.prisma"] },
  server: {
    output: "build/server/index.js",
    sources: ["app", "extensions", "public", "package-lock.json", "vite.config.ts", "shopify.app.toml"],
  },
  extension: {
    output: "build/extensions/thank-you-block.js",
    sources: ["extensions", "package-lock.json", "scripts/build-extensions.ts"],
  },
} as const;

/** Builds the Prisma client, the app and the extensions where they are missing or older than their sources. */
export function ensureBuild(): void {
  if (isStale(generated.prismaClient)) run("npx", ["prisma", "generate"]);
  if (isStale(generated.server) || isStale(generated.extension)) run(npm, ["run", "--silent", "build"]);
}

function isStale(made: { output: string; sources: readonly string[] }): boolean {
  if (!existsSync(made.output)) return true;
  const builtAt = statSync(made.output).mtimeMs;
  return made.sources.some((source) => newestChange(source) > builtAt);
}

/** When the file, or the newest source below the folder, last changed; tests do not count. */
function newestChange(path: string): number {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return 0;
  if (!stats.isDirectory()) return /\.test\.tsx?$/.test(path) ? 0 : stats.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newestChange(join(path, name))));
}

function run(program: string, args: string[]): void {
  // All to stderr: whoever needs the build may have something of its own to say on stdout.
  const { status } = spawnSync(program, args, { stdio: ["ignore", process.stderr.fd, process.stderr.fd] });
  if (status !== 0) throw new Error(`${[program, ...args].join(" ")} failed.`);
}
