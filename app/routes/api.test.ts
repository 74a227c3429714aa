import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import type { LoaderFunctionArgs } from "@remix-run/node";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { openDeps, provideDeps, type Deps } from "~/deps.server";
import { readEnv } from "~/platform/env.server";
import { signIdToken } from "../../sandbox/id-token";
import { anOrder, aShop, shopId } from "../../tests/harness/records";
import * as surveyResponses from "./api.survey-responses";
import * as thankYou from "./api.thank-you";

// The two doors of the thank-you page, with tokens signed as a checkout signs them.

const apiKey = "test-api-key";
const apiSecret = "test-api-secret-of-some-length";
const browser =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";

let deps: Deps;
const dataDir = mkdtempSync(path.join(tmpdir(), "lastmile-doors-"));

beforeAll(async () => {
  deps = await openDeps(
    readEnv({
      NODE_ENV: "test",
      SHOPIFY_API_KEY: apiKey,
      SHOPIFY_API_SECRET: apiSecret,
      APP_URL: "https://lastmile.example",
      DATA_DIR: dataDir,
      ENCRYPTION_KEY: Buffer.alloc(32, 7).toString("base64"),
      SMTP_URL: "smtp://127.0.0.1:1",
      MAIL_FROM: "hello@lastmile.example",
      LOG_LEVEL: "silent",
    }),
  );
  provideDeps(deps);
});

afterAll(async () => {
  await deps.queue.stop();
  await deps.connection.close();
  rmSync(dataDir, { recursive: true });
});

beforeEach(async () => {
  await deps.db.surveyResponse.deleteMany();
  await deps.db.surveyRollup.deleteMany();
  await deps.db.followUp.deleteMany();
  await deps.db.orderMark.deleteMany();
  await deps.db.pageVisit.deleteMany();
  await deps.db.order.deleteMany();
  await deps.db.shop.deleteMany();
  await aShop(deps.db);
});

const token = (dest = shopId) =>
  signIdToken({ shopDomain: shopId, apiKey, apiSecret, dest, lifetimeSeconds: 300 });

function signed(
  pathAndQuery: string,
  init: RequestInit = {},
  authorization: string | null = `Bearer ${token()}`,
): Request {
  return new Request(`https://lastmile.example${pathAndQuery}`, {
    ...init,
    headers: {
      Origin: "https://extensions.shopifycdn.com",
      "User-Agent": browser,
      ...(authorization === null ? {} : { Authorization: authorization }),
      ...init.headers,
    },
  });
}

const at = (request: Request): LoaderFunctionArgs => ({ request, params: {}, context: {} });
const show = (query: string, ...rest: [RequestInit?, (string | null)?]) =>
  thankYou.loader(at(signed(`/api/thank-you?${query}`, ...rest)));
const post = (body: unknown, ...rest: [(string | null)?]) =>
  surveyResponses.action(
    at(
      signed(
        "/api/survey-responses",
        { method: "POST", body: typeof body === "string" ? body : JSON.stringify(body) },
        ...rest,
      ),
    ),
  );

const answer = { checkoutToken: "checkout-1043", locale: "it", rating: 9, comment: "bello" };

