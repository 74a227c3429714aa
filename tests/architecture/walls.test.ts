import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";

import { expect, test } from "vitest";
import { z } from "zod";

const reportSchema = z.object({
  summary: z.object({
    totalCruised: z.number(),
    violations: z.array(z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }) })),
  }),
});

const checker = resolve("node_modules/.bin/depcruise");

/** Runs the checker of `npm run lint` on a folder laid out like the project. */
async function cruise(folder: string, rooms: string[]) {
  const args = [...rooms, "--config", ".dependency-cruiser.cjs", "--output-type", "json"];
  const { stdout } = await promisify(execFile)(checker, args, {
    cwd: folder,
    maxBuffer: 64 * 1024 * 1024,
  }).catch(
    // It exits with the number of violations; the report is what counts.
    (error: { stdout: string }) => error,
  );
  return reportSchema.parse(JSON.parse(stdout)).summary;
}

const reportOf = ({ violations }: Awaited<ReturnType<typeof cruise>>) =>
  violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);

// A thousand files are read: on a busy machine that takes longer than a test usually may.
test("every room imports only from the floors below it, and the whole house is looked at", async () => {
  const cruised = await cruise(".", ["app", "server", "sandbox", "scripts", "tests", "extensions"]);
  expect(reportOf(cruised)).toEqual([]);
  expect(cruised.totalCruised).toBeGreaterThan(100);
}, 60_000);

// A house with one broken wall of each kind. A checker that stays silent here would stay silent anywhere.
const leaf = "export const answer = 42;\n";
const badHouse: Record<string, string> = {
  "app/delays/delay.ts": "export interface Delay { id: string }\nexport const answer = 42;\n",
  "app/delays/find.server.ts": leaf,
  "app/orders/order.ts": leaf,
  "app/ui/badge.tsx": leaf,
  "app/deps.server.ts": leaf,
  "app/utils/answer.ts": leaf,
  "sandbox/world.ts": leaf,
  "app/orders/knows-upstairs.ts": `export { answer } from "~/delays/delay";\n`,
  "app/orders/knows-a-type-upstairs.ts": `import type { Delay } from "~/delays/delay";\nexport type Late = Delay;\n`,
  "app/surveys/knows-its-neighbour.ts": `export { answer } from "~/delays/delay";\n`,
  "app/intake/knows-the-root.server.ts": `export { answer } from "~/deps.server";\n`,
  "app/delays/acts.ts": `export { answer } from "./find.server";\n`,
  "app/delays/reads-the-disk.ts": `export { readFileSync } from "node:fs";\n`,
  "app/root.tsx": `export { answer } from "./utils/answer";\n`,
  "sandbox/looks-into-the-app.ts": `export { answer } from "../app/orders/order";\n`,
  "app/orders/looks-into-the-sandbox.ts": `export { answer } from "../../sandbox/world";\n`,
  "app/orders/one.ts": `import { two } from "./two";\nexport const one = () => two;\n`,
  "app/orders/two.ts": `import { one } from "./one";\nexport const two = () => one;\n`,
  // A door may use the composition root, every room and the pages' pieces.
  "app/routes/app.home.tsx": [
    `export { answer } from "~/deps.server";`,
    `export { answer as one } from "~/delays/find.server";`,
    `export { answer as two } from "~/ui/badge";`,
  ].join("\n"),
};

test("every broken wall is noticed, and nothing else", async () => {
  const folder = mkdtempSync(join(tmpdir(), "lastmile-walls-"));
  for (const file of [".dependency-cruiser.cjs", "tsconfig.json"]) cpSync(file, join(folder, file));
  writeFileSync(join(folder, "package.json"), `{ "name": "walls", "type": "module" }`);
  for (const [path, text] of Object.entries(badHouse)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  try {
    expect(reportOf(await cruise(folder, ["app", "sandbox"])).sort()).toEqual(
      [
        "floor-of-orders: app/orders/knows-upstairs.ts → app/delays/delay.ts",
        "floor-of-orders: app/orders/knows-a-type-upstairs.ts → app/delays/delay.ts",
        "floor-of-surveys: app/surveys/knows-its-neighbour.ts → app/delays/delay.ts",
        "floor-of-intake: app/intake/knows-the-root.server.ts → app/deps.server.ts",
        "pure-imports-pure: app/delays/acts.ts → app/delays/find.server.ts",
        "pure-touches-nothing: app/delays/reads-the-disk.ts → fs",
        "known-room: app/root.tsx → app/utils/answer.ts",
        "sandbox-by-the-network: sandbox/looks-into-the-app.ts → app/orders/order.ts",
        "app-stands-alone: app/orders/looks-into-the-sandbox.ts → sandbox/world.ts",
        "no-circles: app/orders/one.ts → app/orders/two.ts",
      ].sort(),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
