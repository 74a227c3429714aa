// The whole product without a person: sandbox, app and shoppers, time running ahead until every order is closed.

import { dayMs, minuteMs } from "../durations";
import {
  installApp,
  startApp,
  startSandbox,
  type DeliveryMode,
  type RunningApp,
  type Sandbox,
} from "../start";
import { readAppLedger } from "./app-ledger";
import type { HeadlessOptions } from "./demo-options";
import { demoScripts } from "./demo-scripts";
import { historyZone, readHistoryFile } from "./history-file";
import { historyCountry, historyScripts } from "./history-scripts";
import { drawsOf, type Draws } from "./keyed-draws";
import { goLive } from "./merchant";
import type { OpenThings } from "./open-things";
import type { OrderScript } from "./order-script";
import { faultsOf, reportRun, writeRun, type RunRecords, type RunReport } from "./run-report";
import { createShopperBrowser } from "./shopper-browser";
import { createSimulation } from "./simulation";
import { runTimeAhead } from "./time-ahead";

export interface HeadlessRun {
  report: RunReport;
  /** What a good run does not have, in words. */
  faults: string[];
  records: RunRecords;
}

/** What goes wrong on purpose while the story runs. */
export interface Trouble {
  /** Called before every step of the story, in its time; the step waits for it. */
  at(now: Date): Promise<void>;
  /** Resolves when all is well again. */
  over(): Promise<void>;
}

export interface HeadlessSurroundings {
  /** Progress and complaints, a line each. */
  tell: (line: string) => void;
  databaseUrl: string | undefined;
  open: OpenThings;
  /** Where the app keeps its files; a temporary folder where it is not said. */
  appDataDir?: string | undefined;
  appEnv?: Record<string, string> | undefined;
  /** When an invented story begins. */
  startsAt?: Date | undefined;
  /** How busy an invented shop is. */
  ordersADay?: number | undefined;
  makeTrouble?: (scene: { sandbox: Sandbox; app: RunningApp; scripts: readonly OrderScript[] }) => Trouble;
}

/** Shopify tries for four hours; a process that was killed is back in seconds. */
const patientRetriesMs = [100, 250, 500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000];

/** What was cut off is missed only after a while and tried again with back-off, in real time: a moment may take minutes. */
const troubledPatienceMs = 20 * minuteMs;

/** A fixed day, so that one seed gives one story on any day of any year; a month with Easter and summer time ahead. */
const storyStartsAt = new Date("2026-03-02T06:00:00Z");
const usualOrders = 100;
const usualOrdersADay = 10;

/** Few orders are followed closely; with many, what happens within an hour is told to the app together. */
const closeGroupMinutes = 20;
const wideGroupMinutes = 60;
const widestGroupMinutes = 120;
const manyOrders = 100;
const veryManyOrders = 500;
/** The app looks round every hour; with leaps of an hour that would often be every two. */
const shortLeapMinutes = 20;

