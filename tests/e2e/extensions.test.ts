import type { Browser, FrameLocator } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";

import { wordsIn } from "~/messages/words/words";

import { speaker } from "~/ui/words/speaker";

import cardsInEnglish from "../../extensions/thank-you-cards/locales/en.default.json" with { type: "json" };
import cardsInItalian from "../../extensions/thank-you-cards/locales/it.json" with { type: "json" };
import { statusPath } from "../../sandbox/pages/shopper-order-pages";
import { BROWSER_USER_AGENT } from "../../sandbox/start-app";
import type { Order } from "../../sandbox/world/records";
import { type OpenShop, openShop } from "./open-shop";
import {
  languages,
  letHoursPass,
  letParcelBeDelayed,
  placeOrder,
  ratingOf,
  scanParcel,
  type ShopperLanguage,
  shoppers,
} from "./shoppers";
import { aVisitor, launchBrowser, type Screen, screens, type Visitor } from "./visitor";

// What Shopify's own pages show of us, on both screens and in both languages: the orders of two shoppers, followed
// from the thank-you page to the question after arrival, and seen from the admin.

let browser: Browser;
let shop: OpenShop;
const visitors = {} as Record<Screen, Visitor>;
const orders = {} as Record<ShopperLanguage, Order>;

beforeAll(async () => {
  browser = await launchBrowser();
  shop = await openShop();
  for (const screen of Object.keys(screens) as Screen[]) {
    visitors[screen] = await aVisitor(browser, "extensions", screen);
  }
});
afterAll(async () => {
  await Promise.all(Object.values(visitors).map((visitor) => visitor.leave()));
  await shop.close();
  await browser.close();
});
afterEach(async ({ task }) => {
  for (const visitor of Object.values(visitors)) {
    if (task.result?.state === "fail") await visitor.takePicture(`failed ${task.name}`);
    expect(visitor.problems.splice(0), "nothing may be wrong with a page").toEqual([]);
  }
  expect(shop.appLog.splice(0), "the app may not complain").toEqual([]);
});

/** Opens one of the shopper's pages and answers the app's block on it. */
async function open(screen: Screen, path: string): Promise<FrameLocator> {
  const { page } = visitors[screen];
  await page.goto(new URL(path, shop.url).href);
  return page.frameLocator("iframe[title='Lastmile']");
}

const thankYouPage = (language: ShopperLanguage) => `/store/thank-you/${orders[language].checkoutToken}`;
const statusPage = (language: ShopperLanguage) => statusPath(shop.sandbox, orders[language]);

/** Presses Tab until the control with this name has the focus, as somebody without a mouse does. */
async function tabTo(screen: Screen, name: string): Promise<void> {
  const { page } = visitors[screen];
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press("Tab");
    if ((await focusedName(screen)) === name) return;
  }
  throw new Error(`Nobody reaches "${name}" with the keyboard`);
}

async function focusedName(screen: Screen): Promise<string | null> {
  for (const frame of visitors[screen].page.frames()) {
    const name = await frame.evaluate(() => {
      let focused = document.activeElement;
      while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
      if (!focused || focused.tagName === "IFRAME" || focused === document.body) return null;
      const label = focused.getAttribute("aria-label");
      if (label !== null) return label;
      const host = (focused.getRootNode() as ShadowRoot).host as HTMLElement | undefined;
      return (host?.getAttribute("label") ?? host?.textContent ?? focused.textContent ?? "").trim();
    });
    if (name !== null) return name;
  }
  return null;
}

