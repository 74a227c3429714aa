import type { FrameLocator, Page } from "playwright-core";
import { describe, expect, test } from "vitest";

import { wordsIn } from "~/messages/words/words";

import { say } from "../../sandbox/pages/store-words";
import { useWalk, walks } from "./walks";

// The walk of the sandbox's first page, from the one address `npm run demo` prints. Each step stands on the one before.
for (const { screen, language, block } of walks)
  describe(`a newcomer's walk on a ${screen}, shopping in ${language}`, () => {
    const store = say(language);
    const { pages, voices } = wordsIn[language];
    const mails = voices.warm.labels;
    const comments = { block: "Lovely vases, honest dates", page: "You told me before I had to ask" };

    const here = useWalk("newcomer-walk", { screen, language });

    const goTo = (path: string) => here.page.goto(new URL(path, here.shop.url).href);

    /** Presses one of the calendar's buttons; the page is back when everything due until then is done. */
    async function letTimePass(button: "+1 hour" | "+3 days", times = 1): Promise<void> {
      for (let time = 0; time < times; time += 1) {
        const before = here.shop.sandbox.calendar.now();
        await here.page.getByRole("form", { name: "Calendar" }).getByRole("button", { name: button }).click();
        await here.page.waitForLoadState();
        expect(here.shop.sandbox.calendar.now().getTime()).toBeGreaterThan(before.getTime());
      }
    }

    /** Opens the newest mail of the kind in the inbox, looks at it, and answers the mail as its reader sees it. */
    async function readMail(kind: string): Promise<FrameLocator> {
      await goTo("/inbox");
      await here.page
        .getByRole("link", { name: new RegExp(kind) })
        .first()
        .click();
      await here.page.getByRole("link", { name: "Headers" }).waitFor();
      await here.visitor.look(`${kind} in the inbox`);

      const alone = await here.page.context().newPage();
      await alone.setContent(await (await fetch(`${here.page.url().replace(/\?.*/, "")}/html`)).text());
      await here.visitor.look(`${kind} alone`, alone);
      await alone.close();
      return here.page.frameLocator("iframe[title='The mail']");
    }

    /** Follows a link of a mail: it opens a page of its own, as from a mail program. */
    async function follow(mail: FrameLocator, name: string): Promise<Page> {
      const opening = here.page.context().waitForEvent("page");
      await mail.getByRole("link", { name }).click();
      const opened = await opening;
      await opened.waitForLoadState();
      return opened;
    }

    test("the first address shows the way to the shop", async () => {
      await goTo("/");
      await here.visitor.look("the first page");
      await here.page.getByRole("link", { name: "Open the storefront" }).click();
      if (language === "it") await here.page.getByRole("link", { name: "Italiano" }).click();
      await here.page.getByRole("heading", { name: store("tagline") }).waitFor();
      await here.visitor.look("storefront");
    });

    test("she orders something", async () => {
      const addToCart = here.page.getByRole("button", { name: store("addToCart") });
      await addToCart.first().click();
      await here.visitor.look("cart");
      await here.page.getByRole("link", { name: store("checkout") }).click();
      await here.page.getByLabel(store("email"), { exact: true }).fill("ada@posta.example");
      await here.page.getByLabel(store("firstName"), { exact: true }).fill("Ada");
      await here.page.getByLabel(store("lastName"), { exact: true }).fill("Newcomer");
      await here.page.getByLabel(store("city"), { exact: true }).fill("Bologna");
      await here.visitor.look("checkout");
      await here.page.getByRole("button", { name: store("payNow") }).click();
      await here.page.getByRole("heading", { name: `${store("thankYou")}, Ada!` }).waitFor();
    });

    test("the thank-you page thanks her and asks one question, which she answers", async () => {
      const frame = here.page.frameLocator("iframe[title='Lastmile']");
      await frame.getByRole("button", { name: block.rating.replace("{{rating}}", "9") }).click();
      await frame.getByRole("textbox").fill(comments.block);
      await here.visitor.look("thank you page");
      await frame.getByRole("button", { name: block.send, exact: true }).click();
      await frame.getByRole("button", { name: block.change }).waitFor();
      await here.visitor.look("thank you page answered");
    });

    test("an hour later the thank-you note is in her inbox, in her language, with a plain-text part", async () => {
      await goTo("/inbox");
      await letTimePass("+1 hour");
      const mail = await readMail("thank you note");
      expect(await mail.locator("html").getAttribute("lang")).toBe(language);
      expect(await mail.locator("body").innerText()).toContain("Ada");
      await here.page.getByRole("link", { name: "Plain text" }).click();
      expect(await here.page.locator("pre").innerText()).toContain("Ada");
    });

    test("three days later she has been told of the delay, and chooses to wait", async () => {
      await letTimePass("+3 days");
      const mail = await readMail("delay notice");
      const choice = await follow(mail, mails.wait);
      await here.visitor.look("choice", choice);
      await choice.getByRole("button", { name: pages.choice.options.wait.confirm }).click();
      await choice.getByRole("status").filter({ hasText: pages.choice.options.wait.done }).waitFor();
      await here.visitor.look("chosen", choice);
      await choice.close();
    });

    test("the parcel arrives, and she is thanked for waiting", async () => {
      await goTo("/orders");
      await letTimePass("+3 days");
      await here.visitor.look("carrier");
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
      await here.visitor.look("feedback page", answer);
      await answer.getByRole("button", { name: pages.feedback.send }).click();
      await answer.getByRole("heading", { name: pages.feedback.thanks }).waitFor();
      await here.visitor.look("feedback sent", answer);
      await answer.close();
    });

    test("the merchant's home says that all is well and what was sent", async () => {
      await goTo("/admin");
      await here.page.getByRole("heading", { name: "Home" }).waitFor();
      for (const sent of ["Thank-you note", "Delay notice", "Delay update", "Feedback invitation"]) {
        expect(await here.page.getByText(sent, { exact: true }).count(), sent).toBeGreaterThan(0);
      }
      await here.visitor.look("admin home");
    });

    test("the merchant finds the order among the shipments, and its whole story", async () => {
      await here.page.getByRole("link", { name: "Shipments", exact: true }).first().click();
      await here.page.getByRole("heading", { name: "Shipments" }).waitFor();
      await here.visitor.look("admin shipments");
      await here.page.getByText("#1001", { exact: true }).first().click();
      await here.page.getByRole("heading", { name: "The story" }).waitFor();
      const story = await here.page.locator("body").innerText();
      const told = [
        "Ordered",
        "Thank-you note sent",
        "Delay notice sent",
        "The shopper chose: wait",
        "Arrived",
      ];
      for (const line of [...told, "Answered 9 of 10", "Answered 10 of 10"]) expect(story).toContain(line);
      await here.visitor.look("admin story");
    });

    test("the merchant reads both answers", async () => {
      await here.page.getByRole("link", { name: "Feedback", exact: true }).first().click();
      await here.page.getByRole("heading", { name: "Feedback" }).waitFor();
      for (const comment of Object.values(comments)) await here.page.getByText(comment).first().waitFor();
      await here.visitor.look("admin feedback");
    });

    test("a setting out of range is refused beside the field; one in range is saved", async () => {
      await here.page.getByRole("link", { name: "Settings", exact: true }).first().click();
      await here.page.getByRole("link", { name: "Promise rules", exact: true }).click();
      await here.page.getByRole("heading", { name: "Promise rules" }).waitFor();
      const handling = here.page.getByLabel("Handling", { exact: true });
      const save = here.page.getByRole("button", { name: "Save", exact: true });
      await handling.fill("999");
      await save.click();
      await here.page
        .getByText(/A whole number between/)
        .first()
        .waitFor();
      await here.visitor.look("admin settings refused");
      await handling.fill("2");
      await save.click();
      await here.page.getByText("Saved", { exact: true }).first().waitFor();
      await here.visitor.takePicture("admin settings saved");
    });
  });
