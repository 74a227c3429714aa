import { beforeAll, beforeEach, describe, expect, test } from "vitest";

import { dayMs, hourMs } from "~/platform/durations";
import { keepShortLink } from "~/touchpoints/short-links.server";

import { anOrderPageToken, aProxyRequest, aSessionToken, aWebhookRequest, useTestApp } from "../harness/app";
import { everythingKept } from "../harness/known-shopper";
import {
  aDelay,
  aDeliveryPromise,
  aFollowUp,
  anOrder,
  aShipment,
  aShop,
  aSurveyResponse,
  aTouchpoint,
  shopId,
} from "../harness/records";
import { createRemixApp, routeNames } from "../harness/remix-app";
import { type Door, doors } from "./doors";

// Every door is tried with every wrong key: refused, nothing told, nothing changed.

const { db, deps } = useTestApp();

const otherShop = "other.myshopify.com";
const origin = "https://lastmile.test";
const browser = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0";

/** Words only Acme's rows hold. */
const secrets = [
  "Zephyrine",
  "Quincewood",
  "marta@example.com",
  "#77043",
  "Palermo",
  "BRT5001",
  "words for Acme alone",
];

let knock: (request: Request) => Promise<Response>;

beforeAll(async () => {
  knock = await createRemixApp();
});

beforeEach(async () => {
  await aShop(db, { settings: { contacts: { email: "care@acme.example" } } });
  await aShop(db, { id: otherShop, name: "Other" });
  await db.session.create({
    data: {
      id: `offline_${otherShop}`,
      shop: otherShop,
      state: "",
      scope: "read_orders",
      accessToken: deps.secrets.seal("other-access-token"),
      expires: new Date(Date.now() + hourMs),
    },
  });
  await anOrder(db, { firstName: "Zephyrine", lastName: "Quincewood", name: "#77043" });
  await aShipment(db);
  await aDeliveryPromise(db);
  await aDelay(db, { cause: "no_scan", state: "warned", noticesSent: 1 });
  await aTouchpoint(db, {
    kind: "feedback_invitation",
    class: "survey",
    state: "dispatched",
    dispatchedAt: deps.clock.now(),
  });
  await aSurveyResponse(db, { rating: 2, comment: "words for Acme alone" });
  await aFollowUp(db, { surveyResponseId: "response-1043", note: "words for Acme alone" });
  const { id: touchpointId } = await aTouchpoint(db, {
    id: "notice",
    kind: "delay_notice",
    step: 1,
    delayId: "delay-1043",
  });
  await db.delayBatch.create({
    data: { shopId, id: "batch-1", scope: "carrier", scopeKey: "BRT", openedAt: deps.clock.now() },
  });
  await db.delayBatchItem.create({
    data: {
      ...{ shopId, batchId: "batch-1", touchpointId, delayId: "delay-1043", orderId: "1043" },
      joinedAt: deps.clock.now(),
    },
  });
  await db.goodwill.create({
    data: {
      ...{ shopId, orderId: "1043", cause: "late", gives: "words", amount: 0, currency: "EUR", worth: 0 },
      proposedAt: deps.clock.now(),
    },
  });
  await db.savedView.create({
    data: { ...{ shopId, id: "view-1", name: "Stalled", query: "kind=stalled" }, savedAt: deps.clock.now() },
  });
  await db.privacyRequest.create({
    data: {
      ...{ shopId, id: "9999", kind: "data_request", customerId: "701", orderIds: ["1043"] },
      ...{ receivedAt: deps.clock.now(), dueAt: deps.clock.now() },
    },
  });
});

interface Knock {
  /** "GET forged" */
  title: string;
  request: Request;
  /** Statuses that refuse. */
  refusals: number[];
}

const request = (path: string, init: RequestInit = {}): Request =>
  new Request(`${origin}${path}`, { ...init, headers: { "User-Agent": browser, ...init.headers } });
const form = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}): Request =>
  request(path, {
    method: "POST",
    body: new URLSearchParams(fields),
    headers: { Origin: origin, Host: "lastmile.test", ...headers },
  });

const wrongTokens = {
  "no token": null,
  "a word for a token": "Bearer forged",
  "a token somebody else signed": `Bearer ${aSessionToken({ secret: "somebody-else-entirely" })}`,
  "a token that ran out": `Bearer ${aSessionToken({ ageSeconds: 600 })}`,
};
const theOthers = () => `Bearer ${aSessionToken({ shop: otherShop })}`;

