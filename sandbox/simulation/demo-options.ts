// What may stand behind `npm run demo --`.

import { parseArgs } from "node:util";

export interface HeadlessOptions {
  /** With a history: how many of its rows. */
  orders: number | null;
  seed: number;
  historyFile: string | null;
  chaos: boolean;
  /** A webhook in twenty never arrives. */
  lossy: boolean;
  outFolder: string | null;
  json: boolean;
}

export type DemoOptions =
  | { mode: "interactive"; fresh: boolean; rebuild: boolean }
  | ({ mode: "headless" } & HeadlessOptions)
  | { mode: "help" }
  | { mode: "mistaken"; problem: string };

export const demoUsage = `npm run demo                     a shop to try things on, in the browser
npm run demo -- --fresh          the same, from the beginning
npm run --silent demo -- --headless [--orders N] [--seed S] [--history FILE.csv[.gz] --limit N] [--chaos | --lossy] [--out DIR] --json
                                 the same shop without a person; prints one JSON object`;

export function readDemoOptions(args: readonly string[]): DemoOptions {
  let values: ReturnType<typeof parseDemoArgs>;
  try {
    values = parseDemoArgs(args);
  } catch (error) {
    // parseArgs names the flag it does not know.
    return { mode: "mistaken", problem: error instanceof Error ? error.message : String(error) };
  }
  if (values.help) return { mode: "help" };
  const orders = readCount("orders", values.orders);
  const limit = readCount("limit", values.limit);
  const seed = readCount("seed", values.seed);
  for (const read of [orders, limit, seed])
    if (typeof read === "string") return { mode: "mistaken", problem: read };

  const headlessOnly = (
    ["orders", "limit", "seed", "history", "chaos", "lossy", "out", "json"] as const
  ).filter((name) => values[name] !== undefined);
  if (!values.headless) {
    if (headlessOnly.length > 0)
      return { mode: "mistaken", problem: `--${headlessOnly.join(", --")} needs --headless` };
    return { mode: "interactive", fresh: values.fresh ?? false, rebuild: values.dev ?? false };
  }
  if (values.fresh || values.dev)
    return { mode: "mistaken", problem: "--headless always starts afresh: leave out --fresh and --dev" };
  if (values.chaos && values.lossy)
    return { mode: "mistaken", problem: "--chaos and --lossy are two different troubles: choose one" };
  if (values.limit !== undefined && values.history === undefined)
    return { mode: "mistaken", problem: "--limit needs --history" };
  if (values.orders !== undefined && values.history !== undefined) {
    return { mode: "mistaken", problem: "--history brings its own orders: use --limit instead of --orders" };
  }
  return {
    mode: "headless",
    orders: (values.history === undefined ? orders : limit) as number | null,
    seed: (seed as number | null) ?? 1,
    historyFile: values.history ?? null,
    chaos: values.chaos ?? false,
    lossy: values.lossy ?? false,
    outFolder: values.out ?? null,
    json: values.json ?? false,
  };
}

function parseDemoArgs(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    options: {
      headless: { type: "boolean" },
      fresh: { type: "boolean" },
      dev: { type: "boolean" },
      json: { type: "boolean" },
      chaos: { type: "boolean" },
      lossy: { type: "boolean" },
      help: { type: "boolean" },
      orders: { type: "string" },
      seed: { type: "string" },
      limit: { type: "string" },
      history: { type: "string" },
      out: { type: "string" },
    },
  }).values;
}

/** A whole number from 1 on (a seed from 0), null when not given, a sentence when it is none. */
function readCount(name: "orders" | "limit" | "seed", text: string | undefined): number | null | string {
  if (text === undefined) return null;
  const count = Number(text);
  const least = name === "seed" ? 0 : 1;
  const isRight = /^\d+$/.test(text) && Number.isSafeInteger(count) && count >= least;
  return isRight ? count : `--${name} must be a whole number of at least ${least}, not "${text}"`;
}
