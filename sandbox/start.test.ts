import { mkdtempSync, rmSync } from "node:fs";
import type { Server } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import nodemailer from "nodemailer";
import { afterEach, expect, test } from "vitest";
import type { Sandbox } from "./start";
import { startSandbox } from "./start";
import { martasOrder } from "./world/marta.fixture";

const startAt = new Date("2026-11-02T09:00:00Z");
const cleanups: Array<() => Promise<void> | void> = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "sandbox-test-"));
  cleanups.push(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

async function sandboxIn(dataDir: string | null): Promise<Sandbox> {
  const sandbox = await startSandbox({ dataDir, startAt, seed: 3 });
  let closed = false;
  const close = sandbox.close;
  sandbox.close = async () => {
    if (!closed) await close();
    closed = true;
  };
  cleanups.push(() => sandbox.close());
  return sandbox;
}

/** Stands where the app will: takes webhooks and follows the calendar. */
async function followingApp(sandbox: Sandbox, due: Date[] = []) {
  const topics: string[] = [];
  const heard: string[] = [];
  const server: Server = createServer((request, response) => {
    topics.push(String(request.headers["x-shopify-topic"]));
    request.resume().on("end", () => response.writeHead(200).end());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const stopping = new AbortController();
  const follow = async () => {
    let version = 0;
    while (!stopping.signal.aborted) {
      const answer = await fetch(`${sandbox.url}/calendar?after=${version}&timeout=5`, {
        signal: stopping.signal,
      });
      const reading = (await answer.json()) as { version: number; now: string };
      version = reading.version;
      heard.push(reading.now);
      const next = due.find((instant) => instant > new Date(reading.now)) ?? null;
      await fetch(`${sandbox.url}/calendar/settled`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ client: "app", version, nextDueAt: next?.toISOString() ?? null }),
        signal: stopping.signal,
      });
    }
  };
  const following = follow().catch(() => undefined);
  sandbox.setAppUrl(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  cleanups.push(async () => {
    stopping.abort();
    await following;
    server.closeAllConnections();
    server.close();
  });
  while (!sandbox.calendar.isFollowed()) await new Promise((resolve) => setTimeout(resolve, 5));
  return { topics, heard };
}

async function tokenOf(sandbox: Sandbox): Promise<string> {
  const answer = await fetch(`${sandbox.url}/shops/fior-di-casa.myshopify.com/admin/oauth/access_token`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({
      client_id: sandbox.apiKey,
      client_secret: sandbox.apiSecret,
      grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
      subject_token: sandbox.idToken(),
      subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
      requested_token_type: "urn:shopify:params:oauth:token-type:offline-access-token",
      expiring: "1",
    }),
  });
  const body = (await answer.json()) as { access_token: string };
  return body.access_token;
}

function askShop(sandbox: Sandbox, token: string) {
  return fetch(`${sandbox.url}/shops/fior-di-casa.myshopify.com/admin/api/2026-07/graphql.json`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Shopify-Access-Token": token },
    body: JSON.stringify({ query: "{ shop { name ianaTimezone } }" }),
  });
}

test("the app gets a token, asks the shop with it, and is turned away without one or after it left", async () => {
  const sandbox = await sandboxIn(null);
  const token = await tokenOf(sandbox);
  const answer = await askShop(sandbox, token);
  expect(await answer.json()).toMatchObject({
    data: { shop: { name: "Fior di Casa", ianaTimezone: "Europe/Rome" } },
  });
  expect((await askShop(sandbox, "shpat_wrong")).status).toBe(401);
  sandbox.world.uninstallApp();
  expect((await askShop(sandbox, token)).status).toBe(401);
});

test("time travels from one due instant to the next and the app has its say at each", async () => {
  const sandbox = await sandboxIn(null);
  const appDue = new Date("2026-11-02T15:00:00Z");
  const app = await followingApp(sandbox, [appDue]);
  await tokenOf(sandbox);
  const acted: string[] = [];
  let wanted: Date | null = new Date("2026-11-03T08:00:00Z");
  sandbox.addActor({
    nextAt: () => wanted,
    act: (now) => {
      acted.push(now.toISOString());
      wanted = null;
      sandbox.world.placeOrder(martasOrder);
    },
  });
  await sandbox.calendar.settle();
  await sandbox.travelTo(new Date("2026-11-04T09:00:00Z"));
  expect(acted).toEqual(["2026-11-03T08:00:00.000Z"]);
  expect(app.topics).toContain("orders/create");
  expect(app.heard).toContain(appDue.toISOString());
  expect(app.heard.at(-1)).toBe("2026-11-04T09:00:00.000Z");
});

