import type { Browser, FrameLocator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";

import { wordsIn } from "~/messages/words/words";

import { say } from "../../sandbox/pages/store-words";
import { type OpenShop, openShop } from "./open-shop";
import { aVisitor, launchBrowser, type Visitor } from "./visitor";
import { walks } from "./walks";

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

// The walk of the sandbox's first page, from the one address `npm run demo` prints. Each step stands on the one before.
for (const { screen, language, block } of walks)
  describe(`a newcomer's walk on a ${screen}, shopping in ${language}`, () => {
    const store = say(language);
    const { pages, voices } = wordsIn[language];
    const mails = voices.warm.labels;
    const comments = { block: "Lovely vases, honest dates", page: "You told me before I had to ask" };

    let shop: OpenShop;
    let visitor: Visitor;
    let page: Page;

    beforeAll(async () => {
      shop = await openShop();
      visitor = await aVisitor(browser, "newcomer-walk", screen);
      page = visitor.page;
    });
    afterAll(async () => {
      await visitor.leave();
      await shop.close();
    });
    afterEach(async ({ task }) => {
      if (task.result?.state === "fail") await visitor.takePicture(`failed ${task.name}`);
      const problems = visitor.problems.splice(0);
      const logged = shop.appLog.splice(0);
      expect(problems, "nothing may be wrong with a page").toEqual([]);
      expect(logged, "the app may not complain").toEqual([]);
    });

    const goTo = (path: string) => page.goto(new URL(path, shop.url).href);

    /** Presses one of the calendar's buttons; the page is back when everything due until then is done. */
    async function letTimePass(button: "+1 hour" | "+3 days", times = 1): Promise<void> {
      for (let time = 0; time < times; time += 1) {
        const before = shop.sandbox.calendar.now();
        await page.getByRole("form", { name: "Calendar" }).getByRole("button", { name: button }).click();
        await page.waitForLoadState();
        expect(shop.sandbox.calendar.now().getTime()).toBeGreaterThan(before.getTime());
      }
    }

    /** Opens the newest mail of the kind in the inbox, looks at it, and answers the mail as its reader sees it. */
    async function readMail(kind: string): Promise<FrameLocator> {
      await goTo("/inbox");
      await page
        .getByRole("link", { name: new RegExp(kind) })
        .first()
        .click();
      await page.getByRole("link", { name: "Headers" }).waitFor();
      await visitor.look(`${kind} in the inbox`);

      const alone = await page.context().newPage();
      await alone.setContent(await (await fetch(`${page.url().replace(/\?.*/, "")}/html`)).text());
      await visitor.look(`${kind} alone`, alone);
      await alone.close();
      return page.frameLocator("iframe[title='The mail']");
    }

    /** Follows a link of a mail: it opens a page of its own, as from a mail program. */
    async function follow(mail: FrameLocator, name: string): Promise<Page> {
      const opening = page.context().waitForEvent("page");
      await mail.getByRole("link", { name }).click();
      const opened = await opening;
      await opened.waitForLoadState();
      return opened;
    }

    test("the first address shows the way to the shop", async () => {
      await goTo("/");
      await visitor.look("the first page");
      await page.getByRole("link", { name: "Open the storefront" }).click();
      if (language === "it") await page.getByRole("link", { name: "Italiano" }).click();
      await page.getByRole("heading", { name: store("tagline") }).waitFor();
      await visitor.look("storefront");
    });

    test("she orders something", async () => {
      const addToCart = page.getByRole("button", { name: store("addToCart") });
      await addToCart.first().click();
      await visitor.look("cart");
      await page.getByRole("link", { name: store("checkout") }).click();
      await page.getByLabel(store("email"), { exact: true }).fill("ada@posta.example");
      await page.getByLabel(store("firstName"), { exact: true }).fill("Ada");
      await page.getByLabel(store("lastName"), { exact: true }).fill("Newcomer");
      await page.getByLabel(store("city"), { exact: true }).fill("Bologna");
      await visitor.look("checkout");
      await page.getByRole("button", { name: store("payNow") }).click();
      await page.getByRole("heading", { name: `${store("thankYou")}, Ada!` }).waitFor();
    });

    test("the thank-you page thanks her and asks one question, which she answers", async () => {
      const frame = page.frameLocator("iframe[title='Lastmile']");
      await frame.getByRole("button", { name: block.rating.replace("{{rating}}", "9") }).click();
      await frame.getByRole("textbox").fill(comments.block);
      await visitor.look("thank you page");
      await frame.getByRole("button", { name: block.send, exact: true }).click();
      await frame.getByRole("button", { name: block.change }).waitFor();
      await visitor.look("thank you page answered");
    });

    test("an hour later the thank-you note is in her inbox, in her language, with a plain-text part", async () => {
      await goTo("/inbox");
      await letTimePass("+1 hour");
      const mail = await readMail("thank you note");
      expect(await mail.locator("html").getAttribute("lang")).toBe(language);
      expect(await mail.locator("body").innerText()).toContain("Ada");
      await page.getByRole("link", { name: "Plain text" }).click();
      expect(await page.locator("pre").innerText()).toContain("Ada");
    });

    test("three days later she has been told of the delay, and chooses to wait", async () => {
      await letTimePass("+3 days");
      const mail = await readMail("delay notice");
      const choice = await follow(mail, mails.wait);
      await visitor.look("choice", choice);
      await choice.getByRole("button", { name: pages.choice.options.wait.confirm }).click();
      await choice.getByRole("status").filter({ hasText: pages.choice.options.wait.done }).waitFor();
      await visitor.look("chosen", choice);
      await choice.close();
    });

    test("the parcel arrives, and she is thanked for waiting", async () => {
      await goTo("/orders");
      await letTimePass("+3 days");
      await visitor.look("carrier");
      await readMail("delay update");
    });

    test("when the trouble is a week old she is asked how it went, and answers from the mail", async () => {
      await goTo("/inbox");
      await letTimePass("+3 days", 3);
      const mail = await readMail("feedback invitation");
      const answer = await follow(mail, mails.ratingOf(10));
      expect(await answer.getByRole("radio", { name: pages.feedback.ratingOf(10) }).isChecked()).toBe(true);
      await answer.getByRole("checkbox", { name: pages.feedback.reason.well_informed }).check();
      await answer.getByRole("textbox").fill(comments.page);
      await visitor.look("feedback page", answer);
      await answer.getByRole("button", { name: pages.feedback.send }).click();
      await answer.getByRole("heading", { name: pages.feedback.thanks }).waitFor();
      await visitor.look("feedback sent", answer);
      await answer.close();
    });

    test("the merchant's home says that all is well and what was sent", async () => {
      await goTo("/admin");
      await page.getByRole("heading", { name: "Home" }).waitFor();
      for (const sent of ["Thank-you note", "Delay notice", "Delay update", "Feedback invitation"]) {
        expect(await page.getByText(sent, { exact: true }).count(), sent).toBeGreaterThan(0);
      }
      await visitor.look("admin home");
    });

    test("the merchant finds the order among the shipments, and its whole story", async () => {
      await page.getByRole("link", { name: "Shipments", exact: true }).first().click();
      await page.getByRole("heading", { name: "Shipments" }).waitFor();
      await visitor.look("admin shipments");
      await page.getByText("#1001", { exact: true }).first().click();
      await page.getByRole("heading", { name: "The story" }).waitFor();
      const story = await page.locator("body").innerText();
      const told = [
        "Ordered",
        "Thank-you note sent",
        "Delay notice sent",
        "The shopper chose: wait",
        "Arrived",
      ];
      for (const line of [...told, "Answered 9 of 10", "Answered 10 of 10"]) expect(story).toContain(line);
      await visitor.look("admin story");
    });

    test("the merchant reads both answers", async () => {
      await page.getByRole("link", { name: "Feedback", exact: true }).first().click();
      await page.getByRole("heading", { name: "Feedback" }).waitFor();
      for (const comment of Object.values(comments)) await page.getByText(comment).first().waitFor();
      await visitor.look("admin feedback");
    });

    test("a setting out of range is refused beside the field; one in range is saved", async () => {
      await page.getByRole("link", { name: "Settings", exact: true }).first().click();
      await page.getByRole("link", { name: "Promise rules", exact: true }).click();
      await page.getByRole("heading", { name: "Promise rules" }).waitFor();
      const handling = page.getByLabel("Handling", { exact: true });
      const save = page.getByRole("button", { name: "Save", exact: true });
      await handling.fill("999");
      await save.click();
      await page
        .getByText(/A whole number between/)
        .first()
        .waitFor();
      await visitor.look("admin settings refused");
      await handling.fill("2");
      await save.click();
      await page.getByText("Saved", { exact: true }).first().waitFor();
      await visitor.takePicture("admin settings saved");
    });
  });
