import { beforeEach, describe, expect, test } from "vitest";
import { dayMs } from "~/platform/durations";
import { aShop, aTouchpoint, anOrder, shopId } from "../../tests/harness/records";
import { useTestApp } from "../../tests/harness/app";
import { action, loader } from "./r.$token";

const { db, deps } = useTestApp();

const invitation = "touchpoint-invitation";
const inAWeek = () => new Date(deps.clock.now().getTime() + 7 * dayMs);
const token = () => deps.links.sign({ purpose: "rate", shopId, id: invitation, expiresAt: inAWeek() });

beforeEach(async () => {
  await aShop(db, { settings: { reviewUrl: "https://reviews.example/acme" } });
  await anOrder(db);
  await aTouchpoint(db, {
    id: invitation,
    kind: "feedback_invitation",
    class: "survey",
    state: "dispatched",
    language: "it",
  });
});

async function open(query = "", link = token(), headers: HeadersInit = {}) {
  const request = new Request(`https://lastmile.test/r/${link}${query}`, { headers });
  const response = await loader({ request, params: { token: link }, context: {} });
  return {
    status: response.status,
    data: (await response.json()) as Record<string, unknown> & { page?: { answer: object | null } },
  };
}

async function send(fields: Record<string, string | string[]>, link = token()) {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(fields))
    for (const one of [value].flat()) body.append(name, one);
  const request = new Request(`https://lastmile.test/r/${link}`, { method: "POST", body });
  return action({ request, params: { token: link }, context: {} });
}

describe("opening the link", () => {
  test("shows the rating she tapped, and stores nothing: mail scanners open links", async () => {
    const { status, data } = await open("?rating=9");
    expect(status).toBe(200);
    expect(data).toMatchObject({
      view: "page",
      language: "it",
      title: "Com'è andata?",
      tapped: 9,
      page: { answer: null, orderNumber: "#1043" },
    });
    expect(await db.surveyResponse.count()).toBe(0);
  });

  test.each(["?rating=11", "?rating=-1", "?rating=nine", "?rating=7.5", ""])(
    "%s taps nothing",
    async (query) => {
      expect((await open(query)).data).toMatchObject({ view: "page", tapped: null });
    },
  );

  test("a link of somebody else's making shows a friendly page without anything about an order", async () => {
    const { status, data } = await open("?rating=9", `${token()}x`, { "Accept-Language": "it-IT,it;q=0.9" });
    expect(status).toBe(404);
    expect(data).toEqual({
      view: "bad_link",
      language: "it",
      title: "Questo link non porta da nessuna parte",
      problem: "forged",
    });
  });

  test("a link signed for another purpose is as good as forged", async () => {
    const other = deps.links.sign({ purpose: "unsubscribe", shopId, id: invitation, expiresAt: inAWeek() });
    expect((await open("", other)).status).toBe(404);
  });

  test("an old link says that it has run out", async () => {
    const link = token();
    deps.clock.advance({ days: 8 });
    const { status, data } = await open("", link);
    expect(status).toBe(410);
    expect(data).toMatchObject({ view: "bad_link", problem: "expired" });
  });

  test("a shop that has left shows nothing any more", async () => {
    await db.shop.update({ where: { id: shopId }, data: { uninstalledAt: deps.clock.now() } });
    expect((await open()).status).toBe(404);
  });
});

describe("pressing the button", () => {
  test("keeps her answer once, and shows her a thank you", async () => {
    const response = await send({
      rating: "9",
      comment: "Che bella carta",
      reason: ["fast", "lovely_packaging"],
      mayContact: "yes",
    });
    expect(response.status).toBe(303);
    expect(response.headers.get("location")).toBe("?sent");
    expect(await db.surveyResponse.findMany()).toMatchObject([
      {
        survey: "delivery_feedback",
        orderId: "1043",
        rating: 9,
        comment: "Che bella carta",
        mayContact: true,
        channel: "email",
        language: "it",
      },
    ]);
    expect((await open("?sent")).data).toMatchObject({
      sent: true,
      page: {
        reviewUrl: "https://reviews.example/acme",
        answer: { rating: 9, group: "promoter", answeredBy: null, changeable: true },
      },
    });
  });

  test("an unhappy shopper who may be contacted hears by when", async () => {
    await send({ rating: "3", mayContact: "yes" });
    expect((await open("?sent")).data).toMatchObject({
      page: { answer: { group: "detractor", answeredBy: "domani entro le 11" } },
    });
  });

  test("nobody is promised an answer who did not ask for one", async () => {
    await send({ rating: "3" });
    expect((await open("?sent")).data).toMatchObject({
      page: { answer: { group: "detractor", answeredBy: null } },
    });
  });

  test("again within a day changes the answer", async () => {
    await send({ rating: "3", comment: "Rotto" });
    deps.clock.advance({ hours: 23 });
    await send({ rating: "8" });
    expect(await db.surveyResponse.findMany()).toMatchObject([{ rating: 8, comment: null }]);
  });

  test("after a day the answer stands, and she is told kindly", async () => {
    await send({ rating: "9" });
    deps.clock.advance({ hours: 25 });
    expect((await send({ rating: "1" })).status).toBe(303);
    expect(await db.surveyResponse.findMany()).toMatchObject([{ rating: 9 }]);
    expect((await open("?sent")).data).toMatchObject({ page: { answer: { rating: 9, changeable: false } } });
  });

  test("without a number asks for one and keeps what she wrote", async () => {
    const response = await send({ comment: "Bello", reason: "fast" });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      problem: "rating",
      entered: { comment: "Bello", reasons: ["fast"] },
    });
    expect(await db.surveyResponse.count()).toBe(0);
  });

  test("2,000 characters fit however the browser sends line ends, 2,001 do not", async () => {
    const lines = `${"x".repeat(99)}\r\n`.repeat(20);
    expect((await send({ rating: "7", comment: lines })).status).toBe(303);
    const response = await send({ rating: "7", comment: "x".repeat(2001) });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ problem: "comment" });
  });

  test("a form larger than any of ours is not read", async () => {
    expect((await send({ rating: "7", comment: "x".repeat(200_000) })).status).toBe(413);
  });

  test("a forged link stores nothing", async () => {
    expect((await send({ rating: "0" }, "e30.forged")).status).toBe(404);
    expect(await db.surveyResponse.count()).toBe(0);
  });
});
