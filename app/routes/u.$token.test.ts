import { beforeEach, expect, test } from "vitest";
import { dayMs } from "~/platform/durations";
import { aShop, aTouchpoint, anOrder, shopId } from "../../tests/harness/records";
import { useTestApp } from "../../tests/harness/app";
import { action, loader } from "./u.$token";

const { db, deps } = useTestApp();

const invitation = "touchpoint-invitation";
const token = (purpose = "survey") =>
  deps.links.sign({
    purpose: "unsubscribe",
    shopId,
    id: invitation,
    extra: purpose,
    expiresAt: new Date(deps.clock.now().getTime() + dayMs),
  });

beforeEach(async () => {
  await aShop(db);
  await anOrder(db);
  await aTouchpoint(db, {
    id: invitation,
    kind: "feedback_invitation",
    class: "survey",
    state: "dispatched",
    language: "it",
  });
});

async function open(query = "", link = token()) {
  const request = new Request(`https://lastmile.test/u/${link}${query}`);
  const response = await loader({ request, params: { token: link }, context: {} });
  return { status: response.status, data: (await response.json()) as object };
}

const send = (body: BodyInit, link = token()) =>
  action({
    request: new Request(`https://lastmile.test/u/${link}`, { method: "POST", body }),
    params: { token: link },
    context: {},
  });

test("opening the link asks first and stores nothing: mail scanners open links", async () => {
  expect(await open()).toMatchObject({
    status: 200,
    data: { stage: "asked", language: "it", title: "Niente più domande per e-mail?" },
  });
  expect(await db.unsubscription.count()).toBe(0);
});

test("a mail program's one click is answered 200 and stops the mails", async () => {
  const response = await send(new URLSearchParams({ "List-Unsubscribe": "One-Click" }));
  expect(response.status).toBe(200);
  expect(await db.unsubscription.findMany()).toMatchObject([
    { shopperKey: "shopper-marta", purpose: "survey", source: "one_click" },
  ]);
});

test("one click may come as a multipart form, and twice", async () => {
  const form = new FormData();
  form.set("List-Unsubscribe", "One-Click");
  expect((await send(form)).status).toBe(200);
  expect((await send(form)).status).toBe(200);
  expect(await db.unsubscription.count()).toBe(1);
});

test("the page's button stops the mails, and its undo brings them back", async () => {
  const stopped = await send(new URLSearchParams({ wish: "stop" }));
  expect([stopped.status, stopped.headers.get("location")]).toEqual([303, "?stopped"]);
  expect(await db.unsubscription.findMany()).toMatchObject([{ purpose: "survey", source: "page" }]);
  expect((await open("?stopped")).data).toMatchObject({ stage: "stopped", title: "Fatto." });
  const undone = await send(new URLSearchParams({ wish: "undo" }));
  expect(undone.headers.get("location")).toBe("?undone");
  expect(await db.unsubscription.count()).toBe(0);
});

test("a mail of suggestions is stopped as such, without stopping questions", async () => {
  await send(new URLSearchParams({ "List-Unsubscribe": "One-Click" }), token("care"));
  expect(await db.unsubscription.findMany()).toMatchObject([{ purpose: "care" }]);
});

test("a forged or old link stops nothing", async () => {
  const link = token();
  expect((await send(new URLSearchParams({ "List-Unsubscribe": "One-Click" }), `${link}x`)).status).toBe(404);
  deps.clock.advance({ days: 2 });
  expect((await send(new URLSearchParams({ "List-Unsubscribe": "One-Click" }), link)).status).toBe(410);
  expect((await open("", link)).status).toBe(410);
  expect(await db.unsubscription.count()).toBe(0);
});
