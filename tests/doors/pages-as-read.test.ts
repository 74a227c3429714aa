import { Window } from "happy-dom";
import { beforeAll, expect, test } from "vitest";

import { plusDays } from "~/promises/local-dates";
import { shopTime } from "~/ui/shop-time";
import { speaker } from "~/ui/words/speaker";

import { aSessionToken, useTestApp } from "../harness/app";
import {
  aDeliveryPromise,
  aDeliveryWatch,
  anOrder,
  aShipment,
  aShipmentEvent,
  aShop,
  shopId,
} from "../harness/records";
import { createRemixApp } from "../harness/remix-app";

// Pages are asked for at their doors and looked at as the merchant reads them.

const { db } = useTestApp();

const browser = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0";
const days = { from: "2026-05-06", until: "2026-06-03" };
const say = speaker("en");
const time = shopTime("en", "Europe/Rome");

let knock: (request: Request) => Promise<Response>;

beforeAll(async () => {
  knock = await createRemixApp();
});

const ask = async (path: string) => {
  const headers = { "User-Agent": browser, Authorization: `Bearer ${aSessionToken()}` };
  return (await knock(new Request(`https://lastmile.test${path}`, { headers }))).text();
};

async function visit(path: string) {
  const { document } = new Window();
  document.write(await ask(path));
  return document;
}

test("in the editor the preview comes right below the form: a phone shows one below the other", async () => {
  await aShop(db);
  const page = await visit("/app/journey/delay_notice");
  const headings = [...page.querySelectorAll("h2")].map(({ textContent }) => textContent);
  expect(headings.slice(-3)).toEqual([say("editor.words"), say("settings.preview"), say("history.title")]);
});

test.each(["/app/settings/nonsense", "/app/journey/nonsense", "/app/nonsense", "/app/settings/a/b"])(
  "an address nobody knows, %s, says so and leads back",
  async (path) => {
    await aShop(db);
    const page = await visit(path);
    expect(page.querySelector("h1")?.textContent).toBe(say("unknownPage.title"));
    expect(page.title).toBe("Lastmile");
    expect(page.querySelector("main a")?.getAttribute("href")).toBe("/app");
  },
);

test("the list names the days the order's own page calls most likely, or says that none can be named", async () => {
  await aShop(db);
  // Of a parcel that was to come months ago nobody can say when it will, if it does.
  for (const [id, latest, shippedAt] of [
    ["1", "2026-06-16", "2026-06-11T10:00:00Z"],
    ["2", "2026-03-10", "2026-03-04T10:00:00Z"],
  ] as const) {
    const name = `#${id}`;
    await anOrder(db, {
      id,
      name,
      checkoutToken: null,
      fulfillmentStatus: "fulfilled",
      placedAt: new Date(shippedAt),
    });
    await aDeliveryPromise(db, { orderId: id, earliest: latest, latest });
    await aShipment(db, { id, orderId: id, handedOverAt: new Date(shippedAt) });
    await aShipmentEvent(db, { id, orderId: id, shipmentId: id, happenedAt: new Date(shippedAt) });
    await aDeliveryWatch(db, { orderId: id });
  }
  const list = (await visit("/app/shipments?tab=on_the_way")).querySelector("main")?.textContent;
  const story = await visit("/app/orders/1");
  const [, days] = /Most likely (.*?)The days that hold/.exec(story.body.textContent) ?? [];
  expect(list).toContain(`${say("shipments.likely")}: ${String(days)}`);
  expect(list).toContain(`${say("shipments.expected")}: ${say("shipments.expected.unnamed")}`);
});

const gone = [1, 2, 3, 4].map((line) => ({ line, column: "placed_at", problem: "time" }));

