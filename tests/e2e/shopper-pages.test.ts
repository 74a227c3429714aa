import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";

import type { Language } from "~/messages/voices";
import { wordsIn } from "~/messages/words/words";

import { dayMs } from "~/platform/durations";
import { saveSettings } from "../../sandbox/simulation/merchant";
import { type OpenShop, openShop } from "./open-shop";
import { aVisitor, launchBrowser, type Screen, type Visitor } from "./visitor";

let browser: Browser;
let shop: OpenShop;

const shoppers: Record<Language, { email: string; number: string }> = {
  en: { email: "ada@posta.example", number: "#1002" },
  it: { email: "bice@posta.example", number: "#1003" },
};
const onlyByPhone = "+393331234567";
const screens: Screen[] = ["desktop", "phone"];
const walks = (["en", "it"] as const).flatMap((language) => screens.map((screen) => ({ language, screen })));

beforeAll(async () => {
  browser = await launchBrowser();
  shop = await openShop();
  await saveSettings(shop.sandbox, {
    "contacts.phone": "+39 0444 000 000",
    "contacts.whatsapp": "+39 333 000 0000",
    "contacts.chatUrl": "https://fiordicasa.example/chat",
    "contacts.faqUrl": "https://fiordicasa.example/faq",
    "contacts.returnsUrl": "https://fiordicasa.example/returns",
    "contacts.policyUrl": "https://fiordicasa.example/policy",
    reviewUrl: "https://reviews.example/fior-di-casa",
  });
  const { world } = shop.sandbox;
  const name = { firstName: "Carla", lastName: "Neri" };
  world.placeOrder({
    ...{ email: null, phone: onlyByPhone, ...name, locale: "it-IT", byVisitor: true },
    shippingAddress: { ...name, city: "Bologna", zip: "40121", countryCode: "IT" },
    items: [{ title: "Vaso", priceCents: 5800 }],
    shipping: { title: "Corriere", priceCents: 690 },
  });
  for (const [language, { email }] of Object.entries(shoppers)) {
    const name = { firstName: language === "it" ? "Bice" : "Ada", lastName: "Newcomer" };
    world.placeOrder({
      email,
      ...name,
      locale: language === "it" ? "it-IT" : "en",
      shippingAddress: { ...name, city: "Bologna", zip: "40121", countryCode: "IT" },
      items: [{ title: "Vaso", priceCents: 5800 }],
      shipping: { title: "Corriere", priceCents: 690 },
      acceptsMarketing: true,
      byVisitor: true,
    });
  }
  await letDaysPass(3);
});
afterAll(async () => {
  await shop.close();
  await browser.close();
});

async function letDaysPass(days: number): Promise<void> {
  const { sandbox } = shop;
  await sandbox.travelTo(new Date(sandbox.calendar.now().getTime() + days * dayMs));
}

/** The addresses in the newest mail of a kind to a shopper. */
function linksIn(kind: string, language: Language): string[] {
  const mail = shop.sandbox.mails.all.findLast(
    (one) => one.kind === kind && one.to === shoppers[language].email,
  );
  if (!mail) throw new Error(`No ${kind} to ${shoppers[language].email}`);
  return [...(mail.text ?? "").matchAll(/https?:\/\/\S+/g)].map(([address]) => address);
}

function linkTo(path: string, kind: string, language: Language): string {
  const link = linksIn(kind, language).find((address) => new URL(address).pathname.startsWith(path));
  if (!link) throw new Error(`No link to ${path} in the ${kind}`);
  return link;
}

/** Presses Tab until something is in focus, as who uses no mouse does. */
async function tabTo(page: Page, isThere: string): Promise<void> {
  for (let press = 0; press < 60; press += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((selector) => document.activeElement?.matches(selector), isThere)) return;
  }
  throw new Error(`No way to ${isThere} by keyboard`);
}

