import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";

/** What the tests need from the machine, beyond npm. */
interface SystemPackage {
  debianName: string;
  find(): string | null;
}

const chromium: SystemPackage = { debianName: "chromium", find: findChromium };
const postgres: SystemPackage = { debianName: "postgresql", find: findPostgres };

/** The browser's program, or null. Playwright's own download is not used: its host is often out of reach. */
export function findChromium(): string | null {
  const named = process.env.CHROMIUM_PATH;
  if (named) return existsSync(named) ? named : null;
  return ["chromium", "chromium-browser", "google-chrome"].map(onPath).find((path) => path !== null) ?? null;
}

/** The folder with `initdb` and `postgres`, newest version first, or null. Debian keeps them off the PATH. */
export function findPostgres(): string | null {
  const debianRoot = "/usr/lib/postgresql";
  const versions = existsSync(debianRoot) ? readdirSync(debianRoot) : [];
  const folders = versions
    .sort((one, other) => Number(other) - Number(one))
    .map((version) => join(debianRoot, version, "bin"));
  const onThePath = onPath("initdb");
  if (onThePath) folders.push(join(onThePath, ".."));
  return (
    folders.find((folder) => ["initdb", "postgres"].every((name) => existsSync(join(folder, name)))) ?? null
  );
}

/**
 * Installs what is missing where that needs nobody's permission (Debian as root). Elsewhere it returns
 * the one command a person has to run.
 */
export function installMissing(): { outcome: "ready" } | { outcome: "missing"; command: string } {
  const missing = missingNames();
  if (missing.length === 0) return { outcome: "ready" };

  const isDebian = existsSync("/etc/debian_version");
  const isRoot = process.getuid?.() === 0;
  if (isDebian && isRoot) {
    process.stdout.write(`Installing ${missing.join(" and ")} with apt-get.\n`);
    run("apt-get", ["update", "-qq"]);
    run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...missing]);
    if (missingNames().length === 0) return { outcome: "ready" };
  }
  const command =
    process.platform === "darwin"
      ? `brew install ${missing.join(" ")}`
      : `sudo apt-get update && sudo apt-get install -y ${missing.join(" ")}`;
  return { outcome: "missing", command };
}

function missingNames(): string[] {
  return [chromium, postgres].filter((wanted) => wanted.find() === null).map((wanted) => wanted.debianName);
}

function onPath(program: string): string | null {
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, program)).find((path) => existsSync(path)) ?? null;
}

function run(program: string, args: string[]): void {
  spawnSync(program, args, {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
}