function adminKnocks(door: Door & { opensWith: "an admin session" }): Knock[] {
  const knocks: Knock[] = [];
  for (const [title, token] of Object.entries(wrongTokens)) {
    const headers: Record<string, string> = token === null ? {} : { Authorization: token };
    // Without any token the visitor is shown the way to the admin; a door for posts alone has nothing to get.
    const refusals = token === null ? [202, 302, 400, 401, 410] : [400, 401];
    knocks.push({ title: `GET with ${title}`, request: request(door.path, { headers }), refusals });
    for (const fields of door.posts)
      knocks.push({ title: `POST with ${title}`, request: form(door.path, fields, headers), refusals });
  }
  // The other shop's merchant may come in; what she finds is her own.
  const headers = { Authorization: theOthers() };
  const own = [200, 202, 204, 302, 400, 404, 405];
  knocks.push({ title: "GET by another shop", request: request(door.path, { headers }), refusals: own });
  for (const fields of door.posts)
    knocks.push({ title: "POST by another shop", request: form(door.path, fields, headers), refusals: own });
  return knocks;
}

function linkKnocks({ prefix, purpose, id, posts }: Door & { opensWith: "a shopper's link" }): Knock[] {
  const sign = (over: Partial<Parameters<typeof deps.links.sign>[0]>) =>
    deps.links.sign({
      purpose,
      shopId,
      id,
      expiresAt: new Date(deps.clock.now().getTime() + dayMs),
      ...over,
    });
  const good = sign({});
  const otherPurpose = (["rate", "choose", "unsubscribe"] as const).find((one) => one !== purpose) ?? "rate";
  const wrong = {
    "no token": ["x"],
    "one letter changed": [`${good.slice(0, -1)}${good.endsWith("A") ? "B" : "A"}`],
    "its claims changed": [
      `${Buffer.from(JSON.stringify([shopId, id, null, 9_999_999_999])).toString("base64url")}.${good.split(".")[1] ?? ""}`,
    ],
    "a date gone by": [sign({ expiresAt: new Date(deps.clock.now().getTime() - 1000) })],
    "another purpose": [sign({ purpose: otherPurpose })],
    "another shop's order": [sign({ shopId: otherShop })],
    "an order nobody knows": [sign({ id: "nobody" })],
  };
  return Object.entries(wrong).flatMap(([title, [token = ""]]) => [
    { title: `GET with ${title}`, request: request(`${prefix}${token}`), refusals: [404, 410] },
    ...posts.map((fields) => ({
      title: `POST with ${title}`,
      request: form(`${prefix}${token}`, fields),
      // A mail program's click is answered like any other, so that nobody can ask who is known.
      refusals: [200, 303, 404, 410],
    })),
  ]);
}

async function codeKnocks({ prefix }: Door & { opensWith: "a text's short link" }): Promise<Knock[]> {
  const keep = (touchpointId: string, hours: number) => {
    const expiresAt = new Date(deps.clock.now().getTime() + hours * hourMs);
    return keepShortLink(deps, { touchpointId, shopId, orderId: "1043", expiresAt });
  };
  const good = await keep("notice", 1);
  const wrong = {
    "no code": "x",
    "one letter changed": `${good.slice(0, -1)}${good.endsWith("A") ? "B" : "A"}`,
    "what is kept in its place": deps.secrets.codeKey(good),
    "a date gone by": await keep("old", -1),
  };
  return Object.entries(wrong).flatMap(([title, code]) => [
    { title: `GET with ${title}`, request: request(`${prefix}${code}`), refusals: [404, 410] },
    {
      title: `POST with ${title}`,
      request: form(`${prefix}${code}`, { choice: "cancel" }),
      refusals: [404, 405],
    },
  ]);
}

function checkoutKnocks({ path, posts, neighbours }: Door & { opensWith: "a checkout session" }): Knock[] {
  const json = (body: object, headers: Record<string, string>) =>
    request(path, {
      method: "POST",
      body: JSON.stringify(body),
      headers: { "Content-Type": "application/json", ...headers },
    });
  const knocks: Knock[] = [];
  for (const [title, token] of Object.entries(wrongTokens)) {
    const headers: Record<string, string> = token === null ? {} : { Authorization: token };
    knocks.push({ title: `GET with ${title}`, request: request(path, { headers }), refusals: [401] });
    for (const body of posts)
      knocks.push({ title: `POST with ${title}`, request: json(body, headers), refusals: [401] });
  }
  const headers = { Authorization: theOthers() };
  const refusals = [200, 405];
  knocks.push({ title: "GET by another shop's checkout", request: request(path, { headers }), refusals });
  for (const body of posts)
    knocks.push({ title: "POST by another shop's checkout", request: json(body, headers), refusals });
  const hers = { Authorization: `Bearer ${anOrderPageToken({ customerId: "702" })}` };
  for (const body of neighbours?.posts ?? [])
    knocks.push({ title: "POST by another shopper", request: json(body, hers), refusals });
  if (neighbours)
    knocks.push({
      title: "GET by another shopper",
      request: request(neighbours.path, { headers: hers }),
      refusals,
    });
  return knocks;
}