export async function runHeadless(
  options: HeadlessOptions,
  surroundings: HeadlessSurroundings,
): Promise<HeadlessRun> {
  const { tell } = surroundings;
  const startedAt = performance.now();
  const draws = drawsOf(options.seed);
  const history =
    options.historyFile === null ? null : await readHistory(options.historyFile, options.orders, tell);
  const mode = deliveryMode(options);
  const startAt = history
    ? new Date(firstPlacedAt(history).getTime() - dayMs)
    : (surroundings.startsAt ?? storyStartsAt);

  const sandbox = await startSandbox({
    dataDir: null,
    seed: options.seed,
    startAt,
    mode,
    ...(surroundings.makeTrouble ? { retryDelaysMs: patientRetriesMs, patienceMs: troubledPatienceMs } : {}),
  });
  surroundings.open.add(() => sandbox.close());
  if (history) moveShopToBrazil(sandbox);
  const scripts = history
    ? historyScripts(history, draws)
    : inventScripts(sandbox, {
        ...{ draws, startAt, orders: options.orders ?? usualOrders },
        ordersADay: surroundings.ordersADay ?? usualOrdersADay,
      });

  const app = await startApp({
    sandbox,
    dataDir: surroundings.appDataDir ?? null,
    env: { LOG_LEVEL: "warn", ...surroundings.appEnv },
    onLog: (line) => tell(`The app says: ${line}`),
    ...(surroundings.databaseUrl === undefined ? {} : { databaseUrl: surroundings.databaseUrl }),
  });
  surroundings.open.add(() => app.close());
  await installApp({ sandbox, app });
  await goLive({ sandbox, appUrl: app.url });
  tell(`${scripts.length} orders from ${scripts[0]?.truth.placedAt.toISOString().slice(0, 10) ?? "?"} on.`);

  const browser = createShopperBrowser({
    appUrl: () => app.url,
    shopDomain: sandbox.world.shop.domain,
    apiKey: sandbox.apiKey,
    apiSecret: sandbox.apiSecret,
    reloads: surroundings.makeTrouble !== undefined,
  });
  const problems: string[] = [];
  const onProblem = (problem: string) => problems.push(problem);
  const simulation = createSimulation({ scripts, draws, world: sandbox.world, browser, onProblem });
  sandbox.mails.onMail(simulation.receive);
  const trouble = surroundings.makeTrouble?.({ sandbox, app, scripts });
  const tellWeek = progressOf(tell);
  const runAhead = () =>
    runTimeAhead({
      sandbox,
      actor: simulation,
      until: null,
      groupMinutes: groupMinutesFor(scripts.length),
      // Where webhooks come days late or never the app has to look for itself, and time must pass for that as it really does.
      ...(options.chaos || options.lossy ? { atMostMinutes: shortLeapMinutes } : {}),
      onProgress(now) {
        tellWeek(now);
        return trouble?.at(now);
      },
    });
  let ran = await runAhead();
  if (trouble) {
    await trouble.over();
    ran = await runAhead();
  }

  const ledger = await readAppLedger({ sandbox, appUrl: app.url });
  const records: RunRecords = {
    orders: simulation.orders,
    deliveries: sandbox.deliveries.log,
    mails: sandbox.mails.all,
    ledger,
  };
  const report = reportRun(records, (performance.now() - startedAt) / 1000);
  if (options.outFolder !== null) await writeRun(options.outFolder, records);
  tell(
    `Until ${sandbox.calendar.now().toISOString()}: ${ran.groups} groups, ${ran.settlements} settlements.`,
  );
  const waiting = ran.nextDueAt ? [`the app still waits for ${ran.nextDueAt.toISOString()}`] : [];
  return { report, records, faults: [...problems, ...faultsOf(records), ...waiting] };
}

/** So many webhooks never arrive where some do not. */
const lostShare = 0.05;

function deliveryMode({ chaos, lossy, seed }: HeadlessOptions): DeliveryMode {
  if (chaos) return { kind: "chaos", seed };
  return lossy ? { kind: "lossy", seed, share: lostShare } : { kind: "immediate" };
}

async function readHistory(file: string, limit: number | null, tell: (line: string) => void) {
  const { orders, badRows } = await readHistoryFile(file, limit);
  for (const { line, reason } of badRows) tell(`${file}:${line}: left out, ${reason}`);
  if (orders.length === 0) throw new Error(`${file} has no usable order.`);
  return orders;
}

function firstPlacedAt(orders: ReadonlyArray<{ placedAt: Date }>): Date {
  const first = orders[0];
  if (!first) throw new Error("A history without orders cannot be replayed.");
  return first.placedAt;
}

function inventScripts(
  { world }: Sandbox,
  { draws, orders, ordersADay, startAt }: { draws: Draws; orders: number; ordersADay: number; startAt: Date },
): OrderScript[] {
  const days = Math.max(3, Math.ceil(orders / ordersADay));
  const from = new Date(startAt.getTime() + dayMs / 24);
  const day = (number: number) => new Date(from.getTime() + number * dayMs);
  return demoScripts({
    draws,
    orders,
    from,
    until: day(days),
    products: world.listProducts(),
    badWeek: { carrier: "BRT", from: day(days * 0.4), until: day(days * 0.4 + 7) },
  });
}

/** A replayed history keeps its own clock: the shop stands where its orders were placed. */
function moveShopToBrazil({ world }: Sandbox): void {
  Object.assign(world.state.shop, {
    timeZone: historyZone,
    countryCode: historyCountry,
    countryName: "Brazil",
    currency: "BRL",
    primaryLocale: "pt-BR",
  });
  world.touch();
}

/** A line for every simulated week. */
function progressOf(tell: (line: string) => void): (now: Date) => void {
  let toldWeek = -1;
  return (now) => {
    const week = Math.floor(now.getTime() / (7 * dayMs));
    if (week === toldWeek) return;
    toldWeek = week;
    tell(`It is ${now.toISOString().slice(0, 10)}.`);
  };
}

function groupMinutesFor(orders: number): number {
  if (orders > veryManyOrders) return widestGroupMinutes;
  return orders > manyOrders ? wideGroupMinutes : closeGroupMinutes;
}