for (const { language, screen } of walks)
  describe(`a shopper's pages on a ${screen} in ${language}`, () => {
    const { pages } = wordsIn[language];
    const { email, number } = shoppers[language];
    const onItsWay = pages.delivery.where.on_its_way(pages.delivery.order);
    let visitor: Visitor;
    let page: Page;

    beforeAll(async () => {
      visitor = await aVisitor(browser, `shopper-pages-${language}`, screen);
      page = visitor.page;
      await page.goto(`${shop.url}/language/${language}?returnTo=/store`);
    });
    afterAll(() => visitor.leave());
    afterEach(() => {
      expect(visitor.problems.splice(0), "nothing may be wrong with a page").toEqual([]);
      expect(shop.appLog.splice(0), "the app may not complain").toEqual([]);
    });

    test("she finds her order on the shop's own page, without a mouse", async () => {
      await page.goto(`${shop.url}/apps/lastmile/track`);
      await page.getByRole("heading", { name: pages.track.findTitle }).waitFor();
      await visitor.look("tracking form");
      await tabTo(page, "#number");
      await page.keyboard.type(number);
      await tabTo(page, "#email");
      await page.keyboard.type(`not.${email}`);
      await page.keyboard.press("Enter");
      await page.getByRole("alert").filter({ hasText: pages.track.notFound }).waitFor();
      await visitor.look("tracking not found");

      await tabTo(page, "#email");
      await page.keyboard.type(email);
      await tabTo(page, "button");
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: onItsWay }).waitFor();
      // What she chose on her other screen is not asked again.
      const asked = page.getByText(pages.track.choices).or(page.getByText(pages.choice.others));
      await asked.waitFor();
      await visitor.look("tracking");
    });

    test("the link in the notice shows the same page", async () => {
      await page.goto(linkTo("/t/", "delay_notice", language));
      await page.getByRole("heading", { name: onItsWay }).waitFor();
      const { steps, stepState } = pages.delivery;
      await page
        .getByRole("listitem")
        .filter({ hasText: `${steps.on_its_way}: ${stepState.now}` })
        .waitFor();
    });

    test("she chooses without a mouse", async () => {
      await page.goto(linkTo("/d/", "delay_notice", language));
      await visitor.look("choice");
      await tabTo(page, "button");
      await page.keyboard.press("Enter");
      await page.getByRole("status").waitFor();
      await visitor.look("chosen");
    });
  });

describe("a shopper who left a number and no address", () => {
  const { pages } = wordsIn.it;
  let visitor: Visitor;
  let page: Page;

  beforeAll(async () => {
    visitor = await aVisitor(browser, "shopper-pages-text", "phone");
    page = visitor.page;
  });
  afterAll(() => visitor.leave());

  test("reads one text, follows its short address, and chooses", async () => {
    const [text] = shop.sandbox.texts.all.filter(({ to }) => to === onlyByPhone);
    expect(text?.segments).toBe(1);
    await page.goto(`${shop.url}/phone`);
    await visitor.look("text");
    const [address = ""] = /https?:\/\/\S+\/s\/\w+/.exec(text?.body ?? "") ?? [];
    await page.goto(address);
    await page.getByText(pages.delivery.sorry).waitFor();
    await visitor.look("her order");
    const { name, confirm, done } = pages.choice.options.wait;
    await page.getByRole("link", { name }).click();
    await page.getByRole("button", { name: confirm }).click();
    await page.getByRole("status").filter({ hasText: done }).waitFor();
    expect(visitor.problems.splice(0), "nothing may be wrong with a page").toEqual([]);
  });
});

const hostile = "<script>document.title = 'owned'</script> <img src=x onerror=alert(1)> {{ shop.name }}";

describe("after the parcel has come", () => {
  beforeAll(() => letDaysPass(14));

  for (const { language, screen } of walks)
    describe(`a shopper's pages on a ${screen} in ${language}`, () => {
      const { pages } = wordsIn[language];
      let visitor: Visitor;
      let page: Page;

      beforeAll(async () => {
        visitor = await aVisitor(browser, `shopper-answers-${language}`, screen);
        page = visitor.page;
      });
      afterAll(() => visitor.leave());
      afterEach(() => {
        expect(visitor.problems.splice(0), "nothing may be wrong with a page").toEqual([]);
        expect(shop.appLog.splice(0), "the app may not complain").toEqual([]);
      });

      test("a number in the mail fills her rating in; she sends it without a mouse", async () => {
        await page.goto(`${linkTo("/r/", "feedback_invitation", language)}?rating=9`);
        const { feedback } = pages;
        expect(await page.getByRole("radio", { name: feedback.ratingOf(9) }).isChecked()).toBe(true);
        await visitor.look("feedback");
        await tabTo(page, "#comment");
        await page.keyboard.press("Control+A");
        await page.keyboard.type(hostile);
        await tabTo(page, "button[type=submit]");
        await page.keyboard.press("Enter");
        await page.getByRole("heading", { name: feedback.thanks }).waitFor();
        await page.getByRole("link", { name: feedback.reviewLink }).waitFor();
        await visitor.look("feedback sent");
      });

      test("her own words come back as she wrote them", async () => {
        await page.goto(linkTo("/r/", "feedback_invitation", language));
        expect(await page.locator("#comment").inputValue()).toBe(hostile);
        expect(await page.title()).not.toContain("owned");
      });

      test("she says what she wants to hear, without a mouse", async () => {
        await page.goto(linkTo("/p/", "feedback_invitation", language));
        const { preferences } = pages;
        await page.getByRole("heading", { name: preferences.title }).waitFor();
        await visitor.look("preferences");
        await tabTo(page, "button[type=submit]");
        await page.keyboard.press("Enter");
        await page.getByRole("status").waitFor();
        await visitor.look("preferences saved");
      });
    });
});