describe("what the thank-you page shows", () => {
  test("comes to the holder of a checkout's token, whose shop is a bare host", async () => {
    const response = await show("checkoutToken=checkout-1043&locale=it&firstOrder=true");
    expect(response.status).toBe(200);
    expect(response.headers.get("Access-Control-Allow-Origin")).toBe("*");
    expect(await response.json()).toMatchObject({
      note: { heading: expect.stringMatching(/grazie/i) as string },
      survey: { question: "Quanto ci consiglieresti a un amico?", answer: null },
    });
  });

  test("comes as well where the token writes the shop as an address", async () => {
    expect(
      (await show("checkoutToken=checkout-1043", {}, `Bearer ${token(`https://${shopId}`)}`)).status,
    ).toBe(200);
  });

  test("leaves out the question, and the visit, where the merchant hid it", async () => {
    expect(await (await show("checkoutToken=checkout-1043&ask=false")).json()).toMatchObject({
      survey: null,
    });
    expect(await deps.db.pageVisit.count()).toBe(0);
  });

  test("is nothing for a shop we do not know", async () => {
    const response = await show(
      "checkoutToken=checkout-1043",
      {},
      `Bearer ${token("stranger.myshopify.com")}`,
    );
    expect(await response.json()).toEqual({ note: null, survey: null });
  });

  test.each(["", "checkoutToken=", "checkoutToken=a%20b%27--", `checkoutToken=${"x".repeat(300)}`])(
    "is refused without a plausible checkout: %s",
    async (query) => {
      const response = await show(query);
      expect(response.status).toBe(400);
      expect(await response.json()).toEqual({ error: "checkoutToken" });
    },
  );
});

describe("an answer", () => {
  test("is kept once, whatever order its body claims", async () => {
    await anOrder(deps.db);
    await anOrder(deps.db, { id: "999", name: "#999", checkoutToken: "checkout-999" });
    const first = await post({ ...answer, orderId: "999", shopId: "other.myshopify.com" });
    const second = await post(answer);
    expect(first.status).toBe(200);
    expect(await first.json()).toMatchObject({ outcome: "recorded" });
    expect(await second.json()).toMatchObject({ outcome: "changed" });
    expect(await deps.db.surveyResponse.findMany()).toMatchObject([
      { shopId, orderId: "1043", rating: 9, comment: "bello", language: "it", channel: "thank_you_page" },
    ]);
  });

  test.each<[string, unknown, number, string]>([
    ["that is no JSON", "{", 400, "unreadable"],
    ["of 11", { ...answer, rating: 11 }, 400, "rating"],
    ["in words", { ...answer, rating: "nine" }, 400, "rating"],
    ["without a checkout", { rating: 9 }, 400, "checkoutToken"],
    ["with a comment longer than a page", { ...answer, comment: "a".repeat(2001) }, 400, "comment"],
    ["with a comment of 10 MB", { ...answer, comment: "a".repeat(10_000_000) }, 413, "too_large"],
  ])("%s is refused in words the extension can read, across origins", async (_, body, status, error) => {
    const response = await post(body);
    expect(response.status).toBe(status);
    expect(response.headers.get("Access-Control-Allow-Origin")).toBe("*");
    expect(await response.json()).toEqual({ error });
    expect(await deps.db.surveyResponse.count()).toBe(0);
  });

  test("comes by POST alone", async () => {
    expect((await surveyResponses.loader(at(signed("/api/survey-responses")))).status).toBe(405);
    expect(
      (await surveyResponses.action(at(signed("/api/survey-responses", { method: "DELETE" })))).status,
    ).toBe(405);
  });
});

describe("nobody gets in", () => {
  const forged = signIdToken({
    shopDomain: shopId,
    apiKey,
    apiSecret: "somebody else's secret",
    lifetimeSeconds: 300,
  });
  const expired = signIdToken({ shopDomain: shopId, apiKey, apiSecret, lifetimeSeconds: -60 });

  test.each([
    ["without a token", null],
    ["with a token signed by somebody else", `Bearer ${forged}`],
    ["with yesterday's token", `Bearer ${expired}`],
    ["with a token of a shop that is none", `Bearer ${token("evil.example")}`],
  ])("%s, and the refusal can be read across origins", async (_, authorization) => {
    for (const response of [
      await show("checkoutToken=checkout-1043", {}, authorization),
      await post(answer, authorization),
    ]) {
      expect(response.status).toBe(401);
      expect(response.headers.get("Access-Control-Allow-Origin")).toBe("*");
    }
    expect(await deps.db.surveyResponse.count()).toBe(0);
  });
});

test("the browser's preflight is let through at both doors", async () => {
  const preflight = { method: "OPTIONS", headers: { "Access-Control-Request-Method": "POST" } };
  const responses = [
    await thankYou.loader(at(signed("/api/thank-you", preflight, null))),
    await surveyResponses.loader(at(signed("/api/survey-responses", preflight, null))),
  ];
  for (const response of responses) {
    expect(response.status).toBe(204);
    expect(response.headers.get("Access-Control-Allow-Origin")).toBe("*");
    expect(response.headers.get("Access-Control-Allow-Headers")).toMatch(/authorization.*content-type/i);
  }
});

test("whoever knocks too often is told how long to wait", async () => {
  const flood = { ...answer, checkoutToken: "checkout-flood" };
  const statuses: number[] = [];
  for (let i = 0; i < 40; i += 1) statuses.push((await post(flood)).status);
  expect(statuses.slice(0, 30)).toEqual(Array(30).fill(200));
  const response = await post(flood);
  expect(response.status).toBe(429);
  expect(Number(response.headers.get("Retry-After"))).toBeGreaterThan(0);
  expect(response.headers.get("Access-Control-Expose-Headers")).toContain("Retry-After");
});

test("a broken database is a plain 500 that the extension can read", async () => {
  const broken = new Proxy(deps.db, {
    get: () => {
      throw new Error("no connection");
    },
  });
  provideDeps({ ...deps, db: broken });
  try {
    const response = await show("checkoutToken=checkout-1043");
    expect(response.status).toBe(500);
    expect(await response.json()).toEqual({ error: "failed" });
    expect(response.headers.get("Access-Control-Allow-Origin")).toBe("*");
  } finally {
    provideDeps(deps);
  }
});
