import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";

/** What the command says of a file, and how it ends. */
async function backtest(...lines: string[]) {
  const folder = await mkdtemp(join(tmpdir(), "backtest-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, "history.csv");
  await writeFile(file, `${lines.join("\n")}\n`);
  const args = ["--import", "tsx", "bench/backtest.ts", "--history", file, "--json"];
  return new Promise<{ exitCode: unknown; stdout: string; stderr: string }>((resolve) => {
    execFile(process.execPath, args, (error, stdout, stderr) => {
      resolve({ exitCode: error ? error.code : 0, stdout, stderr });
    });
  });
}

const columns = "order_id,placed_at,promised_on,handed_over_at,delivered_at";

it("a history of which no row can be used is refused, and the first of them are told", async () => {
  const { exitCode, stdout, stderr } = await backtest(
    columns,
    "1,14/03/2031 10:00,20/03/2031,15/03/2031,19/03/2031",
    "2,2031-03-14 10:00,20/03/2031,2031-03-15 10:00,2031-03-19 10:00",
  );
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
  expect(stderr).toContain('line 2: placed_at: Not a time such as 2026-05-04 09:30: "14/03/2031 10:00"');
  expect(stderr).toContain('line 3: promised_on: Not a day such as 2026-05-04: "20/03/2031"');
  expect(stderr).toContain("can be used: there is nothing to play");
});

it("a history without an order is refused", async () => {
  const { exitCode, stdout, stderr } = await backtest(columns);
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
  expect(stderr).toContain("no order below it");
});
