import { setTimeout as delay } from "node:timers/promises";

import { dayMs, hourMs } from "~/platform/durations";
import type { OrderScript } from "../../sandbox/simulation/order-script";
import { drawsOf } from "../../sandbox/simulation/keyed-draws";
import type { Trouble } from "../../sandbox/simulation/run-headless";
import type { MailTrouble } from "../../sandbox/mail-server";
import type { AdminTrouble } from "../../sandbox/sandbox";
import type { RunningApp, Sandbox } from "../../sandbox/start";
import type { SmallDisk } from "./small-disk";

export const faultKinds = ["kills", "database", "mail", "shopify", "disk", "clock"] as const;
export type FaultKind = (typeof faultKinds)[number];

interface Scene {
  sandbox: Sandbox;
  app: RunningApp;
  scripts: readonly OrderScript[];
}

interface Plan {
  kinds: readonly FaultKind[];
  kills: number;
  seed: number;
  /** null on the embedded database: it dies with its process. */
  restartDatabase: (() => Promise<void>) | null;
  /** What the embedded database lies on; null where it can not be filled. */
  disk: SmallDisk | null;
  tell(line: string): void;
}

interface Happening {
  /** In the story's time. */
  at: number;
  what: string;
  /** Holds from that instant of the story on, until another one ends it. */
  isState?: true;
  make(): void | Promise<void>;
}

/** What is ordered last is on its way for about so long. */
const tailMs = 5 * dayMs;

const mailSpells: MailTrouble[] = [
  { kind: "away" },
  { kind: "temporary" },
  { kind: "slow", delayMs: 1_500 },
  { kind: "cut_off" },
  { kind: "permanent" },
];

/** Long enough to be tried several times: the first pause is two minutes, each twice the one before. */
const spellAtLeastMs = hourMs;

/** In real time: what waits for Shopify holds up the story's. */
const adminSpells: Array<{ trouble: AdminTrouble | { kind: "throttled" }; lastsMs: number }> = [
  { trouble: { kind: "unavailable" }, lastsMs: 3_000 },
  { trouble: { kind: "unauthorized" }, lastsMs: 3_000 },
  { trouble: { kind: "slow", delayMs: 2_000 }, lastsMs: 6_000 },
  { trouble: { kind: "throttled" }, lastsMs: 6_000 },
];
const tightBucket = { maximum: 100, restoreRate: 20 };

/** In real time, while orders come: long enough for webhooks to be refused, short enough for Shopify's patience. */
const diskFullMs = 4_000;
const diskSpells = 3;

const clockAheadMs = 1_500;
const clockLeaps = 4;

/** Everything that goes wrong in one run, at moments that only the seed decides. */
export function planTroubles(plan: Plan): (scene: Scene) => Trouble {
  return (scene) => {
    const happenings = happeningsOf(plan, scene).sort((one, other) => one.at - other.at);
    const draws = drawsOf(plan.seed).of("faults");
    let chain: Promise<void> = Promise.resolve();
    let number = 0;
    let steppedAtMs = performance.now();
    return {
      async at(now) {
        const stepMs = performance.now() - steppedAtMs;
        // What was started in the last step is over: a process is killed within a step, not while days pass.
        await chain;
        steppedAtMs = performance.now();
        while (happenings[0] && happenings[0].at <= now.getTime()) {
          const { what, make, isState } = happenings.shift() as Happening;
          if (isState) {
            plan.tell(`${now.toISOString()} ${what}`);
            await make();
            continue;
          }
          number += 1;
          // Anywhere within the step, as long as steps have been lately: in mid-work, not always at its beginning.
          const afterMs = draws.between(`moment ${number}`, 0, Math.max(200, stepMs));
          chain = chain.then(async () => {
            await delay(afterMs);
            plan.tell(`${now.toISOString()} ${what}`);
            await make();
          });
        }
      },
      over: () => chain,
    };
  };
}

function happeningsOf(plan: Plan, { sandbox, app, scripts }: Scene): Happening[] {
  const placed = scripts.map(({ truth }) => truth.placedAt.getTime());
  const from = Math.min(...placed);
  const until = Math.max(...placed) + tailMs;
  const draws = drawsOf(plan.seed).of("faults");
  const anyTime = (what: string) => draws.between(what, from, until);
  /** While orders still come, so that every spell meets mails. */
  const spread = (index: number, of: number) => from + ((index + 0.5) / of) * (until - tailMs - from);
  const happenings: Happening[] = [];

  if (plan.kinds.includes("kills")) {
    for (let kill = 0; kill < plan.kills; kill += 1) {
      const process = draws.pick(`process ${kill}`, app.processes);
      happenings.push({ at: anyTime(`kill ${kill}`), what: `${process.name} killed`, make: process.crash });
    }
  }
  const { restartDatabase } = plan;
  if (plan.kinds.includes("database") && restartDatabase) {
    for (const restart of [1, 2])
      happenings.push({
        at: anyTime(`restart ${restart}`),
        what: "Postgres restarted",
        make: restartDatabase,
      });
  }
  if (plan.kinds.includes("mail")) {
    const lastsMs = Math.max(spellAtLeastMs, (until - tailMs - from) / mailSpells.length / 3);
    const state = (at: number, trouble: MailTrouble) => {
      const make = () => sandbox.mails.setTrouble(trouble);
      happenings.push({ at, what: `mail server: ${trouble.kind}`, isState: true, make });
    };
    mailSpells.forEach((trouble, index) => {
      const at = spread(index, mailSpells.length);
      state(at, trouble);
      state(at + lastsMs, { kind: "none" });
    });
  }
  if (plan.kinds.includes("shopify")) {
    adminSpells.forEach(({ trouble, lastsMs }, index) => {
      happenings.push({
        at: spread(index, adminSpells.length),
        what: `Admin API: ${trouble.kind}`,
        make: () => spell(sandbox, trouble, lastsMs),
      });
    });
  }
  const { disk } = plan;
  if (plan.kinds.includes("disk") && disk) {
    for (let full = 0; full < diskSpells; full += 1)
      happenings.push({
        at: spread(full, diskSpells),
        what: "the disk is full",
        make: () => fullDisk(disk),
      });
  }
  if (plan.kinds.includes("clock")) {
    for (let leap = 0; leap < clockLeaps; leap += 1)
      happenings.push({
        at: spread(leap, clockLeaps),
        what: "the machine's clock is an hour ahead",
        make: () => clockAhead(app),
      });
  }
  return happenings;
}

async function fullDisk(disk: SmallDisk): Promise<void> {
  disk.fill();
  await delay(diskFullMs);
  disk.free();
}

async function clockAhead({ processes }: RunningApp): Promise<void> {
  const leap = () => {
    for (const process of processes) process.signal("SIGUSR2");
  };
  leap();
  await delay(clockAheadMs);
  leap();
}

async function spell(
  sandbox: Sandbox,
  trouble: AdminTrouble | { kind: "throttled" },
  lastsMs: number,
): Promise<void> {
  const { maximumAvailable: maximum, restoreRate } = sandbox.bucket.status();
  if (trouble.kind === "throttled") sandbox.bucket.set(tightBucket);
  else sandbox.adminTrouble = trouble;
  await delay(lastsMs);
  sandbox.adminTrouble = { kind: "none" };
  sandbox.bucket.set({ maximum, restoreRate });
}
