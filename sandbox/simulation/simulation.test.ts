import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createCalendar, type Calendar } from "../calendar";
import { hourMs } from "../durations";
import type { StoredMail } from "../mail-server";
import { createDeliveries, type DeliveryMode } from "../webhook-delivery";
import { createWorld } from "../world";
import { demoScripts } from "./demo-scripts";
import { drawsOf } from "./keyed-draws";
import { createShopperBrowser } from "./shopper-browser";
import { createSimulation } from "./simulation";
import { runTimeAhead } from "./time-ahead";

const startAt = new Date("2026-03-02T06:00:00Z");
const apiSecret = "a secret of the sandbox";
const closing: Array<() => Promise<void> | void> = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** The smallest app there can be: ten minutes after payment it mails a question, and it keeps what is posted to it. */
async function startPocketApp(calendar: Calendar) {
  const paid = new Map<string, number>();
  const posted: string[] = [];
  const mailed = new Set<string>();
  const mails: StoredMail[] = [];
  let receive: (mail: StoredMail) => void = () => undefined;

  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const path = request.url ?? "";
      if (request.method === "POST") posted.push(`${path.split("?")[0] ?? ""} ${body}`);
      if (path === "/webhooks" && request.headers["x-shopify-topic"] === "orders/paid") {
        const { id, processed_at: at } = JSON.parse(body.replace(/"id":(\d+)/, '"id":"$1"')) as {
          id: string;
          processed_at: string;
        };
        paid.set(id, Date.parse(at));
      }
      if (path.startsWith("/api/thank-you"))
        response.end(JSON.stringify({ note: null, survey: { answer: null } }));
      else response.end(feedbackPage);
    });
  });
  const url = await listen(server);

  const workOff = () => {
    const now = calendar.now().getTime();
    for (const [orderId, at] of [...paid].sort(([one], [other]) => one.localeCompare(other))) {
      if (at + 600_000 > now || mailed.has(orderId)) continue;
      mailed.add(orderId);
      const mail = invitation({ orderId, at: new Date(now), url });
      mails.push(mail);
      receive(mail);
    }
    const waiting = [...paid].filter(([orderId]) => !mailed.has(orderId)).map(([, at]) => at + 600_000);
    return waiting.length === 0 ? null : new Date(Math.min(...waiting)).toISOString();
  };
  let follows = true;
  const following = (async () => {
    for (let version = 0; follows;) {
      version = (await calendar.read(version, 200)).version;
      calendar.reportSettled({ client: "pocket app", version, nextDueAt: workOff() });
    }
  })();
  closing.push(async () => {
    follows = false;
    calendar.close();
    await following;
    server.closeAllConnections();
    server.close();
  });
  return { url, posted, mails, onMail: (listener: typeof receive) => (receive = listener) };
}

const ratings = Array.from(
  { length: 11 },
  (_, rating) => `<input type="radio" name="rating" value="${rating}">`,
);
const feedbackPage = `<form method="post">${ratings.join("")}<textarea name="comment"></textarea></form>`;

function invitation({ orderId, at, url }: { orderId: string; at: Date; url: string }): StoredMail {
  return {
    id: orderId,
    at: at.toISOString(),
    from: "shop@example.com",
    to: "her@posta.example",
    subject: "?",
    html: `<a href="${url}/r/token?rating=9">9</a> <a href="https://elsewhere.invalid/">never opened</a>`,
    text: null,
    headers: { "list-unsubscribe": `<${url}/u/token>` },
    raw: "",
    kind: "feedback_invitation",
    orderId,
    touchpointId: orderId,
    messageId: null,
  };
}

