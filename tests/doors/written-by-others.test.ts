import { beforeAll, beforeEach, expect, test } from "vitest";

import { aProxyRequest, aSessionToken, useTestApp } from "../harness/app";
import {
  aDelay,
  aDeliveryPromise,
  aFollowUp,
  anOrder,
  aShipment,
  aShipmentEvent,
  aShop,
  aSurveyResponse,
  aTouchpoint,
  shopId,
} from "../harness/records";
import { createRemixApp } from "../harness/remix-app";
import { doors } from "./doors";

// A shopper's name, her words and a carrier's message are shown on many pages, the admin's among them: whoever writes
// a script into one of them would run it as the merchant.

const { db, deps } = useTestApp();

const script = `<script>alert(1)</script>`;
const escaped = "&lt;script&gt;alert(1)";
const origin = "https://lastmile.test";
const browser = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0";

let knock: (request: Request) => Promise<Response>;

beforeAll(async () => {
  knock = await createRemixApp();
});

beforeEach(async () => {
  await aShop(db, { settings: { brand: { name: script, signature: script } } });
  await anOrder(db, { firstName: script, lastName: script, city: script, shippingMethod: script });
  await aShipment(db, { carrier: script, trackingNumber: script, stage: "in_transit" });
  await aShipmentEvent(db, { city: script, message: script });
  await aDeliveryPromise(db);
  await aDelay(db, { cause: "no_scan", state: "warned", noticesSent: 1 });
  await aTouchpoint(db, { kind: "feedback_invitation", class: "survey", state: "dispatched" });
  await aSurveyResponse(db, { rating: 2, comment: script });
  await aFollowUp(db, { surveyResponseId: "response-1043", note: script, wish: script });
});

/** Every page there is, opened by who may. */
const pages = Object.entries(doors).flatMap(([name, door]): Array<[string, () => Request]> => {
  const visit = (path: string, headers: Record<string, string> = {}) =>
    new Request(`${origin}${path}`, { headers: { "User-Agent": browser, ...headers } });
  switch (door.opensWith) {
    case "an admin session":
      return [[name, () => visit(door.path, { Authorization: `Bearer ${aSessionToken()}` })]];
    case "a shopper's link": {
      const { purpose, id, prefix } = door;
      const expiresAt = new Date("2026-07-01");
      return [[name, () => visit(`${prefix}${deps.links.sign({ purpose, shopId, id, expiresAt })}`)]];
    }
    case "Shopify's proxy":
      return [
        [name, () => aProxyRequest(door.path, { form: { number: "1043", email: "marta@example.com" } })],
      ];
    default:
      return [];
  }
});

test.each(pages)("%s shows a script that somebody wrote as text", async (_, request) => {
  const answer = await knock(request());
  const isPage = answer.headers.get("Content-Type")?.startsWith("text/html") ?? false;
  const body = await answer.text();
  expect(answer.status).toBeLessThan(500);
  expect(isPage && body.includes(script)).toBe(false);
});

test("and it is shown: the pages above do not only leave it out", async () => {
  for (const name of ["app.orders.$orderId", "app.feedback", "print.cards"]) {
    const [, request] = pages.find(([page]) => page === name) ?? [];
    const body = request ? await (await knock(request())).text() : "";
    expect(body.replaceAll("&#x27;", "'"), name).toContain(escaped);
  }
});