function webhookKnocks({ path }: Door & { opensWith: "Shopify's signature" }): Knock[] {
  const unsigned = aWebhookRequest("orders/create", { id: 1043 });
  unsigned.headers.delete("X-Shopify-Hmac-Sha256");
  const moved = aWebhookRequest("orders/create", { id: 1043 });
  return [
    { title: "GET", request: request(path), refusals: [405] },
    { title: "POST without a signature", request: unsigned, refusals: [400] },
    {
      title: "POST signed by somebody else",
      request: aWebhookRequest("orders/create", {}, { secret: "somebody-else" }),
      refusals: [401],
    },
    {
      title: "POST with a body the signature is not of",
      request: new Request(moved.url, { method: "POST", headers: moved.headers, body: `{"id":1044}` }),
      refusals: [401],
    },
  ];
}

function textKnocks({ path, posts }: Door & { opensWith: "the text provider's signature" }): Knock[] {
  const signed = (signature: string | null) =>
    posts.map((fields) => ({
      title: `POST with the signature ${signature ?? "left out"}`,
      request: request(path, {
        method: "POST",
        headers: signature === null ? {} : { "X-Twilio-Signature": signature },
        body: new URLSearchParams(fields),
      }),
      refusals: [403],
    }));
  return [{ title: "GET", request: request(path), refusals: [405] }, ...signed(null), ...signed("x")];
}

function proxyKnocks({ path, posts }: Door & { opensWith: "Shopify's proxy" }): Knock[] {
  const wrong = {
    "no signature": {
      tamper: (params: Array<[string, string]>) => params.filter(([name]) => name !== "signature"),
    },
    "somebody else's signature": { secret: "somebody-else-entirely" },
    "a signature grown old": { ageSeconds: 600 },
    "another shop's name put in": {
      tamper: (params: Array<[string, string]>) =>
        params.map(([name, value]): [string, string] => [name, name === "shop" ? otherShop : value]),
    },
  };
  const hers = { number: "77043", email: "marta@example.com" };
  return [
    ...Object.entries(wrong).flatMap(([title, options]) => [
      { title: `GET with ${title}`, request: aProxyRequest(path, options), refusals: [404, 410] },
      {
        title: `POST with ${title}`,
        request: aProxyRequest(path, { ...options, form: hers }),
        refusals: [404, 410],
      },
    ]),
    {
      title: "POST in another shop",
      request: aProxyRequest(path, { shop: otherShop, form: hers }),
      refusals: [200],
    },
    ...posts.map((form) => ({
      title: "POST by who knows half of it",
      request: aProxyRequest(path, { form }),
      refusals: [200],
    })),
  ];
}

function knocksOn(door: Door): Knock[] | Promise<Knock[]> {
  switch (door.opensWith) {
    case "an admin session":
      return adminKnocks(door);
    case "a shopper's link":
      return linkKnocks(door);
    case "a text's short link":
      return codeKnocks(door);
    case "a checkout session":
      return checkoutKnocks(door);
    case "Shopify's signature":
      return webhookKnocks(door);
    case "Shopify's proxy":
      return proxyKnocks(door);
    case "the text provider's signature":
      return textKnocks(door);
    case "the operator's secret":
      return [
        { title: "GET without it", request: request(door.path), refusals: [401, 404] },
        {
          title: "GET with another",
          request: request(door.path, { headers: { Authorization: "Bearer x" } }),
          refusals: [401, 404],
        },
      ];
    case "nothing":
      return [{ title: "GET", request: request(door.path), refusals: [200, 302, 400, 404, 410] }];
  }
}

test("every route there is stands in the list of doors", () => {
  expect(Object.keys(doors).sort()).toEqual(routeNames);
});

describe.each(Object.entries(doors))("%s", (_name, door) => {
  test("lets nobody in who has no right to, tells them nothing and changes nothing", async () => {
    const knocks = await knocksOn(door);
    const before = await everythingKept(db, shopId);
    for (const { title, request, refusals } of knocks) {
      const answer = await knock(request);
      const body = await answer.text();
      expect(refusals, `${title}: ${String(answer.status)}`).toContain(answer.status);
      expect(
        secrets.filter((secret) => body.includes(secret)),
        title,
      ).toEqual([]);
      expect(answer.headers.get("Set-Cookie"), title).toBeNull();
      const location = answer.headers.get("Location");
      if (location !== null) expect(new URL(location, origin).origin, title).toBe(origin);
    }
    expect(await everythingKept(db, shopId)).toEqual(before);
  });
});

test("the right keys open: the refusals above are not those of a door that never opens", async () => {
  const headers = { Authorization: `Bearer ${aSessionToken()}` };
  const story = await (await knock(request("/app/orders/1043", { headers }))).text();
  expect(story).toContain("Zephyrine");
  const token = deps.links.sign({
    purpose: "rate",
    shopId,
    id: "touchpoint-1043",
    expiresAt: new Date("2026-07-01"),
  });
  expect((await knock(request(`/r/${token}`))).status).toBe(200);
  expect((await knock(aWebhookRequest("orders/create", {}))).status).toBe(200);
});