async function simulate({
  seed = 1,
  orders = 40,
  mode,
}: { seed?: number; orders?: number; mode?: DeliveryMode } = {}) {
  const calendar = createCalendar({ startAt });
  const app = await startPocketApp(calendar);
  const shopDomain = "fior-di-casa.myshopify.com";
  const deliveries = createDeliveries({
    now: calendar.now,
    apiSecret,
    shopDomain,
    target: () => app.url,
    ...(mode ? { mode } : {}),
  });
  closing.push(() => deliveries.close());
  const world = createWorld({ seed, now: calendar.now, emit: deliveries.enqueue });
  world.installApp({ scopes: [] });
  const draws = drawsOf(seed);
  const scripts = demoScripts({
    draws,
    orders,
    from: new Date("2026-03-02T07:00:00Z"),
    until: new Date("2026-03-06T07:00:00Z"),
    products: world.listProducts(),
    badWeek: {
      carrier: "BRT",
      from: new Date("2026-03-04T00:00:00Z"),
      until: new Date("2026-03-06T00:00:00Z"),
    },
  });
  const problems: string[] = [];
  const browser = createShopperBrowser({ appUrl: () => app.url, shopDomain, apiKey: "key", apiSecret });
  const simulation = createSimulation({
    scripts,
    draws,
    world,
    browser,
    onProblem: (problem) => problems.push(problem),
  });
  app.onMail(simulation.receive);
  const ran = await runTimeAhead({
    sandbox: { calendar, deliveries },
    actor: simulation,
    until: null,
    groupMinutes: 15,
  });
  return { app, deliveries, world, simulation, problems, scripts, ran };
}

describe("the simulated shop", () => {
  it("runs until every order's story is told, and the app hears of all of it", async () => {
    const { deliveries, simulation, problems, world, ran, app } = await simulate();
    expect(problems).toEqual([]);
    expect(simulation.nextAt()).toBeNull();
    expect(ran.nextDueAt).toBeNull();
    expect(deliveries.nextDueAt()).toBeNull();
    expect(simulation.orders.every((order) => order.orderId !== null)).toBe(true);
    expect(deliveries.log.every((entry) => entry.answered === 200)).toBe(true);
    for (const { orderId, script } of simulation.orders) {
      const told = world.getOrder(orderId ?? "");
      expect([told.placedAt, told.paidAt, told.cancelledAt]).toEqual(
        [script.truth.placedAt, script.truth.paidAt, script.truth.cancelledAt].map(
          (at) => at?.toISOString() ?? null,
        ),
      );
      const arrived = world
        .fulfillmentsOf(told.id)
        .map((fulfillment) => fulfillment.deliveredAt)
        .find((at) => at !== null);
      expect(arrived ?? null).toBe(script.truth.arrivedAt?.toISOString() ?? null);
    }
    expect(app.posted.filter((post) => post.startsWith("/api/survey-responses")).length).toBeGreaterThan(5);
    expect(app.posted.filter((post) => /^\/r\/token .*rating=\d/.test(post)).length).toBeGreaterThan(5);
  });

  it("sends no mail about an order before it is due, and not much later", async () => {
    const { app, world } = await simulate();
    for (const mail of app.mails) {
      const late = Date.parse(mail.at) - Date.parse(world.getOrder(mail.orderId ?? "").placedAt) - 600_000;
      expect(late).toBeGreaterThanOrEqual(0);
      expect(late).toBeLessThanOrEqual(31 * hourMs);
    }
  });

  it("tells the same story again for the same seed, and another one for another", async () => {
    const story = ({ deliveries }: Awaited<ReturnType<typeof simulate>>) =>
      deliveries.log
        .map(({ topic, orderId, triggeredAt }) => `${triggeredAt} ${topic} ${orderId ?? ""}`)
        .sort();
    const first = await simulate({ orders: 15 });
    const again = await simulate({ orders: 15 });
    const other = await simulate({ orders: 15, seed: 2 });
    expect(story(again)).toEqual(story(first));
    expect(again.app.posted.filter(isShopper).sort()).toEqual(first.app.posted.filter(isShopper).sort());
    expect(story(other)).not.toEqual(story(first));
  });

  it("lets the same things happen when webhooks come doubled and two days late", async () => {
    const calm = await simulate({ orders: 15 });
    const chaos = await simulate({ orders: 15, mode: { kind: "chaos", seed: 1 } });
    const ids = ({ simulation }: typeof calm) => simulation.orders.map((order) => order.orderId);
    expect(ids(chaos)).toEqual(ids(calm));
    expect(new Set(chaos.deliveries.log.map((entry) => entry.webhookId))).toEqual(
      new Set(calm.deliveries.log.map((entry) => entry.webhookId)),
    );
    expect(chaos.deliveries.log.length).toBeGreaterThan(calm.deliveries.log.length * 1.5);
  });
});

function isShopper(post: string): boolean {
  return !post.startsWith("/webhooks");
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () =>
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    );
  });
}
