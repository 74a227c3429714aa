// The shop to try things on: sandbox and app on fixed ports, sixty days behind them, time flowing.

import { mkdir, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { dayMs } from "../durations";
import type { Actor, Sandbox } from "../sandbox";
import { installApp, startApp, startSandbox } from "../start";
import { keepAppFresh } from "./fresh-app";
import { demoScripts } from "./demo-scripts";
import { createGoodwillAnswers, together } from "./goodwill-answers";
import { drawsOf } from "./keyed-draws";
import { goLive } from "./merchant";
import type { OpenThings } from "./open-things";
import { newStory, readStory, saveStory, storyFileName, type SavedStory } from "./saved-story";
import { createShopperBrowser } from "./shopper-browser";
import { createSimulation, type Simulation } from "./simulation";
import { runTimeAhead } from "./time-ahead";

export interface InteractiveOptions {
  /** Everything the demo keeps lies under it. */
  folder: string;
  fresh: boolean;
  /** Builds and restarts the app when its sources change. */
  rebuild: boolean;
  databaseUrl: string | undefined;
  tell: (line: string) => void;
  open: OpenThings;
}

const historyOrders = 100;
const historyDays = 60;
/** What was proposed in these last days waits for whoever opens the shop. */
const unansweredDays = 5;
/** Sixty days in about a minute: the app is told of two hours at a time. */
const groupMinutes = 120;

/** Starts everything, or goes on where it stopped; answers the one address to open. */
export async function runInteractive(
  options: InteractiveOptions,
): Promise<{ url: string; resumed: boolean }> {
  const storyFile = join(options.folder, storyFileName);
  const told = options.fresh ? null : readStory(storyFile);
  // Mails carry the app's address: the same port as last time, where it is free, keeps their links alive.
  const ports = {
    sandbox: await freePort(told?.ports.sandbox ?? 4000),
    app: await freePort(told?.ports.app ?? 3000),
  };
  const story = { ...(told ?? (await tellHistory(options, { storyFile, ports }))), ports };

  const sandbox = await startSandbox({
    dataDir: join(options.folder, "sandbox"),
    port: ports.sandbox,
    autopilot: true,
    flowing: true,
  });
  options.open.add(() => sandbox.close());
  const start = () =>
    startApp({
      sandbox,
      dataDir: join(options.folder, "app"),
      port: ports.app,
      databaseUrl: options.databaseUrl,
    });
  const app = options.rebuild ? await keepAppFresh({ start, tell: options.tell }) : await start();
  options.open.add(() => app.close());

  const simulation = simulationOf(sandbox, story, options.tell);
  sandbox.addActor(
    remembering(simulation, (now) => saveStory(storyFile, { ...story, actedUntil: now.toISOString() })),
  );
  return { url: sandbox.url, resumed: told !== null };
}

/** Opens the shop sixty days ago, installs the app, goes live and lets time run ahead to now. */
async function tellHistory(
  options: InteractiveOptions,
  { storyFile, ports }: { storyFile: string; ports: SavedStory["ports"] },
): Promise<SavedStory> {
  const folder = (name: string) => join(options.folder, name);
  await Promise.all(
    [storyFileName, "sandbox", "app"].map((name) => rm(folder(name), { recursive: true, force: true })),
  );
  await mkdir(options.folder, { recursive: true });
  const story = newStory({ orders: historyOrders, days: historyDays, now: new Date(), ports });

  const sandbox = await startSandbox({
    dataDir: folder("sandbox"),
    port: ports.sandbox,
    seed: story.seed,
    startAt: new Date(story.from),
  });
  const closeSandbox = options.open.add(() => sandbox.close());
  const app = await startApp({
    sandbox,
    dataDir: folder("app"),
    port: ports.app,
    databaseUrl: options.databaseUrl,
  });
  const closeApp = options.open.add(() => app.close());
  await installApp({ sandbox, app });
  await goLive({ sandbox, appUrl: app.url });

  options.tell(
    "Telling sixty days of history: orders, parcels, a carrier's bad week, shoppers who answer ...",
  );
  const simulation = simulationOf(sandbox, story, options.tell);
  const answers = createGoodwillAnswers({
    sandbox,
    from: new Date(Date.parse(story.from) + dayMs),
    until: new Date(Date.parse(story.until) - unansweredDays * dayMs),
  });
  const actor = together(simulation, answers);
  await runTimeAhead({ sandbox, actor, until: new Date(story.until), groupMinutes });
  await closeApp();
  await closeSandbox();
  const toldStory = { ...story, actedUntil: story.until };
  saveStory(storyFile, toldStory);
  return toldStory;
}

function simulationOf(sandbox: Sandbox, story: SavedStory, tell: (line: string) => void): Simulation {
  const draws = drawsOf(story.seed);
  const until = new Date(story.until);
  const daysAgo = (days: number) => new Date(until.getTime() - days * dayMs);
  const scripts = demoScripts({
    draws,
    orders: story.orders,
    from: new Date(Date.parse(story.from) + dayMs / 24),
    until,
    products: sandbox.world.listProducts(),
    badWeek: { carrier: "BRT", from: daysAgo(24), until: daysAgo(17) },
  });
  const browser = createShopperBrowser({
    appUrl: () => sandbox.appUrl,
    shopDomain: sandbox.world.shop.domain,
    apiKey: sandbox.apiKey,
    apiSecret: sandbox.apiSecret,
  });
  const simulation = createSimulation({
    scripts,
    draws,
    world: sandbox.world,
    browser,
    actedUntil: story.actedUntil === undefined ? undefined : new Date(story.actedUntil),
    onProblem: (problem) => tell(`In the shop's history: ${problem}`),
  });
  // What she meant to do about mails of the last session she still does; what she did is past and left out.
  for (const mail of sandbox.mails.all) simulation.receive(mail);
  sandbox.mails.onMail(simulation.receive);
  return simulation;
}

function remembering(actor: Actor, remember: (now: Date) => void): Actor {
  return {
    nextAt: () => actor.nextAt(),
    async act(now) {
      await actor.act(now);
      remember(now);
    },
  };
}

/** The port people know, or any free one when it is taken. */
async function freePort(wanted: number): Promise<number> {
  const free = (await probe(wanted)) ?? (await probe(0));
  if (free === null) throw new Error("No port is free on this machine.");
  return free;
}

function probe(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer()
      .once("error", () => resolve(null))
      .listen(port, "127.0.0.1", () => {
        const address = server.address();
        server.close(() => resolve(typeof address === "object" && address ? address.port : null));
      });
  });
}