test.each([
  { refused: gone, badge: say("task.refused.all"), isToMend: true },
  { refused: gone.slice(1), badge: say("task.refused.most"), isToMend: true },
  { refused: gone.slice(3), badge: say("task.state.done"), isToMend: false },
  { refused: [], badge: say("task.state.done"), isToMend: false },
])("an import says what it took up, and what to change: $badge", async ({ refused, badge, isToMend }) => {
  await aShop(db);
  const task = { shopId, id: "import-1", kind: "history_import", state: "done", total: 4, done: 4 };
  await db.longTask.create({ data: { ...task, askedAt: new Date(), problems: refused.length } });
  await db.longTaskProblem.createMany({ data: refused.map((row) => ({ shopId, taskId: task.id, ...row })) });
  const { body } = await visit("/app/settings/data");
  expect(body.textContent).toContain(badge);
  const [first] = refused;
  if (first)
    expect(body.textContent).toContain(
      `${say("task.problems.row", { line: first.line })}, placed_at: ${say("history.problem.time")}.`,
    );
  expect(body.textContent.includes(say("task.problems.mend"))).toBe(isToMend);
});

/** Figures for every day of some weeks, around what is enough to tell a rate; one week in the middle has none. */
async function aPastWithFigures() {
  for (let n = 0; n < 42; n += 1) {
    const on = new Date(plusDays("2026-04-27", n));
    if (n >= 21 && n < 28) continue;
    const road = { shopId, promisedOn: on, country: "IT", carrier: "BRT", noticed: false, leadDays: 0 };
    await db.deliveryRollup.createMany({
      data: [
        { ...road, arrived: true, lateness: 0, inFull: true, count: 4 + (n % 3) },
        { ...road, arrived: true, lateness: -1, inFull: false, count: n % 4 },
        { ...road, arrived: true, lateness: 2, inFull: true, count: n % 5 },
        { ...road, arrived: false, lateness: 0, inFull: false, count: n % 2 },
      ],
    });
    await db.surveyRollup.createMany({
      data: [
        { shopId, survey: "delivery_feedback", onDate: on, promoters: 4, passives: n % 3, detractors: n % 4 },
        { shopId, survey: "purchase_nps", onDate: on, promoters: n % 2, passives: 1, detractors: n % 3 },
      ],
    });
  }
}

test("week by week the file says what the page shows", async () => {
  await aShop(db);
  await aPastWithFigures();
  const period = new URLSearchParams(days).toString();
  const page = await visit(`/app/insights?${period}`);
  const lines = (await ask(`/app/insights/export?${period}`)).split("\r\n").map((line) => line.split(","));
  const linesOf = (table: string) => lines.filter(([first]) => first === table);

  /** The rows behind the picture of a card, as they are read. */
  const shown = (title: string) => {
    const card = [...page.querySelectorAll("h2")].find(({ textContent }) => textContent === title);
    const table = card?.parentElement?.querySelector("table");
    return [...(table?.querySelectorAll("tbody tr") ?? [])].map((row) =>
      [...row.querySelectorAll("th, td")].map(({ textContent }) => textContent),
    );
  };
  const tooFew = (n: string) => Number(n) < 30;
  const rate = ([, , , value = "", , n = ""]: string[]) => {
    if (n === "0") return "–";
    return tooFew(n) ? say("insights.fewShort") : `${Number(value).toFixed(1)} %`;
  };
  const nps = ([, , , value = "", , n = ""]: string[]) => [
    n === "0" ? "–" : tooFew(n) ? say("insights.fewShort") : value,
    n,
  ];

  const weeks = Map.groupBy(linesOf("week"), ([, weekOf = ""]) => weekOf);
  expect([...weeks.keys()]).toEqual(["2026-05-04", "2026-05-11", "2026-05-18", "2026-05-25", "2026-06-01"]);
  const told = [...weeks].map(([weekOf, figures]) => {
    const lineOf = (figure: string) => figures.find(([, , name]) => name === figure) ?? [];
    const [, , , , , n] = lineOf("otif");
    return [time.day(weekOf), n, ...["onTime", "inFull", "otif"].map((figure) => rate(lineOf(figure)))];
  });
  expect(told).toEqual(shown(say("insights.weeks")));

  const asked = Map.groupBy(linesOf("nps_week"), ([, of = ""]) => of.split(" ")[0] ?? "");
  expect([...asked.keys()]).toEqual([...weeks.keys()]);
  expect([...asked].map(([weekOf, surveys]) => [time.day(weekOf), ...surveys.flatMap(nps)])).toEqual(
    shown(say("insights.npsWeeks")),
  );
});
