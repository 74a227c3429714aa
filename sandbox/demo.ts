// `npm run demo`: the shop to try things on; with --headless the same shop without a person.

import { ensureBuild } from "../scripts/ensure-build";
import { demoUsage, readDemoOptions } from "./simulation/demo-options";
import { createOpenThings } from "./simulation/open-things";
import { runHeadless } from "./simulation/run-headless";
import { runInteractive } from "./simulation/run-interactive";

const tell = (line: string) => process.stderr.write(`${line}\n`);
const databaseUrl = process.env["DATABASE_URL"] || undefined;

const open = createOpenThings();
let stopping = false;

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    // A second Ctrl-C does not wait.
    if (stopping) process.exit(130);
    stopping = true;
    tell("Stopping ...");
    open.closeAll().then(
      () => process.exit(130),
      () => process.exit(1),
    );
  });
}

async function main(): Promise<number> {
  const options = readDemoOptions(process.argv.slice(2));
  switch (options.mode) {
    case "help":
      process.stdout.write(`${demoUsage}\n`);
      return 0;
    case "mistaken":
      tell(`${options.problem}\n\n${demoUsage}`);
      return 2;
    case "headless": {
      ensureBuild();
      const { report, faults } = await runHeadless(options, { tell, databaseUrl, open });
      await open.closeAll();
      for (const fault of faults) tell(`Not as it should be: ${fault}.`);
      process.stdout.write(`${JSON.stringify(report, null, options.json ? undefined : 2)}\n`);
      return faults.length === 0 ? 0 : 1;
    }
    case "interactive": {
      ensureBuild();
      const { url, resumed } = await runInteractive({
        folder: ".data",
        fresh: options.fresh,
        rebuild: options.rebuild,
        databaseUrl,
        tell,
        open,
      });
      process.stdout.write(welcome(url, resumed));
      return new Promise<number>(() => undefined);
    }
  }
}

function welcome(url: string, resumed: boolean): string {
  return `
Lastmile runs ${resumed ? "on where it stopped" : "in an invented shop with sixty days behind it"}.

  Open  ${url}

There you order as a shopper, read her mails, let days pass, and open the app in the shop's admin.
Ctrl-C stops everything; "npm run demo" goes on from here, "npm run demo -- --fresh" starts over.
`;
}

main().then(
  (code) => process.exit(code),
  async (error: unknown) => {
    // Ctrl-C pulls the floor from under whatever was going on: its complaints are no news.
    if (stopping) return;
    tell(error instanceof Error ? (error.stack ?? error.message) : String(error));
    await open.closeAll();
    process.exit(1);
  },
);
