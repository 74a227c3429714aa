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

// A merchant who thinks in products, and wants her shoppers told. Each step stands on the one before.
for (const { screen, language, block } of walks)
  describe(`a merchant of vases on a ${screen}, reading ${language}`, { timeout: 180_000 }, () => {
    const say = speaker(language);
    let shop: OpenShop;
    let visitor: Visitor;
    let page: Page;

    beforeAll(async () => {
      shop = await openShop();
      visitor = await aVisitor(browser, "by-product", screen);
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
    const field = (name: string) => page.getByLabel(name, { exact: true });
    const said = (text: string) => page.getByText(text, { exact: true }).first().waitFor();
    const picker = () => page.getByRole("dialog");
    const travel = (hours: number) =>
      shop.sandbox.travelTo(new Date(shop.sandbox.calendar.now().getTime() + hours * 3_600_000));

    test("a shopper orders a vase, and says what she thinks of the shop", async () => {
      const { world } = shop.sandbox;
      const name = { firstName: "Ada", lastName: "Bianchi" };
      const order = world.placeOrder({
        ...{ email: "ada@posta.example", ...name, locale: language },
        shippingAddress: { ...name, city: "Palermo", zip: "90100", countryCode: "IT" },
        items: [{ productId: world.listProducts()[0]?.id ?? "" }],
        shipping: { title: "Standard", priceCents: 500 },
      });
      await travel(0);
      await page.goto(new URL(`/store/thank-you/${order.checkoutToken}`, shop.url).href);
      const thanks = page.frameLocator("iframe[title='Lastmile']");
      await thanks.getByRole("button", { name: block.rating.replace("{{rating}}", "8") }).click();
      await thanks.getByRole("textbox").fill("A lovely vase");
      await thanks.getByRole("button", { name: block.send, exact: true }).click();
      await thanks.getByRole("button", { name: block.change }).waitFor();
      await travel(1);
    });

    test("the merchant keeps a message to one product, and sees what it would have sent before she saves", async () => {
      const [product] = shop.sandbox.world.listProducts();
      const title = product?.title[language] ?? "";
      await open("/app/journey/thank_you_note");
      await button(say("condition.add")).click();
      await field(say("condition.rule")).selectOption("product_not_in");
      await button(say("products.choose")).click();
      await picker().getByRole("checkbox", { name: title }).check();
      await picker().getByRole("button", { name: "Add", exact: true }).click();
      await expect
        .poll(() => field(say("condition.value")).inputValue())
        .toBe(`${title} (${product?.id ?? ""})`);
      await button(say("editor.dryRun.do")).click();
      const sentence = [
        say.n("editor.dryRun.sent", 0, { days: 60 }),
        say("editor.dryRun.otherwise", { n: 1 }),
      ];
      await said(`${sentence.join(", ")}.`);
      await visitor.look("editor");
      await page
        .getByRole("region", { name: "Unsaved changes" })
        .getByRole("button", { name: say("save") })
        .click();
      await said(say("settings.saved"));
    });

    test("she reads what is said of one product, and of another nothing", async () => {
      await open("/app/feedback");
      await page.getByText("A lovely vase").first().waitFor();
      for (const [place, seen] of [
        ["first", "A lovely vase"],
        ["last", say("feedback.empty.filtered")],
      ] as const) {
        await page.getByRole("button", { name: say("products.chooseOne"), exact: true }).click();
        await picker().getByRole("radio")[place]().check();
        await picker().getByRole("button", { name: "Add", exact: true }).click();
        await button(say("filter.product.clear")).waitFor();
        await page.getByText(seen).first().waitFor();
        await visitor.look(`feedback ${place}`);
        await button(say("filter.product.clear")).click();
        await button(say("products.chooseOne")).waitFor();
      }
    });

    test("she has a shopper told, and hears why there is nothing to tell", async () => {
      await open("/app/shipments?tab=all");
      await button(say("hold.choose")).click();
      await field(say("hold.all")).check();
      await button(say("tell.do")).click();
      await said(say("tell.none"));
      await page.getByText(say("tell.why.no_delay")).first().waitFor();
      await visitor.look("shipments");
    });
  });
