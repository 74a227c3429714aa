import { beforeEach, expect, test } from "vitest";
import { dayMs } from "~/platform/durations";
import { aDelay, aDeliveryPromise, aShipment, aShop, anOrder, shopId } from "../../tests/harness/records";
import { useTestApp } from "../../tests/harness/app";
import { handleError } from "../entry.server";
import { wordsIn } from "~/messages/words/words";
import { action, loader } from "./d.$token";

const { db, deps } = useTestApp();

const token = () =>
  deps.links.sign({
    purpose: "choose",
    shopId,
    id: "delay-1043",
    expiresAt: new Date(deps.clock.now().getTime() + dayMs),
  });

beforeEach(async () => {
  await aShop(db);
  await anOrder(db);
  await aDeliveryPromise(db);
  await aDelay(db, {
    shipmentId: null,
    kind: "unshipped",
    cause: "unshipped",
    state: "warned",
    noticesSent: 1,
  });
});

async function open(query = "", link = token()) {
  const request = new Request(`https://lastmile.test/d/${link}${query}`);
  const response = await loader({ request, params: { token: link }, context: {} });
  return { status: response.status, data: (await response.json()) as object };
}

const choose = (choice: string, link = token(), wish = "") =>
  action({
    request: new Request(`https://lastmile.test/d/${link}`, {
      method: "POST",
      body: new URLSearchParams({ choice, wish }),
    }),
    params: { token: link },
    context: {},
  });

test("opening the link shows the choice and makes none: mail scanners open links", async () => {
  expect(await open("?choice=cancel")).toMatchObject({
    status: 200,
    data: {
      language: "it",
      asked: "cancel",
      page: { orderNumber: "#1043", chosen: null, open: ["wait", "change_address", "cancel", "talk"] },
    },
  });
  expect(await db.delay.findFirst()).toMatchObject({ choice: null });
  expect(await db.followUp.count()).toBe(0);
});

test("the button writes her choice", async () => {
  const response = await choose("wait");
  expect([response.status, response.headers.get("location")]).toEqual([303, "?choice=wait&sent"]);
  expect(await db.delay.findFirst()).toMatchObject({ choice: "wait" });
  expect((await open("?choice=wait&sent")).data).toMatchObject({ sent: true, page: { chosen: "wait" } });
});

test("an address is not asked for without one: the page says what is missing", async () => {
  const response = await choose("change_address", token(), " \n ");
  expect(response.headers.get("location")).toBe("?choice=change_address&missing");
  expect((await open("?choice=change_address&missing")).data).toMatchObject({
    ...{ isAddressMissing: true, page: { chosen: null } },
  });
  const given = await choose("change_address", token(), "Via Roma 1");
  expect(given.headers.get("location")).toBe("?choice=change_address&sent");
  expect(await db.followUp.findMany()).toMatchObject([{ wish: "Via Roma 1" }]);
});

test("an order on its way can no longer be cancelled, and she is told", async () => {
  const link = token();
  await aShipment(db);
  await db.delay.updateMany({ data: { shipmentId: "5001", kind: "stalled", cause: "no_scan" } });
  expect((await open("?choice=cancel", link)).data).toMatchObject({
    asked: "cancel",
    page: { open: ["wait", "change_address", "talk"] },
  });
  await choose("cancel", link);
  expect(await db.delay.findFirst()).toMatchObject({ choice: null });
});

test("once it is over only talking is left", async () => {
  await db.delay.updateMany({
    data: { state: "closed", closedAt: deps.clock.now(), closedReason: "arrived" },
  });
  expect((await open("?choice=wait")).data).toMatchObject({ page: { open: ["talk"] } });
});

test("a choice that does not exist changes nothing", async () => {
  expect((await choose("refund_me")).status).toBe(404);
  expect((await open("?choice=refund_me")).data).toMatchObject({ asked: null });
});

test("a forged or old link shows a friendly page and changes nothing", async () => {
  const link = token();
  expect(await open("?choice=wait", `${link}x`)).toMatchObject({
    status: 404,
    data: { view: "bad_link", problem: "forged" },
  });
  expect((await choose("cancel", "e30.forged")).status).toBe(404);
  deps.clock.advance({ days: 2 });
  expect(await open("?choice=wait", link)).toMatchObject({
    status: 410,
    data: { view: "bad_link", problem: "expired" },
  });
  expect((await choose("cancel", link)).status).toBe(410);
  expect(await db.delay.findFirst()).toMatchObject({ choice: null });
});

test("when her page fails, the log does not hold the link that opens it", () => {
  const link = token();
  handleError(new Error("database gone"), { request: new Request(`https://lastmile.test/d/${link}`) });
  expect(deps.log.lines).toMatchObject([{ fields: { path: "/d/…", error: "database gone" } }]);
});

test("what a choice does is said as it holds for goods that have not left, too", () => {
  for (const { pages } of [wordsIn.en, wordsIn.it]) {
    const { wait, change_address: change } = pages.choice.options;
    expect(`${wait.effect} ${change.effect}`).not.toMatch(/travel|prosegue|carrier|corriere/);
  }
});
