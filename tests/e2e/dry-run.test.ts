import { Window } from "happy-dom";
import { DateTime } from "luxon";
import { expect, test } from "vitest";

import { dayMs } from "~/platform/durations";
import { speaker } from "~/ui/words/speaker";

import { demoScripts } from "../../sandbox/simulation/demo-scripts";
import { drawsOf } from "../../sandbox/simulation/keyed-draws";
import { saveSettings } from "../../sandbox/simulation/merchant";
import { createShopperBrowser } from "../../sandbox/simulation/shopper-browser";
import { createSimulation } from "../../sandbox/simulation/simulation";
import { runTimeAhead } from "../../sandbox/simulation/time-ahead";
import { openShop, type OpenShop } from "./open-shop";

const say = speaker("en");
const zone = "Europe/Rome";
const browser =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";
/** Simulated time goes in steps of so long: what falls due in between leaves at the next. */
const groupMinutes = 20;

/** Forty days of orders and what becomes of them, the same each time; a carrier has a bad week among them. */
async function tellStory({ sandbox }: OpenShop) {
  // The dry run asks the roads as they are known today. What they knew at the time is another forecast: it hardly speaks.
  await saveSettings(sandbox, { "delays.predictedLateThreshold": "95" });
  const start = sandbox.calendar.now().getTime();
  const day = (n: number) => new Date(start + n * dayMs);
  const draws = drawsOf(1);
  const scripts = demoScripts({
    ...{ draws, orders: 60, from: day(0.1), until: day(40), products: sandbox.world.listProducts() },
    badWeek: { carrier: "BRT", from: day(12), until: day(19) },
  });
  const { apiKey, apiSecret, world } = sandbox;
  const problems: string[] = [];
  const simulation = createSimulation({
    ...{ scripts, draws, world, onProblem: (problem) => problems.push(problem) },
    browser: createShopperBrowser({
      ...{ apiKey, apiSecret, appUrl: () => sandbox.appUrl, shopDomain: world.shop.domain },
    }),
  });
  sandbox.mails.onMail(simulation.receive);
  await runTimeAhead({ sandbox, actor: simulation, until: day(55), groupMinutes });
  expect(problems).toEqual([]);
  return simulation.orders;
}

/** The page as the merchant reads it. */
async function readDryRun({ sandbox }: OpenShop) {
  const answer = await fetch(`${sandbox.appUrl ?? ""}/app/dry-run`, {
    headers: { "User-Agent": browser, Authorization: `Bearer ${sandbox.idToken()}` },
  });
  const { document } = new Window();
  document.write(await answer.text());
  const textsOf = (selector: string) =>
    [...document.querySelectorAll(selector)].map(({ textContent }) => textContent.trim());
  return {
    sentence: textsOf("h2")[0] ?? "",
    totals: textsOf("tfoot td"),
    orders: textsOf("#dry-run a"),
  };
}

test("what the dry run says going live would have sent is what a shop that is live sends", async () => {
  const before = await openShop({ live: false });
  await tellStory(before);
  expect(before.sandbox.mails.all).toEqual([]);
  const promised = await readDryRun(before);
  await before.close();

  const shop = await openShop();
  const told = await tellStory(shop);
  const { world, mails } = shop.sandbox;
  const notices = mails.all.filter(({ kind }) => kind === "delay_notice");
  const worth = notices.map(({ orderId, at }) => {
    const truth = told.find((one) => one.orderId === orderId)?.script.truth;
    const endsAt = DateTime.fromISO(truth?.promisedLatestOn ?? "", { zone })
      .endOf("day")
      .toJSDate();
    return {
      isBefore: new Date(at) <= endsAt,
      isNeedless: (truth?.arrivedAt ?? shop.sandbox.calendar.now()) <= endsAt,
    };
  });
  const early = worth.filter(({ isBefore }) => isBefore).length;
  const needless = worth.filter(({ isNeedless }) => isNeedless).length;
  const names = notices.map(({ orderId }) => world.getOrder(orderId ?? "").name);
  const after = await readDryRun(shop);
  await shop.close();

  expect(promised.orders.toSorted()).toEqual(names.toSorted());
  const [all, byTheDay, ahead = "", needlessly] = promised.totals;
  expect([all, byTheDay, needlessly]).toEqual([notices.length, early, needless].map(String));
  expect(promised.sentence).toContain(`sent ${String(notices.length)} delay notices, ${String(early)} by`);
  expect(promised.sentence).toContain(`half of these ${ahead} or more before`);
  expect(promised.sentence).toMatch(
    new RegExp(`, and ${needless === 0 ? "none" : String(needless)} needlessly\\.$`),
  );
  expect(promised.sentence).toMatch(new RegExp(`^${say("dryRun.when.shop", { days: 60 })} `));
  expect(after).toEqual(promised);
});
