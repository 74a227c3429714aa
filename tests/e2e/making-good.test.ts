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

// An order comes late; the merchant makes it good. Each step stands on the one before.
for (const { screen, language } of walks)
  describe(`making good, on a ${screen}, reading ${language}`, { timeout: 240_000 }, () => {
    const say = speaker(language);
    let shop: OpenShop;
    let visitor: Visitor;
    let page: Page;
    let orderId = "";

    beforeAll(async () => {
      shop = await openShop();
      visitor = await aVisitor(browser, "making-good", screen);
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
    const button = (name: string) => page.getByRole("button", { name, exact: true });
    const travel = async (hours: number) => {
      const { sandbox } = shop;
      await sandbox.travelTo(new Date(sandbox.calendar.now().getTime() + hours * 3_600_000));
    };
    const offers = () => shop.sandbox.mails.all.filter(({ kind }) => kind === "recovery_offer");

    test("an order that arrives late stands on Home as a proposal", async () => {
      const { world } = shop.sandbox;
      const name = { firstName: "Marta", lastName: "Bianchi" };
      const [product] = world.listProducts();
      const order = world.placeOrder({
        ...{ email: "marta@posta.example", ...name, locale: "it-IT" },
        shippingAddress: { ...name, city: "Palermo", zip: "90100", countryCode: "IT" },
        items: product ? [{ productId: product.id }] : [],
        shipping: { title: "Standard", priceCents: 500 },
      });
      orderId = order.id;
      await travel(4);
      const parcel = world.fulfillOrder(order.id, { carrier: "BRT" });
      const scan = (status: "in_transit" | "delivered") =>
        world.addFulfillmentEvent(parcel.id, { status, city: "Palermo", countryCode: "IT" });
      scan("in_transit");
      await travel(9 * 24);
      scan("delivered");
      await travel(3);
      expect(offers(), "nothing goes out before the merchant says so").toHaveLength(0);

      await open("/app");
      await page.getByText(say.n("needs.goodwill", 1)).waitFor();
      await visitor.look("home");
      await page.getByRole("link", { name: say("needs.goodwill.do"), exact: true }).click();
      await button(say("goodwill.approve")).waitFor();
      await visitor.look("list");
    });

    test("approved on the order's story, after the permission is given once", async () => {
      await open(`/app/orders/${orderId}`);
      await button(say("goodwill.approve")).click();
      await button(say("goodwill.permission.do")).waitFor();
      await visitor.look("permission");
      await button(say("goodwill.permission.do")).click();
      await button(say("goodwill.permission.do")).waitFor({ state: "detached" });
      await travel(16);
    });

    test("she gets one mail with a code of her own, in her language, and the story tells it", async () => {
      const [offer, ...more] = offers();
      expect(more).toEqual([]);
      const [code] = /BONUS-[A-Z0-9]{5}-[A-Z0-9]{5}/.exec(offer?.text ?? "") ?? [];
      expect(offer?.text).toContain("solo tuo");
      expect(offer?.text).toContain("5 €");
      const [discount, ...others] = shop.sandbox.world.state.discounts;
      expect(others).toEqual([]);
      expect(discount).toMatchObject({ usageLimit: 1, codes: [{ code }] });

      await open(`/app/orders/${orderId}`);
      await page.getByText(say("goodwill.state.given"), { exact: true }).waitFor();
      await page
        .getByText(code ?? "", { exact: false })
        .first()
        .waitFor();
      await visitor.look("story");
      await page.goto(new URL("/given", shop.url).href);
      await page.getByText(code ?? "").waitFor();
      await visitor.look("given");
    });

    test("the ladder is read and changed on its page", async () => {
      await open("/app/settings/goodwill");
      await page.getByRole("heading", { name: say("settings.goodwill"), level: 1 }).waitFor();
      await visitor.look("settings");
      const [first] = await page.getByLabel(say("settings.goodwill.customerCap")).all();
      await first?.fill("-1");
      const save = page
        .getByRole("region", { name: "Unsaved changes" })
        .getByRole("button", { name: say("save") });
      await save.click();
      await page.getByText(say.n("settings.problems", 1)).waitFor();
      await first?.fill("60");
      await save.click();
      await save.waitFor({ state: "hidden" });
    });

    test("its words have an editor on the journey", async () => {
      await open("/app/journey/recovery_offer?variant=voucher");
      await page
        .frameLocator(`iframe[title="${say("preview.mail")}"]`)
        .getByText("BONUS-")
        .first()
        .waitFor();
      await visitor.look("editor");
    });
  });
