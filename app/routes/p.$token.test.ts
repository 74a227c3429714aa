import { beforeEach, describe, expect, test } from "vitest";
import { dayMs } from "~/platform/durations";
import { aShop, aTouchpoint, anOrder, shopId } from "../../tests/harness/records";
import { useTestApp } from "../../tests/harness/app";
import { action, loader } from "./p.$token";

const { db, deps } = useTestApp();

const invitation = "touchpoint-invitation";
const token = () =>
  deps.links.sign({
    purpose: "unsubscribe",
    shopId,
    id: invitation,
    extra: "survey",
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
  });
});

async function open(link = token()) {
  const request = new Request(`https://lastmile.test/p/${link}`);
  const response = await loader({ request, params: { token: link }, context: {} });
  return { status: response.status, data: (await response.json()) as object };
}

const save = (fields: Array<[string, string]>, link = token()) =>
  action({
    request: new Request(`https://lastmile.test/p/${link}`, {
      method: "POST",
      body: new URLSearchParams(fields),
    }),
    params: { token: link },
    context: {},
  });

describe("the preference page", () => {
  test("shows what she hears, in her order's language, and changes nothing by being opened", async () => {
    await db.unsubscription.create({
      data: { shopId, shopperKey: "shopper-marta", purpose: "care", source: "page", at: deps.clock.now() },
    });
    expect(await open()).toMatchObject({
      status: 200,
      data: { language: "it", title: "Che cosa ricevere da noi", page: { wanted: ["survey"] } },
    });
    expect(await db.unsubscription.count()).toBe(1);
    expect(await db.shopperPreference.count()).toBe(0);
  });

  test("keeps what she does not want, by purpose, and her language from then on", async () => {
    const response = await save([
      ["wanted", "care"],
      ["language", "en"],
    ]);
    expect([response.status, response.headers.get("location")]).toEqual([303, "?saved"]);
    expect(await db.unsubscription.findMany()).toMatchObject([{ purpose: "survey", source: "preferences" }]);
    expect(await open()).toMatchObject({ data: { language: "en", page: { wanted: ["care"] } } });
  });

  test("lets her take a stop back, and saving twice changes nothing more", async () => {
    await save([["language", "it"]]);
    const everything: Array<[string, string]> = [
      ["wanted", "survey"],
      ["wanted", "care"],
      ["language", "it"],
    ];
    await save(everything);
    await save(everything);
    expect(await db.unsubscription.count()).toBe(0);
    expect(await db.shopperPreference.count()).toBe(1);
  });

  test.each<[string, Array<[string, string]>]>([
    ["a language we do not speak", [["language", "xx"]]],
    ["nothing at all", []],
    [
      "ten megabytes",
      [
        ["language", "it"],
        ["wanted", "x".repeat(10_000_000)],
      ],
    ],
  ])("%s is refused without an effect", async (_, fields) => {
    expect((await save(fields)).status).toBe(404);
    expect(await db.shopperPreference.count()).toBe(0);
    expect(await db.unsubscription.count()).toBe(0);
  });

  test("a foreign shop's link, a forged one and an old one open nothing", async () => {
    const foreign = deps.links.sign({
      purpose: "unsubscribe",
      shopId: "foreign.myshopify.com",
      id: invitation,
      expiresAt: new Date(deps.clock.now().getTime() + dayMs),
    });
    expect((await open(foreign)).status).toBe(404);
    await save([["language", "en"]], foreign);
    expect(await db.shopperPreference.count()).toBe(0);
    expect((await open(`${token()}x`)).status).toBe(404);
    const old = token();
    deps.clock.advance({ days: 2 });
    expect((await open(old)).status).toBe(410);
    expect((await save([["language", "en"]], old)).status).toBe(410);
  });
});
