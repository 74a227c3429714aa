import { beforeEach, describe, expect, test } from "vitest";
import type { TrackingPage } from "~/delays/tracking-page.server";
import { dayMs } from "~/platform/durations";
import { forgetByAge } from "~/privacy/forget-by-age.server";
import { forgetShopper } from "~/privacy/forget-shopper.server";
import { findShopper } from "~/privacy/shopper-rows.server";
import { keepShortLink } from "~/touchpoints/short-links.server";
import { useTestApp } from "../../tests/harness/app";
import { everythingKept } from "../../tests/harness/known-shopper";
import { aDelay, aDeliveryPromise, aShop, anOrder, aTouchpoint, shopId } from "../../tests/harness/records";
import { loader } from "./s.$code";
import * as tracking from "./t.$token";

const { db, deps } = useTestApp();

let code = "";
const inDays = (days: number) => new Date(deps.clock.now().getTime() + days * dayMs);
const keep = (touchpointId: string, days = 60) =>
  keepShortLink(deps, { touchpointId, shopId, orderId: "1043", expiresAt: inDays(days) });

beforeEach(async () => {
  await aShop(db);
  await anOrder(db, { email: null, phone: "+393331234567" });
  await aDeliveryPromise(db);
  await aDelay(db, { cause: "no_scan", state: "warned", noticesSent: 1 });
  await aTouchpoint(db, { id: "notice", kind: "delay_notice", delayId: "delay-1043", state: "dispatched" });
  code = await keep("notice");
});

// Each test's own caller: the limits of one are not the next one's.
let callers = 0;
const open = (given: string, caller = `caller ${String((callers += 1))}`, method = "GET") =>
  loader({
    request: new Request(`https://lastmile.test/s/${given}`, {
      method,
      headers: { "X-Forwarded-For": caller },
    }),
    params: { code: given },
    context: {},
  });

/** The page a code leads on to, opened as her phone does. */
async function followed(given: string): Promise<Response> {
  const [, token = ""] = /^\/t\/(.+)$/.exec((await open(given)).headers.get("Location") ?? "") ?? [];
  const request = new Request(`https://lastmile.test/t/${token}`);
  return tracking.loader({ request, params: { token }, context: {} });
}

describe("the short address in a text", () => {
  test("leads to her order's way, with why it is late and what she can choose", async () => {
    const { page } = (await (await followed(code)).json()) as { page: TrackingPage };
    expect(page).toMatchObject({ orderNumber: "#1043", language: "it" });
    expect(page.delivery?.delay?.why).toContain("tracciamento è fermo");
    expect(page.delivery?.delay?.options).not.toEqual([]);
  });

  test("opened ahead by her phone or a scanner, as often as they like, changes nothing", async () => {
    const before = await everythingKept(db, shopId);
    for (const method of ["GET", "HEAD", "GET"])
      expect((await open(code, undefined, method)).status).toBe(302);
    await followed(code);
    expect(await everythingKept(db, shopId)).toEqual(before);
  });

  test("is the same for a text sent twice, and another for every text", async () => {
    expect(await keep("notice", 90)).toBe(code);
    expect(await keep("update")).not.toBe(code);
    expect(await db.shortLink.count()).toBe(2);
  });

  test("says that it has run out, until nobody would remember it", async () => {
    deps.clock.advance({ days: 61 });
    expect((await open(code)).status).toBe(410);
    await forgetByAge(deps, { shopId });
    expect((await open(code)).status).toBe(410);
    deps.clock.advance({ days: 90 });
    await forgetByAge(deps, { shopId });
    expect(await db.shortLink.count()).toBe(0);
    expect((await open(code)).status).toBe(404);
  });

  test("leads nowhere once she is forgotten", async () => {
    await db.$transaction(async (tx) => {
      const hers = { shopId, customerId: null, shopperKey: null, orderIds: ["1043"] };
      const { ties } = await findShopper(tx, hers);
      await forgetShopper(tx, { shopId, ties, addresses: [] }, deps.clock.now());
    });
    expect((await open(code)).status).toBe(404);
  });
});

describe("a code nobody was given", () => {
  test.each([
    ["another letter", () => `${code.slice(0, -1)}${code.endsWith("a") ? "b" : "a"}`],
    ["another case", () => code.replace(/[a-z]/, (letter) => letter.toUpperCase())],
    ["what the table keeps in its place", () => deps.secrets.codeKey(code)],
    ["one letter less", () => code.slice(1)],
    ["one letter more", () => `${code}0`],
    ["nothing", () => ""],
    ["a path", () => "../../app"],
    ["a wildcard", () => "%%%%%%%%%%"],
    ["5,000 letters", () => "a".repeat(5000)],
  ])("%s leads nowhere and says nothing of an order", async (_, given) => {
    const answer = await open(given());
    expect(answer.status).toBe(404);
    expect(answer.headers.get("Location")).toBeNull();
    expect(await answer.text()).not.toContain("1043");
  });

  test("trying one after the other is stopped, for this caller alone", async () => {
    const statuses: number[] = [];
    for (let guess = 0; guess < 140; guess += 1)
      statuses.push((await open(String(guess).padStart(10, "0"), "a guesser")).status);
    expect(new Set(statuses.slice(0, 120))).toEqual(new Set([404]));
    expect(statuses.at(-1)).toBe(429);
    // The right code does not help her either, nor does it tell that it is right.
    expect((await open(code, "a guesser")).status).toBe(429);
    expect((await open(code, "a shopper")).status).toBe(302);
  });
});
