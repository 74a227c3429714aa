import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { renderToStaticMarkup } from "react-dom/server";
import { createElement } from "react";
import { beforeEach, describe, expect, test } from "vitest";
import type { TrackingPage } from "~/delays/tracking-page.server";
import { dayMs } from "~/platform/durations";
import type { LinkPurpose } from "~/platform/signed-link.server";
import { TrackingView } from "~/ui/tracking-view";
import { useTestApp } from "../../tests/harness/app";
import { aDelay, aDeliveryPromise, aShop, aTouchpoint, anOrder, shopId } from "../../tests/harness/records";
import * as choice from "./d.$token";
import * as preferences from "./p.$token";
import * as feedback from "./r.$token";
import * as tracking from "./t.$token";
import * as stop from "./u.$token";

// What somebody up to no good tries at the pages behind our links. Each door's own tests say what it is for.

const { db, deps } = useTestApp();

const foreign = "foreign.myshopify.com";
const inAWeek = () => new Date(deps.clock.now().getTime() + 7 * dayMs);

interface Door {
  purpose: LinkPurpose;
  id: string;
  form: Record<string, string>;
  loader: (args: LoaderFunctionArgs) => Promise<Response>;
  action?: (args: ActionFunctionArgs) => Promise<Response>;
}

const doors: Record<string, Door> = {
  feedback: { purpose: "rate", id: "invitation", form: { rating: "9", comment: "x" }, ...feedback },
  choice: { purpose: "choose", id: "delay-1043", form: { choice: "cancel" }, ...choice },
  stop: { purpose: "unsubscribe", id: "invitation", form: { wish: "stop" }, ...stop },
  preferences: { purpose: "unsubscribe", id: "invitation", form: { language: "en" }, ...preferences },
  tracking: { purpose: "track", id: "1043", form: {}, loader: tracking.loader },
};
const withForms = Object.entries(doors).flatMap(([name, { action, ...door }]) =>
  action ? [[name, { ...door, action }] as const] : [],
);

beforeEach(async () => {
  await aShop(db);
  await aShop(db, { id: foreign });
  await anOrder(db);
  await aDeliveryPromise(db);
  await aDelay(db, {
    shipmentId: null,
    kind: "unshipped",
    cause: "unshipped",
    state: "warned",
    noticesSent: 1,
  });
  await aTouchpoint(db, {
    id: "invitation",
    kind: "feedback_invitation",
    class: "survey",
    state: "dispatched",
  });
});

const linkTo = ({ purpose, id }: Door, shop = shopId) =>
  deps.links.sign({ purpose, shopId: shop, id, expiresAt: inAWeek() });
const open = (door: Door, token: string) =>
  door.loader({ request: new Request(`https://lastmile.test/x/${token}`), params: { token }, context: {} });
const send = (
  door: { action: NonNullable<Door["action"]> },
  token: string,
  body: BodyInit,
  init: RequestInit = {},
) =>
  door.action({
    request: new Request(`https://lastmile.test/x/${token}`, { method: "POST", body, ...init }),
    params: { token },
    context: {},
  });

/** Everything a shopper's page could have changed. */
const written = async () => ({
  answers: await db.surveyResponse.count(),
  tasks: await db.followUp.count(),
  stops: await db.unsubscription.count(),
  preferences: await db.shopperPreference.count(),
  marks: await db.orderMark.count(),
  decisions: await db.decision.count(),
  choices: await db.delay.count({ where: { choice: { not: null } } }),
});
const nothing = { answers: 0, tasks: 0, stops: 0, preferences: 0, marks: 0, decisions: 0, choices: 0 };

describe.each(Object.entries(doors))("the %s page", (_, door) => {
  test("opened by a mail scanner ten times writes nothing", async () => {
    for (let time = 0; time < 10; time += 1) expect((await open(door, linkTo(door))).status).toBe(200);
    expect(await written()).toEqual(nothing);
  });

  test("with another shop's link to the same id shows nothing of ours", async () => {
    const response = await open(door, linkTo(door, foreign));
    expect(response.status).toBe(404);
    expect(await response.text()).not.toContain("1043");
  });

  test("with the id changed under the old signature is forged", async () => {
    const [, signature = ""] = linkTo(door).split(".");
    const claims = JSON.stringify([shopId, "another", null, Math.floor(inAWeek().getTime() / 1000)]);
    const token = `${Buffer.from(claims).toString("base64url")}.${signature}`;
    expect((await open(door, token)).status).toBe(404);
  });

  test.each(["", ".", "..", "a.b", "a.b.c", "%00", "x".repeat(5000)])(
    "with %j for a token is forged",
    async (token) => {
      expect((await open(door, token)).status).toBe(404);
    },
  );

  test("a week later has run out", async () => {
    const token = linkTo(door);
    deps.clock.advance({ days: 8 });
    expect((await open(door, token)).status).toBe(410);
  });
});

describe.each(withForms)("the form of the %s page", (_, door) => {
  const body = () => new URLSearchParams(door.form);

  test("sent with another shop's link changes nothing", async () => {
    expect((await send(door, linkTo(door, foreign), body())).status).toBeLessThan(500);
    expect(await written()).toEqual(nothing);
  });

  test("sent with a link that has run out changes nothing", async () => {
    const token = linkTo(door);
    deps.clock.advance({ days: 8 });
    expect((await send(door, token, body())).status).toBe(410);
    expect(await written()).toEqual(nothing);
  });

  test("sent three times counts once", async () => {
    const token = linkTo(door);
    await send(door, token, body());
    const once = await written();
    await send(door, token, body());
    await send(door, token, body());
    expect(await written()).toEqual(once);
    expect(once).not.toEqual(nothing);
  });

  test("of ten megabytes is not read to its end, whatever length it claims", async () => {
    let taken = 0;
    const chunk = new TextEncoder().encode("comment=".padEnd(64 * 1024, "x"));
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        taken += 1;
        if (taken > 160) controller.close();
        else controller.enqueue(chunk);
      },
    });
    const init = { duplex: "half", headers: { "Content-Length": "10" } } as RequestInit;
    expect((await send(door, linkTo(door), endless, init)).status).toBeLessThan(500);
    // A few chunks are on their way before anybody can say stop.
    expect(taken).toBeLessThan(8);
    expect(await db.surveyResponse.count()).toBe(0);
  });
});

test("markup in what a carrier or a merchant wrote is shown as text", () => {
  const evil = `<script>alert(1)</script>`;
  const page: TrackingPage = {
    look: {
      name: evil,
      color: "#1f5f4f",
      logoUrl: null,
      contacts: {
        email: `"${evil}`,
        phone: evil,
        whatsapp: null,
        chatUrl: null,
        faqUrl: null,
        returnsUrl: null,
        policyUrl: null,
      },
    },
    language: "it",
    orderNumber: evil,
    delivery: null,
    parcels: [[{ event: "in_transit", city: evil, at: "2026-06-12T03:00:00.000Z", when: evil }]],
    ordered: { event: "ordered", city: null, at: "2026-06-11T03:00:00.000Z", when: "" },
  };
  expect(renderToStaticMarkup(createElement(TrackingView, { page }))).not.toContain("<script>");
});