for (const language of languages)
  describe(`the shopper's pages in ${language}`, () => {
    const { thanks, status } = shoppers[language];
    const { pages } = wordsIn[language];

    beforeAll(async () => {
      orders[language] = placeOrder(shop, language);
      await letHoursPass(shop, 0);
    });

    for (const screen of Object.keys(screens) as Screen[])
      test(`the thank-you page thanks, dates and asks on a ${screen}`, async () => {
        const block = await open(screen, thankYouPage(language));
        await block.getByRole("button", { name: ratingOf(thanks, 7) }).waitFor();
        await visitors[screen].look(`${language} thank you`);
      });

    test("the thank-you page is answered with the keyboard alone", async () => {
      const block = await open("desktop", thankYouPage(language));
      await block.getByRole("button", { name: ratingOf(thanks, 8) }).waitFor();
      await tabTo("desktop", ratingOf(thanks, 8));
      await visitors.desktop.page.keyboard.press("Enter");
      await block.getByRole("textbox").waitFor();
      await visitors.desktop.look(`${language} thank you follow-up`);
      await tabTo("desktop", thanks.send);
      await visitors.desktop.page.keyboard.press("Enter");
      await block.getByRole("button", { name: thanks.change }).waitFor();
    });

    for (const screen of Object.keys(screens) as Screen[])
      test(`her answer is remembered on a ${screen} she never used before`, async () => {
        const block = await open(screen, thankYouPage(language));
        await block.getByRole("button", { name: thanks.change }).waitFor();
        await visitors[screen].look(`${language} thank you answered`);
      });

    for (const screen of Object.keys(screens) as Screen[])
      test(`the order status page says that it is being prepared on a ${screen}`, async () => {
        const block = await open(screen, statusPage(language));
        await block.getByText(pages.delivery.where.ordered("")).waitFor();
        await visitors[screen].look(`${language} order prepared`);
      });

    test("the carrier reports a delay, and she is told", async () => {
      await letParcelBeDelayed(shop, orders[language]);
    });

    for (const screen of Object.keys(screens) as Screen[])
      test(`the order status page tells of the delay on a ${screen}`, async () => {
        const block = await open(screen, statusPage(language));
        await block.getByText(pages.delivery.sorry).waitFor();
        await visitors[screen].page
          .frameLocator("iframe[title^='Lastmile, ']")
          .getByText(pages.delivery.where.on_its_way(pages.delivery.parcel))
          .waitFor();
        await visitors[screen].look(`${language} order late`);
      });

    test("she chooses to wait, with the keyboard alone", async () => {
      const block = await open("desktop", statusPage(language));
      const { name, done } = pages.choice.options.wait;
      await block.getByRole("button", { name }).waitFor();
      await tabTo("desktop", name);
      await visitors.desktop.page.keyboard.press("Enter");
      await block.getByRole("status").filter({ hasText: done }).waitFor();
      await visitors.desktop.look(`${language} order waiting`);
    });

    test("another choice opens our own page, which asks her to confirm", async () => {
      const { page } = visitors.desktop;
      const block = await open("desktop", statusPage(language));
      const opening = page.context().waitForEvent("page");
      await block.getByRole("link", { name: pages.choice.options.talk.name }).click();
      const choice = await opening;
      await choice.getByRole("button", { name: pages.choice.options.talk.confirm }).waitFor();
      await choice.close();
    });

    test("the parcel arrives", async () => {
      await letHoursPass(shop, 24);
      scanParcel(shop, orders[language], { status: "delivered", city: "Palermo" });
      await letHoursPass(shop, 1);
    });

    for (const screen of Object.keys(screens) as Screen[])
      test(`the order status page asks how it went on a ${screen}`, async () => {
        const block = await open(screen, statusPage(language));
        await block.getByRole("button", { name: ratingOf(status, 9) }).waitFor();
        await visitors[screen].look(`${language} order arrived`);
      });

    test("the question after arrival is answered with the keyboard alone", async () => {
      const { page } = visitors.desktop;
      const block = await open("desktop", statusPage(language));
      await block.getByRole("button", { name: ratingOf(status, 9) }).waitFor();
      await tabTo("desktop", ratingOf(status, 9));
      await page.keyboard.press("Enter");
      await block.getByRole("textbox").waitFor();
      await tabTo("desktop", pages.feedback.reason.well_informed);
      await page.keyboard.press("Space");
      await tabTo("desktop", pages.feedback.comment);
      await page.keyboard.type("Molto gentili <script>alert(1)</script>");
      await tabTo("desktop", pages.feedback.mayContact);
      await page.keyboard.press("Space");
      await visitors.desktop.look(`${language} order question`);
      await tabTo("desktop", status.send);
      await page.keyboard.press("Enter");
      await block.getByRole("button", { name: status.change }).waitFor();
      await visitors.desktop.look(`${language} order answered`);
    });

    test("on her phone she finds her answer, and changes it", async () => {
      const block = await open("phone", statusPage(language));
      await block.getByRole("button", { name: status.change }).click();
      expect(await block.getByRole("textbox").inputValue()).toContain("Molto gentili");
      await block.getByRole("button", { name: ratingOf(status, 10) }).click();
      await visitors.phone.look(`${language} order question`);
      await block.getByRole("button", { name: status.send }).click();
      await block.getByRole("button", { name: status.change }).waitFor();
      await visitors.phone.look(`${language} order answered`);
    });
  });

