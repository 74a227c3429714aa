// The shop to try things on: sandbox and app on fixed ports, sixty days behind them, time flowing.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { installApp, startApp, startSandbox, type Actor, type Sandbox } from "../start";
import { demoScripts } from "./demo-scripts";
import { drawsOf } from "./keyed-draws";
import { goLive } from "./merchant";
import { createShopperBrowser } from "./shopper-browser";
import { createSimulation, type Simulation } from "./simulation";
import { runTimeAhead } from "./time-ahead";

export interface InteractiveOptions {
  /** Everything the demo keeps lies under it. */
  folder: string;
  fresh: boolean;
  databaseUrl: string | undefined;
  tell: (line: string) => void;
  /** What to close at the end, in the order of opening. */
  onOpened: (close: () => Promise<void>) => void;
  /** Smaller in tests. */
  orders?: number;
  days?: number;
}

/** The story told so far: enough to write the same scripts again and go on. */
interface SavedStory {
  seed: number;
  orders: number;
  from: string;
  until: string;
  /** Missing while the history is being told: a broken-off one is told again from the start. */
  actedUntil?: string;
}

const seed = 60;
const usualOrders = 240;
const usualDays = 60;
const dayMs = 86_400_000;
const groupMinutes = 60;
const sandboxPort = 4000;
const appPort = 3000;

/** Starts everything, or goes on where it stopped; answers the one address to open. */
export async function runInteractive(options: InteractiveOptions): Promise<{ url: string; resumed: boolean }> {
  const folder = (name: string) => join(options.folder, name);
  const storyFile = folder("story.json");
  const saved = options.fresh ? null : readStory(storyFile);
  if (!saved) await Promise.all(["story.json", "sandbox", "app"].map((name) => rm(folder(name), { recursive: true, force: true })));
  await mkdir(options.folder, { recursive: true });
  const story = saved ?? newStory(options);

  const sandbox = await startSandbox({
    dataDir: folder("sandbox"),
    port: await freePort(sandboxPort),
    seed: story.seed,
    autopilot: true,
    ...(saved ? {} : { startAt: new Date(story.from) }),
  });
  options.onOpened(() => sandbox.close());
  const app = await startApp({
    sandbox,
    dataDir: folder("app"),
    port: await freePort(appPort),
    ...(options.databaseUrl === undefined ? {} : { databaseUrl: options.databaseUrl }),
  });
  options.onOpened(() => app.close());

  const simulation = simulationOf(sandbox, story, () => app.url);
  if (!saved) {
    await installApp({ sandbox, app });
    await goLive({ sandbox, appUrl: app.url });
    options.tell("Telling sixty days of history: orders, parcels, a carrier's bad week, shoppers who answer ...");
    await runTimeAhead({ sandbox, actor: simulation, until: new Date(story.until), groupMinutes });
    for (const problem of simulation.problems) options.tell(`While telling it: ${problem}.`);
  }
  save(storyFile, { ...story, actedUntil: sandbox.calendar.now().toISOString() });
  sandbox.addActor(remembering(simulation, (now) => save(storyFile, { ...story, actedUntil: now.toISOString() })));
  sandbox.calendar.flow(true);
  return { url: sandbox.url, resumed: saved !== null };
}

function newStory({ orders = usualOrders, days = usualDays }: InteractiveOptions): SavedStory {
  const now = Math.floor(Date.now() / 1000) * 1000;
  return { seed, orders, from: new Date(now - days * dayMs).toISOString(), until: new Date(now).toISOString() };
}

/** null: nothing saved, or a history that was never told to its end. */
function readStory(file: string): (SavedStory & { actedUntil: string }) | null {
  if (!existsSync(file)) return null;
  try {
    const story = JSON.parse(readFileSync(file, "utf8")) as SavedStory;
    return story.actedUntil === undefined ? null : { ...story, actedUntil: story.actedUntil };
  } catch {
    // Cut off while being written: as good as nothing.
    return null;
  }
}

function save(file: string, story: SavedStory): void {
  writeFileSync(file, JSON.stringify(story));
}

function simulationOf(sandbox: Sandbox, story: SavedStory, appUrl: () => string): Simulation {
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
    appUrl,
    shopDomain: sandbox.world.shop.domain,
    apiKey: sandbox.apiKey,
    apiSecret: sandbox.apiSecret,
  });
  const actedUntil = story.actedUntil === undefined ? undefined : new Date(story.actedUntil);
  const simulation = createSimulation({ scripts, draws, world: sandbox.world, browser, actedUntil });
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
function freePort(wanted: number): Promise<number> {
  const probe = (port: number) =>
    new Promise<number | null>((resolve) => {
      const server = createServer()
        .once("error", () => resolve(null))
        .listen(port, "127.0.0.1", () => {
          const address = server.address();
          server.close(() => resolve(typeof address === "object" && address ? address.port : null));
        });
    });
  return probe(wanted).then(async (port) => {
    const free = port ?? (await probe(0));
    if (free === null) throw new Error("No port is free on this machine.");
    return free;
  });
}
