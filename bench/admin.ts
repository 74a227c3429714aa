import { parseArgs } from "node:util";

import pg from "pg";
import { type Browser, chromium } from "playwright-core";

import { ensureBuild } from "../scripts/ensure-build";
import { findChromium } from "../scripts/system-packages";
import { embeddedUrl } from "../sandbox/embedded-url";
import { installApp, startApp, startSandbox, type Sandbox } from "../sandbox/start";
import { BROWSER_USER_AGENT } from "../sandbox/start-app";
import type { Bench } from "./bench";
import { openSeededPostgres, seededNow } from "./seeded-shop";

// The merchant's pages over the shop that `bench seed` made: what their loaders take over the network, and what a
// merchant's browser takes to show them from an empty cache. `--page /app/feedback` measures that one alone.

const looksInBrowser = 3;
const screen = { width: 1280, height: 900 };

/** Below this the browser does not report an interaction (Event Timing's least threshold). */
const leastInteractionMs = 16;

interface MeasuredPage {
  page: string;
  loaderP95Ms: number;
  htmlKb: number;
  lcpMs: number;
  cls: number;
  inpMs: number;
}

export const admin: Bench = async (args) => {
  const { values } = parseArgs({
    args,
    options: {
      requests: { type: "string", default: "40" },
      page: { type: "string", multiple: true, default: pages },
      json: { type: "boolean", default: false },
    },
  });
  const requests = Number(values.requests);
  if (!(Number.isInteger(requests) && requests >= 5 && requests <= 1000)) {
    process.stderr.write("--requests 5 to 1000\n");
    return 2;
  }
  const executablePath = findChromium();
  if (executablePath === null) {
    process.stderr.write("No Chromium on this machine: apt-get install chromium\n");
    return 1;
  }
  ensureBuild();
  const server = await openSeededPostgres();
  await forgetInstallation(server.url);
  const sandbox = await startSandbox({ dataDir: null, seed: 1, startAt: seededNow });
  try {
    const app = await startApp({ sandbox, dataDir: null, databaseUrl: server.url });
    const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
    try {
      await installApp({ sandbox, app });
      const measured: MeasuredPage[] = [];
      for (const page of values.page) {
        const loaderP95Ms = await loaderP95(sandbox, app.url, { page, requests });
        measured.push({ page, loaderP95Ms, ...(await look(browser, sandbox, { appUrl: app.url, page })) });
        if (!values.json) process.stdout.write(`${inWords(measured.at(-1))}\n`);
      }
      if (values.json) process.stdout.write(`${JSON.stringify(measured)}\n`);
      return 0;
    } finally {
      await browser.close();
      await app.close();
    }
  } finally {
    await sandbox.close();
    await server.stop();
  }
};

/** Every run has a sandbox of its own, with keys of its own: what an earlier one sealed cannot be opened. */
async function forgetInstallation(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`DELETE FROM "InstallationSecret"; DELETE FROM "Session"`);
  await client.end();
}

/** Orders as the seeding numbers them: one long arrived, and one of the last days. */
const pages = [
  "/app",
  "/app/journey",
  "/app/journey/delay_notice",
  "/app/shipments",
  "/app/shipments?tab=on_the_way",
  "/app/shipments?tab=all",
  "/app/shipments?search=1001",
  "/app/orders/900000000996",
  "/app/feedback",
  "/app/feedback?product=7700000",
  "/app/feedback?product=7700123",
  "/app/insights",
  "/app/insights/orders",
  "/app/settings",
  "/app/settings/promise-rules",
  "/app/settings/data",
  "/app/settings/privacy",
];

/** The page's data alone, as a click inside the app asks for it, milliseconds until the whole answer is here. */
async function loaderP95(
  sandbox: Sandbox,
  appUrl: string,
  { page, requests }: { page: string; requests: number },
): Promise<number> {
  const url = new URL(page, appUrl);
  url.pathname += ".data";
  const times: number[] = [];
  for (let request = 0; request < requests; request += 1) {
    const startedAt = performance.now();
    const answer = await fetch(url, {
      headers: { Authorization: `Bearer ${sandbox.idToken()}`, "User-Agent": BROWSER_USER_AGENT },
    });
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(`${url.pathname} answered ${answer.status}`);
    times.push(performance.now() - startedAt);
  }
  times.sort((a, b) => a - b);
  return round(times[Math.ceil(0.95 * times.length) - 1] ?? 0);
}

interface Vitals {
  lcpMs: number;
  cls: number;
  inpMs: number;
}

/** What the browser reports by itself, kept on the page from its first moment. */
const keepVitals = `
  globalThis.vitals = { lcpMs: 0, cls: 0, inpMs: ${leastInteractionMs} };
  const observe = (type, see, options) =>
    new PerformanceObserver((list) => list.getEntries().forEach(see)).observe({ type, buffered: true, ...options });
  observe("largest-contentful-paint", ({ startTime }) => { vitals.lcpMs = startTime; });
  observe("layout-shift", ({ value, hadRecentInput }) => { if (!hadRecentInput) vitals.cls += value; });
  observe("event", ({ duration }) => { vitals.inpMs = Math.max(vitals.inpMs, duration); }, { durationThreshold: ${leastInteractionMs} });
`;

/** The middle of a few looks, each with a browser that knows nothing of the app; the worst of shifts and waits. */
async function look(
  browser: Browser,
  sandbox: Sandbox,
  { appUrl, page }: { appUrl: string; page: string },
): Promise<Vitals & { htmlKb: number }> {
  const seen: Array<Vitals & { htmlKb: number }> = [];
  for (let n = 0; n < looksInBrowser; n += 1) {
    const context = await browser.newContext({ userAgent: BROWSER_USER_AGENT, viewport: screen });
    const tab = await context.newPage();
    await tab.addInitScript({ content: keepVitals });
    const answer = await tab.goto(embeddedUrl(sandbox, appUrl, { path: page }), { waitUntil: "networkidle" });
    if (!answer?.ok()) throw new Error(`${page} answered ${answer?.status() ?? "nothing"}`);
    const htmlKb = round((await answer.body()).length / 1024);
    for (let press = 0; press < 5; press += 1) await tab.keyboard.press("Tab");
    await tab.locator("h1").first().click();
    // Two frames on, what the click brought about has been painted and reported.
    await tab.evaluate(
      "new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)))",
    );
    const vitals: Vitals = await tab.evaluate("vitals");
    seen.push({ ...vitals, htmlKb });
    await context.close();
  }
  const lcps = seen.map(({ lcpMs }) => lcpMs).sort((a, b) => a - b);
  return {
    htmlKb: Math.max(...seen.map(({ htmlKb }) => htmlKb)),
    lcpMs: Math.round(lcps[Math.floor(lcps.length / 2)] ?? 0),
    cls: Math.max(...seen.map(({ cls }) => Math.round(cls * 1000) / 1000)),
    inpMs: Math.round(Math.max(...seen.map(({ inpMs }) => inpMs))),
  };
}

const round = (value: number) => Math.round(value * 10) / 10;

function inWords(measured: MeasuredPage | undefined): string {
  if (!measured) return "";
  const { page, loaderP95Ms, htmlKb, lcpMs, cls, inpMs } = measured;
  return `${page.padEnd(34)} loader p95 ${loaderP95Ms} ms   ${htmlKb} KB   LCP ${lcpMs} ms   CLS ${cls}   INP ${inpMs} ms`;
}
