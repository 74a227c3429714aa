import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

import { ensureBuild } from "./ensure-build";
import { startPostgresCluster } from "./postgres-cluster";
import { installMissing } from "./system-packages";
import { closingLine, countRun, type TestRun } from "./test-report";

// `npm test`: everything, on PGlite and on Postgres, in a browser too. It installs what it may, says what it
// may not, and always ends with one line: "N passed, M failed".

const resultsFolder = "test-results";

let running: ChildProcess | null = null;
let interrupted = false;

async function main(): Promise<number> {
  const machine = installMissing();
  if (machine.outcome === "missing") {
    process.stderr.write(`The tests need programs this machine lacks. Run this once, then again npm test:\n`);
    process.stderr.write(`  ${machine.command}\n`);
    return 1;
  }
  ensureBuild();
  rmSync(resultsFolder, { recursive: true, force: true });
  mkdirSync(resultsFolder, { recursive: true });

  const runs: TestRun[] = [];
  runs.push(await vitest("unit on PGlite", "unit"));
  runs.push(await vitest("extensions", "extensions"));
  runs.push(await onPostgres((url) => vitest("unit on Postgres", "unit", { TEST_DATABASE_URL: url })));
  runs.push(await vitest("end to end", "e2e"));

  const counts = runs.map(countRun);
  process.stdout.write("\n");
  runs.forEach((run, index) => {
    const count = counts[index];
    if (!count) return;
    process.stdout.write(`${run.title}: ${closingLine([count])} (${run.seconds.toFixed(0)} s)\n`);
    for (const failure of count.failures) process.stdout.write(`  failed: ${failure}\n`);
  });
  process.stdout.write(`${closingLine(counts)}\n`);
  return counts.every((count) => count.failed === 0) ? 0 : 1;
}

async function onPostgres(work: (url: string) => Promise<TestRun>): Promise<TestRun> {
  const cluster = await startPostgresCluster();
  try {
    return await work(cluster.url);
  } finally {
    await cluster.stop();
  }
}

async function vitest(title: string, project: string, env: Record<string, string> = {}): Promise<TestRun> {
  const startedAt = performance.now();
  const reportFile = join(resultsFolder, `${title.replaceAll(" ", "-").toLowerCase()}.json`);
  if (interrupted) return { title, exitCode: null, report: null, seconds: 0 };

  process.stdout.write(`\n${title}\n`);
  const child = spawn(
    join("node_modules", ".bin", "vitest"),
    ["run", "--project", project, "--reporter=default", "--reporter=json", `--outputFile.json=${reportFile}`],
    { stdio: ["ignore", "inherit", "inherit"], env: { ...process.env, ...env } },
  );
  running = child;
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.once("exit", resolve);
    child.once("error", reject);
  });
  running = null;
  const report = existsSync(reportFile) ? readFileSync(reportFile, "utf8") : null;
  return { title, exitCode, report, seconds: (performance.now() - startedAt) / 1000 };
}

// Interrupted, the run under way is ended and the cluster is still stopped on the way out.
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    interrupted = true;
    running?.kill(signal);
  });
}

process.exitCode = await main();
