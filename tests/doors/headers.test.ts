import { beforeAll, beforeEach, expect, test } from "vitest";

import { aSessionToken, useTestApp } from "../harness/app";
import { aDelay, aDeliveryPromise, anOrder, aShop, shopId } from "../harness/records";
import { createRemixApp } from "../harness/remix-app";

const { db, deps } = useTestApp();

const origin = "https://lastmile.test";
const browser = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0";

let knock: (request: Request) => Promise<Response>;

beforeAll(async () => {
  knock = await createRemixApp();
});

beforeEach(async () => {
  await aShop(db);
  await anOrder(db);
  await aDeliveryPromise(db);
  await aDelay(db, { cause: "no_scan", state: "warned", noticesSent: 1 });
});

const visit = (path: string, headers: Record<string, string> = {}) =>
  knock(new Request(`${origin}${path}`, { headers: { "User-Agent": browser, ...headers } }));
const policyOf = (answer: Response) => answer.headers.get("Content-Security-Policy") ?? "";

test("a shopper's page runs no script, is framed by nobody and leaks its link to nobody", async () => {
  const token = deps.links.sign({
    purpose: "choose",
    shopId,
    id: "delay-1043",
    expiresAt: new Date("2026-07-01"),
  });
  for (const [path, status] of [
    [`/d/${token}`, 200],
    ["/d/forged", 404],
  ] as const) {
    const answer = await visit(path);
    expect(answer.status).toBe(status);
    expect(policyOf(answer)).toContain("default-src 'none'");
    expect(policyOf(answer)).toContain("frame-ancestors 'none'");
    expect(policyOf(answer)).not.toContain("script-src");
    expect(await answer.text()).not.toContain("<script");
    expect(answer.headers.get("Referrer-Policy")).toBe("same-origin");
    expect(answer.headers.get("Cache-Control")).toBe("no-store");
    expect(answer.headers.get("X-Content-Type-Options")).toBe("nosniff");
  }
});

test("an admin page is framed by the shop's own admin and Shopify's, and by nobody else", async () => {
  const answer = await visit(`/app?shop=${shopId}`, { Authorization: `Bearer ${aSessionToken()}` });
  expect(answer.status).toBe(200);
  const ancestors = policyOf(answer).match(/https:\/\/[^\s;]+/g) ?? [];
  expect(ancestors).toContain(`https://${shopId}`);
  expect(ancestors).toContain("https://admin.shopify.com");
  expect(
    ancestors.filter(
      (one) => !/\.(myshopify\.com|shopify\.com|spin\.dev|myshopify\.io|shop\.dev)$/.test(one),
    ),
  ).toEqual([]);
});

test("an admin page whose address names no shop, or one that is none, is framed by nobody", async () => {
  for (const query of ["", "?shop=evil.example", "?shop=acme.myshopify.com.evil.example"]) {
    const answer = await visit(`/app${query}`, { Authorization: `Bearer ${aSessionToken()}` });
    expect(policyOf(answer)).toBe("frame-ancestors 'none'");
  }
});

test("the file of what is known of a shopper runs nothing, though it quotes what others wrote", async () => {
  const received = new Date("2026-06-10T09:00:00Z");
  await db.privacyRequest.create({
    data: {
      ...{ shopId, id: "request-1", kind: "data_request", orderIds: ["1043"] },
      ...{ receivedAt: received, dueAt: new Date("2026-07-10T09:00:00Z") },
    },
  });
  const taken = await knock(
    new Request(`${origin}/app/settings/privacy/request-1`, {
      method: "POST",
      headers: { "User-Agent": browser, Authorization: `Bearer ${aSessionToken()}` },
    }),
  );
  expect(taken.status).toBe(200);
  expect(taken.headers.get("Content-Disposition")).toContain("attachment");
  expect(policyOf(taken)).toContain("default-src 'none'");
  expect(policyOf(taken)).toContain("sandbox");
});

test("an address that names a shop in letters no host has is refused, not tripped over", async () => {
  const answer = await visit(
    "/auth/session-token?embedded=%EF%BF%BD&shopify-reload=&shop=%C5%82&shop=%C5%82",
  );
  expect(answer.status).toBe(400);
});

test("no address makes us send a visitor to somebody else", async () => {
  const evil = encodeURIComponent("https://evil.example/");
  const names = [
    "return_to",
    "redirect",
    "redirectTo",
    "url",
    "exitIframe",
    "shopify-reload",
    "shop",
    "host",
  ];
  for (const path of [
    "/app",
    "/auth/login",
    "/auth/session-token",
    "/auth/exit-iframe",
    "/app/settings/go-live",
  ]) {
    for (const name of names) {
      const answer = await visit(`${path}?${name}=${evil}`);
      const location = answer.headers.get("Location") ?? "/";
      expect(new URL(location, origin).host, `${path} ${name}`).toMatch(
        /^(lastmile\.test|admin\.shopify\.com)$/,
      );
    }
  }
});
