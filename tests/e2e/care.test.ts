import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";

import { speaker } from "~/ui/words/speaker";

import { type OpenShop, openShop } from "./open-shop";
import { aVisitor, launchBrowser, type Visitor } from "./visitor";
import { walks } from "./walks";

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

// The merchant switches care on, and a shopper hears from her later. Each step stands on the one before.
for (const { screen, language } of walks)
  describe(`care, on a ${screen}, reading ${language}`, { timeout: 240_000 }, () => {
    const say = speaker(language);
    let shop: OpenShop;
    let visitor: Visitor;
    let page: Page;

    beforeAll(async () => {
      shop = await openShop();
      visitor = await aVisitor(browser, "care", screen);
      page = visitor.page;
    });
    afterAll(async () => {
      await visitor.leave();
      await shop.close();
    });
    afterEach(async ({ task }) => {
      if (task.result?.state === "fail") await visitor.takePicture(`failed ${task.name}`);
      expect(visitor.problems.splice(0), "nothing may be wrong with a page").toEqual([]);
    });

    const open = async (path: string) => {
      const address = `/admin?path=${encodeURIComponent(path)}&locale=${language}`;
      await page.goto(new URL(address, shop.url).href);
      await page.getByRole("navigation", { name: "Lastmile" }).waitFor();
    };
    const travel = async (hours: number) => {
      const { sandbox } = shop;
      await sandbox.travelTo(new Date(sandbox.calendar.now().getTime() + hours * 3_600_000));
    };
    const save = () =>
      page.getByRole("region", { name: "Unsaved changes" }).getByRole("button", { name: say("save") });

    test("stands on the journey, switched off", async () => {
      await open("/app/journey");
      await page.getByRole("link", { name: new RegExp(say("touchpoint.product_follow_up")) }).waitFor();
      await visitor.look("journey");
    });

    test("is switched on with its days and its words", async () => {
      await open("/app/journey/product_follow_up?language=it&voice=warm");
      await page.getByLabel(say("editor.enabled")).check();
      const days = page.getByLabel(say("settings.invitation.afterDelivery"));
      await days.fill("0");
      await save().click();
      await page.getByText(say("settings.refused")).first().waitFor();
      await days.fill("10");
      await page
        .getByLabel(say("editor.part.subject"), { exact: true })
        .fill("Tutto bene con {{ product.title }}?");
      await save().click();
      await save().waitFor({ state: "hidden" });
      await page.getByText(say("journey.on"), { exact: true }).first().waitFor();
      await visitor.look("editor");
    });

    test("has an editor for every kind, which says what it can and cannot do", async () => {
      for (const kind of ["win_back", "vip_reward", "surprise", "replenishment"] as const) {
        await open(`/app/journey/${kind}?language=${language}`);
        await page.getByRole("heading", { name: say(`touchpoint.${kind}`), level: 1 }).waitFor();
        await page.getByText(say(`editor.dryRun.not.${kind}`)).waitFor();
        await visitor.look(`editor ${kind}`);
      }
    });

    test("reaches who agreed to it so many days after the parcel, and nobody else", async () => {
      const { world } = shop.sandbox;
      const [product] = world.listProducts();
      const buy = (firstName: string, acceptsMarketing: boolean) => {
        const name = { firstName, lastName: "Bianchi" };
        const { id } = world.placeOrder({
          ...{
            email: `${firstName.toLowerCase()}@posta.example`,
            ...name,
            locale: "it-IT",
            acceptsMarketing,
          },
          shippingAddress: { ...name, city: "Palermo", zip: "90100", countryCode: "IT" },
          items: product ? [{ productId: product.id }] : [],
          shipping: { title: "Standard", priceCents: 500 },
        });
        return id;
      };
      const orders = [buy("Marta", true), buy("Luca", false)];
      await travel(4);
      for (const orderId of orders) {
        const parcel = world.fulfillOrder(orderId, { carrier: "BRT" });
        for (const status of ["in_transit", "delivered"] as const)
          world.addFulfillmentEvent(parcel.id, { status, city: "Palermo", countryCode: "IT" });
      }
      await travel(10 * 24 + 20);
      const mails = shop.sandbox.mails.all.filter(({ kind }) => kind === "product_follow_up");
      expect(mails.map(({ to }) => to)).toEqual(["marta@posta.example"]);
      await page.goto(new URL("/inbox?to=marta", shop.url).href);
      await page.getByText(`Tutto bene con ${product?.title.it ?? ""}?`, { exact: true }).click();
      await page.frameLocator("iframe.mail-html").getByText("suggerimenti").first().waitFor();
      await visitor.look("mail");
      await open(`/app/orders/${orders[1] ?? ""}`);
      await page
        .getByText(/marketing/)
        .first()
        .waitFor();
    });
  });
