import type { Browser, FrameLocator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";

import { wordsIn } from "~/messages/words/words";
import { speaker } from "~/ui/words/speaker";

import { statusPath } from "../../sandbox/pages/shopper-order-pages";
import type { Order } from "../../sandbox/world/records";
import { type OpenShop, openShop } from "./open-shop";
import {
  languages,
  letHoursPass,
  letParcelBeDelayed,
  placeOrder,
  ratingOf,
  scanParcel,
  shoppers,
} from "./shoppers";
import { aVisitor, launchBrowser, type Visitor } from "./visitor";

// One order from bought to glad: an unhappy answer that a person sees to, a delay that is told and waited for, and
// another question after the arrival. Both answers stand on the order's story, each with what it was about.

let browser: Browser;
let shop: OpenShop;

beforeAll(async () => {
  browser = await launchBrowser();
  shop = await openShop();
});
afterAll(async () => {
  await shop.close();
  await browser.close();
});

const told = {
  en: {
    unhappy: "The checkout asked me twice <script>alert(1)</script>",
    resolution: "Rang her, explained",
    glad: "You told me before I had to ask",
  },
  it: {
    unhappy: "Il check-out chiedeva due volte <script>alert(1)</script>",
    resolution: "Spiegato al telefono",
    glad: "Me l'avete detto prima voi",
  },
} as const;

for (const language of languages)
  describe(`one order in ${language}`, () => {
    const { thanks, status, name } = shoppers[language];
    const { pages, voices } = wordsIn[language];
    const say = speaker(language);
    const { unhappy, resolution, glad } = told[language];
    let order: Order;
    let visitor: Visitor;
    let page: Page;

    beforeAll(async () => {
      visitor = await aVisitor(browser, `one-order-${language}`, language === "en" ? "desktop" : "phone");
      page = visitor.page;
      order = placeOrder(shop, language);
      await letHoursPass(shop, 0);
    });
    afterAll(() => visitor.leave());
    afterEach(async ({ task }) => {
      if (task.result?.state === "fail") await visitor.takePicture(`failed ${task.name}`);
      expect(visitor.problems.splice(0), "nothing may be wrong with a page").toEqual([]);
      expect(shop.appLog.splice(0), "the app may not complain").toEqual([]);
    });

    const goTo = (path: string) => page.goto(new URL(path, shop.url).href);
    const openAdmin = (path: string) => goTo(`/admin?path=${encodeURIComponent(path)}&locale=${language}`);
    async function openBlock(path: string): Promise<FrameLocator> {
      await goTo(path);
      return page.frameLocator("iframe[title='Lastmile']");
    }

    test("she answers 3 on the thank-you page, and says why", async () => {
      const block = await openBlock(`/store/thank-you/${order.checkoutToken}`);
      await block.getByRole("button", { name: ratingOf(thanks, 3) }).click();
      await block.getByRole("textbox").fill(unhappy);
      await block.getByRole("button", { name: thanks.send, exact: true }).click();
      await block.getByRole("button", { name: thanks.change }).waitFor();
      await visitor.look("unhappy after buying");
    });

    test("the merchant finds the follow-up, and closes it with what came of it", async () => {
      await openAdmin("/app/feedback");
      const task = page.getByRole("heading", {
        name: say("followUp.detractor", { shopper: name, rating: 3 }),
      });
      await page.getByRole("heading", { name: unhappy }).waitFor();
      await visitor.look("follow-up open");
      await page.getByRole("button", { name: say("followUp.close") }).click();
      await page.getByLabel(say("followUp.outcome")).selectOption("explained");
      await page.getByLabel(say("followUp.note")).fill(resolution);
      await page.getByRole("button", { name: say("followUp.resolve") }).click();
      await page.getByText(say("feedback.followUps.none")).waitFor();
      expect(await task.count()).toBe(0);
      await visitor.look("follow-up closed");
    });

    test("the carrier is late: the order status page says so", async () => {
      await letParcelBeDelayed(shop, order);
      const block = await openBlock(statusPath(shop.sandbox, order));
      await block.getByText(pages.delivery.sorry).waitFor();
      await visitor.look("late");
    });

    test("she chooses to wait by the notice's link", async () => {
      const notice = shop.sandbox.mails.all.findLast(
        ({ kind, orderId }) => kind === "delay_notice" && orderId === order.id,
      );
      await goTo(`/inbox/${notice?.id ?? "none"}`);
      const opening = page.context().waitForEvent("page");
      await page
        .frameLocator("iframe[title='The mail']")
        .getByRole("link", { name: voices.warm.labels.wait })
        .click();
      const choice = await opening;
      const { confirm, done } = pages.choice.options.wait;
      await choice.getByRole("button", { name: confirm }).click();
      await choice.getByRole("status").filter({ hasText: done }).waitFor();
      await visitor.look("waiting", choice);
      await choice.close();
      const block = await openBlock(statusPath(shop.sandbox, order));
      await block.getByText(done).waitFor();
    });

    test("it arrives, and asked how it went she answers 9", async () => {
      await letHoursPass(shop, 24);
      scanParcel(shop, order, { status: "delivered", city: "Palermo" });
      await letHoursPass(shop, 1);
      const block = await openBlock(statusPath(shop.sandbox, order));
      await block.getByRole("button", { name: ratingOf(status, 9) }).click();
      await block.getByRole("textbox").fill(glad);
      await block.getByRole("button", { name: status.send, exact: true }).click();
      await block.getByRole("button", { name: status.change }).waitFor();
      await visitor.look("glad after arrival");
    });

    test("the order's story tells both answers, each with what it was about, and all between them", async () => {
      await openAdmin(`/app/orders/${order.id}`);
      const lines = page.getByRole("listitem");
      const line = (title: string, detail: string) =>
        lines.filter({ hasText: title }).filter({ hasText: detail });
      const answered = (rating: number) => say("story.answer", { rating });
      await line(`${answered(3)}, ${say("answer.purchase")}`, `“${unhappy}”`).waitFor();
      await line(`${answered(9)}, ${say("answer.delivery")}`, `“${glad}”`).waitFor();
      await line(say("story.followUpResolved"), resolution).waitFor();
      const story = await page.getByRole("list").filter({ has: lines }).first().innerText();
      const titles = [
        say("story.placed"),
        answered(3),
        say("story.followUpResolved"),
        say("story.delay.opened"),
        say("story.choice.wait"),
        say("story.arrived"),
        answered(9),
      ];
      const places = titles.map((title) => story.indexOf(title));
      expect(places, story).not.toContain(-1);
      expect(places).toEqual(places.toSorted((one, other) => one - other));
      await visitor.look("story");
    });
  });
