import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";

// Each extension is a program of its own: what `shopify` and the s-* elements are depends on where it runs.

const projects = readdirSync("extensions")
  .map((name) => path.join("extensions", name))
  .filter((folder) => existsSync(path.join(folder, "tsconfig.json")));

for (const project of projects) {
  const { status } = spawnSync(path.join("node_modules", ".bin", "tsc"), ["--noEmit", "-p", project], {
    stdio: "inherit",
  });
  if (status !== 0) process.exitCode = status ?? 1;
}
