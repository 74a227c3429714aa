import { parseArgs } from "node:util";

import { ensureBuild } from "../scripts/ensure-build";
import { signIdToken } from "../sandbox/id-token";
import { goLive } from "../sandbox/simulation/merchant";
import { installApp, startApp, startSandbox, type Sandbox } from "../sandbox/start";
import { BROWSER_USER_AGENT } from "../sandbox/start-app";
import type { Bench } from "./bench";

// The thank-you page under shoppers: each opens the page, taps a number, writes a few words, and the next one comes.
// Between two calls a shopper takes a moment, as people do. An empty route, the browser's preflight, is called in the
// same run by the same shoppers: same server, same framework, nothing done. What the machine was doing meanwhile
// shows in both.

/** Between two calls of one shopper: nobody reads a question, or writes a few words, in less. */
const pauseMs = { least: 1_000, most: 3_000 };

type Call = "page" | "tap" | "words" | "empty";

interface Measured {
  ms: Record<Call, number[]>;
  errors: number;
}

interface Address {
  appUrl: string;
  token: string;
}

export const survey: Bench = async (args) => {
  const { values } = parseArgs({
    args,
    options: {
      json: { type: "boolean", default: false },
      shoppers: { type: "string", default: "50" },
      seconds: { type: "string", default: "20" },
    },
  });
  const [shoppers, seconds] = [Number(values.shoppers), Number(values.seconds)];
  if (!(shoppers >= 1 && shoppers <= 1000 && seconds >= 1 && seconds <= 600)) {
    process.stderr.write("--shoppers 1 to 1000, --seconds 1 to 600\n");
    return 2;
  }

  ensureBuild();
  const databaseUrl = process.env.DATABASE_URL;
  const sandbox = await startSandbox({ dataDir: null, seed: 1 });
  try {
    const app = await startApp({ sandbox, dataDir: null, databaseUrl });
    try {
      await installApp({ sandbox, app });
      await goLive({ sandbox, appUrl: app.url });
      const address = { appUrl: app.url, token: tokenOf(sandbox) };
      await visit(address, { shoppers: 5, seconds: 2 });
      const startedAt = performance.now();
      const measured = await visit(address, { shoppers, seconds });
      const elapsedSeconds = (performance.now() - startedAt) / 1000;
      const { empty, ...ours } = measured.ms;
      const figures = {
        shoppers,
        seconds,
        database: databaseUrl ? "postgres" : "embedded",
        ...figuresOf(Object.values(ours).flat(), elapsedSeconds),
        errors: measured.errors,
        calls: {
          page: figuresOf(ours.page, elapsedSeconds),
          tap: figuresOf(ours.tap, elapsedSeconds),
          words: figuresOf(ours.words, elapsedSeconds),
        },
        emptyRoute: figuresOf(empty, elapsedSeconds),
      };
      process.stdout.write(values.json ? `${JSON.stringify(figures)}\n` : `${inWords(figures)}\n`);
      return measured.errors === 0 ? 0 : 1;
    } finally {
      await app.close();
    }
  } finally {
    await sandbox.close();
  }
};

/** As checkout signs it: the bare host, good for five minutes and longer here. */
function tokenOf({ world, apiKey, apiSecret }: Sandbox): string {
  const { domain } = world.shop;
  return signIdToken({ shopDomain: domain, apiKey, apiSecret, dest: domain, lifetimeSeconds: 900 });
}

/** So many shoppers at once, one after the other on each place, until the time is over. */
async function visit(address: Address, load: { shoppers: number; seconds: number }): Promise<Measured> {
  const measured: Measured = { ms: { page: [], tap: [], words: [], empty: [] }, errors: 0 };
  const until = performance.now() + load.seconds * 1000;
  const places = Array.from({ length: load.shoppers }, async (_, place) => {
    await pause(place / load.shoppers);
    for (let visits = 0; performance.now() < until; visits += 1) {
      await shop(address, { checkoutToken: `bench-${load.shoppers}-${place}-${visits}`, place, measured });
    }
  });
  await Promise.all(places);
  return measured;
}

async function shop(
  address: Address,
  { checkoutToken, place, measured }: { checkoutToken: string; place: number; measured: Measured },
): Promise<void> {
  const rating = place % 11;
  const query = new URLSearchParams({ checkoutToken, locale: "it", firstOrder: "true", ask: "true" });
  const post = (comment: string | null): RequestInit => ({
    method: "POST",
    body: JSON.stringify({ checkoutToken, locale: "it", rating, comment }),
  });
  const steps: Array<[Call, string, RequestInit]> = [
    ["page", `/api/thank-you?${query}`, {}],
    ["tap", "/api/survey-responses", post(null)],
    ["words", "/api/survey-responses", post("Belli, e le date erano vere.")],
    ["empty", "/api/survey-responses", { method: "OPTIONS" }],
  ];
  for (const [at, [call, path, init]] of steps.entries()) {
    const ms = await time(address, path, init);
    if (ms === null) measured.errors += 1;
    else measured.ms[call].push(ms);
    await pause(((place * 7 + at * 3) % 10) / 10);
  }
}

/** Milliseconds until the whole answer is here; null for a refusal or an error. */
async function time({ appUrl, token }: Address, path: string, init: RequestInit): Promise<number | null> {
  const startedAt = performance.now();
  try {
    const response = await fetch(appUrl + path, {
      ...init,
      headers: {
        Authorization: `Bearer ${token}`,
        "Content-Type": "application/json",
        Origin: "https://extensions.shopifycdn.com",
        "User-Agent": BROWSER_USER_AGENT,
      },
    });
    await response.arrayBuffer();
    return response.ok ? performance.now() - startedAt : null;
  } catch {
    return null;
  }
}

const pause = (share: number) =>
  new Promise((resolve) => setTimeout(resolve, pauseMs.least + share * (pauseMs.most - pauseMs.least)));

interface Figures {
  p50Ms: number;
  p95Ms: number;
  p99Ms: number;
  perSecond: number;
}

function figuresOf(ms: number[], elapsedSeconds: number): Figures {
  const sorted = [...ms].sort((a, b) => a - b);
  const at = (share: number) => round(sorted[Math.ceil(share * sorted.length) - 1] ?? 0);
  return { p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99), perSecond: round(ms.length / elapsedSeconds) };
}

const round = (value: number) => Math.round(value * 10) / 10;

function inWords(
  figures: Figures & { shoppers: number; database: string; errors: number; emptyRoute: Figures },
): string {
  const line = (name: string, { p50Ms, p95Ms, p99Ms, perSecond }: Figures) =>
    `${name.padEnd(24)} p50 ${p50Ms} ms   p95 ${p95Ms} ms   p99 ${p99Ms} ms   ${perSecond} a second`;
  return [
    `${figures.shoppers} shoppers at once, ${figures.database} database, ${figures.errors} errors`,
    line("the thank-you page", figures),
    line("an empty route", figures.emptyRoute),
  ].join("\n");
}