test("a second start finds the orders, the mails, the time and the tokens of the first", async () => {
  const dataDir = temporaryFolder();
  const first = await sandboxIn(dataDir);
  const token = await tokenOf(first);
  const order = first.world.placeOrder(martasOrder);
  await sendMail(first);
  await first.travelTo(new Date("2026-11-05T09:00:00Z"));
  await first.close();

  const second = await sandboxIn(dataDir);
  expect(second.world.findOrder(order.id)).toEqual(order);
  expect(second.world.findOrderByCheckoutToken(order.checkoutToken)?.id).toBe(order.id);
  expect(second.world.findCustomerByEmail("MARTA@posta.example")?.orderIds).toEqual([order.id]);
  expect(second.calendar.now()).toEqual(new Date("2026-11-05T09:00:00Z"));
  expect(second.calendar.version).toBeGreaterThan(first.calendar.version);
  expect(second.mails.all).toHaveLength(1);
  expect((await askShop(second, token)).status).toBe(200);
  expect(second.world.placeOrder(martasOrder).number).toBe(order.number + 1);
});

async function sendMail(sandbox: Sandbox) {
  const transport = nodemailer.createTransport(sandbox.smtpUrl);
  await transport.sendMail({
    from: "Fior di Casa <ciao@fiordicasa.example>",
    to: "marta@posta.example",
    subject: "Grazie, Marta",
    html: "<p>Perché <b>così</b></p>",
    text: "Perché così",
    messageId: "<t1@fiordicasa.example>",
    headers: { "X-Lastmile-Kind": "thank_you_note", "X-Lastmile-Order": "42", "X-Lastmile-Touchpoint": "t1" },
  });
  transport.close();
}

test("a mail is kept with its words, headers and the calendar's time, and shown in the inbox", async () => {
  const sandbox = await sandboxIn(null);
  await sendMail(sandbox);
  expect(sandbox.mails.all).toMatchObject([
    {
      at: startAt.toISOString(),
      to: "marta@posta.example",
      subject: "Grazie, Marta",
      kind: "thank_you_note",
      orderId: "42",
      touchpointId: "t1",
      messageId: "<t1@fiordicasa.example>",
    },
  ]);
  expect(sandbox.mails.all[0]?.text).toContain("Perché così");
  expect(await (await fetch(`${sandbox.url}/inbox`)).text()).toContain("Grazie, Marta");
  expect(await (await fetch(`${sandbox.url}/inbox/1/html`)).text()).toContain("<b>così</b>");
});

test("the mail server can be busy, refuse, and recover", async () => {
  const sandbox = await sandboxIn(null);
  sandbox.mails.setTrouble({ kind: "temporary" });
  await expect(sendMail(sandbox)).rejects.toMatchObject({ responseCode: 451 });
  sandbox.mails.setTrouble({ kind: "permanent" });
  await expect(sendMail(sandbox)).rejects.toMatchObject({ responseCode: 550 });
  sandbox.mails.setTrouble({ kind: "none" });
  await sendMail(sandbox);
  expect(sandbox.mails.all).toHaveLength(1);
});

test("a visitor fills the cart, checks out as a gift and lands on the thank-you page", async () => {
  const sandbox = await sandboxIn(null);
  const [product] = sandbox.world.listProducts();
  const form = (values: Record<string, string>, cookie: string) => ({
    method: "POST",
    redirect: "manual" as const,
    headers: { "Content-Type": "application/x-www-form-urlencoded", cookie },
    body: new URLSearchParams(values).toString(),
  });
  const added = await fetch(
    `${sandbox.url}/store/cart`,
    form({ product: product?.id ?? "", change: "1" }, ""),
  );
  const cookie = added.headers.get("set-cookie")?.split(";")[0] ?? "";
  const checkout = {
    email: "giulia@posta.example",
    firstName: "Nonna",
    lastName: "Rosa",
    address1: "Via Roma 1",
    zip: "36100",
    city: "Vicenza",
    country: "IT",
    language: "it",
    shipping: "express",
    gift: "yes",
    giftFrom: "Giulia Ferri",
  };
  const incomplete = await fetch(
    `${sandbox.url}/store/checkout`,
    form({ ...checkout, email: "giulia" }, cookie),
  );
  expect(incomplete.status).toBe(422);
  const paid = await fetch(`${sandbox.url}/store/checkout`, form(checkout, cookie));
  expect(paid.status).toBe(303);
  const [order] = sandbox.world.listOrders();
  expect(order).toMatchObject({
    byVisitor: true,
    customerLocale: "it-IT",
    buyerAcceptsMarketing: false,
    shippingAddress: { firstName: "Nonna" },
    billingAddress: { firstName: "Giulia", lastName: "Ferri" },
    noteAttributes: [{ name: "gift", value: "true" }],
  });
  const page = await (await fetch(new URL(paid.headers.get("location") ?? "", sandbox.url))).text();
  expect(page).toContain("Grazie, Giulia!");
  expect(page).toContain(
    `/extension-host/blocks/thank-you-block?checkoutToken=${order?.checkoutToken ?? ""}`,
  );
});