describe("the merchant's own pages", () => {
  const adminPage = (language: ShopperLanguage) => `/admin/orders/${orders.en.id}?locale=${language}`;
  const actions = { en: { print: cardsInEnglish }, it: { print: cardsInItalian } } as const;

  for (const language of languages)
    for (const screen of Object.keys(screens) as Screen[])
      test(`an order and its shopper are told in short, in ${language} on a ${screen}`, async () => {
        const { page } = visitors[screen];
        await page.goto(new URL(adminPage(language), shop.url).href);
        const say = speaker(language);
        const order = page.frameLocator("iframe[title='Lastmile, order']");
        await order.getByText(say("shipments.promised"), { exact: true }).waitFor();
        await order
          .getByText(say("story.answer", { rating: 10 }))
          .first()
          .waitFor();
        const customer = page.frameLocator("iframe[title='Lastmile, customer']");
        await customer.getByRole("link", { name: orders.en.name }).waitFor();
        await visitors[screen].look(`admin ${language} order`);
      });

  test("the next sensible step opens the order's story in the app", async () => {
    const { page } = visitors.desktop;
    await page.goto(new URL(adminPage("en"), shop.url).href);
    await page
      .frameLocator("iframe[title='Lastmile, order']")
      .getByRole("button", { name: speaker("en")("block.next.story") })
      .click();
    await page.getByRole("heading", { name: "The story" }).waitFor();
    for (const line of ["Answered 8 of 10", "The shopper chose: wait", "Answered 10 of 10"])
      await page.getByText(line).first().waitFor();
  });

  for (const language of languages)
    for (const screen of Object.keys(screens) as Screen[])
      test(`cards of the orders ticked are laid out four to a sheet, in ${language} on a ${screen}`, async () => {
        const { page } = visitors[screen];
        const chosen = languages.map((one) => `order=${orders[one].id}`).join("&");
        await page.goto(
          new URL(`/admin/print?action=selected-cards&locale=${language}&${chosen}`, shop.url).href,
        );
        const dialog = page.frameLocator("iframe[title='Lastmile, print']");
        const again = dialog.getByRole("checkbox", { name: actions[language].print.again });
        // The first visit lays them out for the first time; every later one is told of it.
        if (screen === "desktop" && language === "en") expect(await again.count()).toBe(0);
        else await again.check();
        const sheet = dialog.frameLocator("iframe[title='Print preview']");
        await sheet.getByRole("heading", { name: "Ada" }).waitFor();
        await sheet.getByRole("heading", { name: "Marta" }).waitFor();
        await visitors[screen].look(`admin ${language} cards`);
      });

  test("the sheets themselves, as they leave the printer", async () => {
    const { page } = visitors.desktop;
    for (const format of ["a6", "a4"]) {
      const query = new URLSearchParams({
        orders: languages.map((one) => orders[one].id).join(),
        print: crypto.randomUUID(),
        format,
        note: "add a sample",
      });
      const sheet = await fetch(`${shop.sandbox.appUrl ?? ""}/print/cards?${query}`, {
        headers: { Authorization: `Bearer ${shop.sandbox.idToken()}`, "User-Agent": BROWSER_USER_AGENT },
      });
      await page.setContent(await sheet.text());
      await visitors.desktop.look(`sheets ${format}`);
    }
  });
});
