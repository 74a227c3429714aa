import { parseArgs } from "node:util";

import { ensureBuild } from "../../scripts/ensure-build";
import { runFaults } from "./faults";
import { faultKinds, type FaultKind } from "./troubles";

// `npm run --silent faults -- --kills 50 --orders 5000 --database postgres --json`: real processes, killed with -9 at
// moments that only the seed decides, while the mail server, Shopify and the database fail in turn.

const { values } = parseArgs({
  options: {
    kills: { type: "string", default: "10" },
    orders: { type: "string", default: "100" },
    seed: { type: "string", default: "1" },
    database: { type: "string", default: "postgres" },
    only: { type: "string", default: faultKinds.join(",") },
    json: { type: "boolean", default: false },
  },
});
const kinds = values.only.split(",");
const isFaultKind = (kind: string): kind is FaultKind => (faultKinds as readonly string[]).includes(kind);
const counts = [values.kills, values.orders, values.seed].map(Number);
const [kills = 0, orders = 0, seed = 0] = counts;

if (
  !kinds.every(isFaultKind) ||
  !counts.every((count) => Number.isSafeInteger(count) && count >= 0) ||
  (values.database !== "embedded" && values.database !== "postgres")
) {
  process.stderr.write(
    `npm run --silent faults -- [--kills N] [--orders N] [--seed N] [--database embedded|postgres] [--only ${faultKinds.join(",")}] --json\n`,
  );
  process.exit(2);
}
ensureBuild();
const report = await runFaults({ kills, orders, seed, database: values.database, kinds }, (line) => {
  process.stderr.write(`${line}\n`);
});
process.stdout.write(`${JSON.stringify(report, null, values.json ? undefined : 2)}\n`);
process.exit(report.lost + report.doubled === 0 ? 0 : 1);
