import type { Browser, FrameLocator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";

import { type OpenShop, openShop } from "./open-shop";
import { aVisitor, launchBrowser, type Screen, type Visitor } from "./visitor";

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

// The walk of the README, from the one address `npm run demo` prints; each step stands on the one before.
describe.each<Screen>(["desktop", "phone"])("a newcomer's walk on a %s", (screen) => {
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
    if (task.result?.state === "fail") await visitor.look(`failed ${task.name}`).catch(() => undefined);
    const problems = visitor.problems.splice(0);
    expect(problems).toEqual([]);
  });

  const goTo = (path: string) => page.goto(new URL(path, shop.url).href);

  /** Presses one of the calendar's buttons; answers when everything due until then is done. */
  async function letTimePass(button: "+1 hour" | "+1 day" | "+3 days", times = 1): Promise<void> {
    for (let time = 0; time < times; time += 1) {
      await page.getByRole("form", { name: "Calendar" }).getByRole("button", { name: button }).click();
      await page.waitForLoadState();
    }
  }

  /** Opens the newest mail of the kind; answers the mail as its reader sees it. */
  async function readMail(kind: string): Promise<FrameLocator> {
    await goTo("/inbox");
    await page.getByRole("listitem").filter({ hasText: kind }).getByRole("link").first().click();
    return page.frameLocator("iframe[title='The mail']");
  }

  /** Follows a link of the mail; it opens a page of its own, as from a mail program. */
  async function follow(link: () => Promise<void>): Promise<Page> {
    const opened = page.context().waitForEvent("page");
    await link();
    const popup = await opened;
    await popup.waitForLoadState();
    return popup;
  }

  test("she finds the way at the first address", async () => {
    await goTo("/");
    await visitor.look("sandbox home");
    await page.getByRole("link", { name: "Open the storefront" }).click();
    await visitor.look("storefront");
  });

  test("she orders something", async () => {
    await page
      .getByRole("button", { name: /^Add to cart/ })
      .first()
      .click();
    await visitor.look("cart");
    await page.getByRole("link", { name: "Checkout" }).click();
    await page.getByLabel("E-mail", { exact: true }).fill("ada@posta.example");
    await page.getByLabel("First name").fill("Ada");
    await page.getByLabel("Last name").fill("Newcomer");
    await page.getByLabel("Address").fill("Via Maqueda 10");
    await page.getByLabel("Postcode").fill("90133");
    await page.getByLabel("City").fill("Palermo");
    await page.getByLabel("Language").selectOption("en");
    await visitor.look("checkout");
    await page.getByRole("button", { name: "Pay now" }).click();
    await page.getByRole("heading", { name: "Thank you, Ada!" }).waitFor();
  });

  test("the thank-you page thanks her and asks one question, which she answers", async () => {
    const block = page.frameLocator("iframe[title='Lastmile']");
    await block.getByRole("button", { name: "9 out of 10" }).click();
    await block.getByRole("textbox").fill("Lovely vases, honest dates");
    await visitor.look("thank you page");
    await block.getByRole("button", { name: "Send" }).click();
    await block.getByRole("button", { name: "Change the answer" }).waitFor();
    await visitor.look("answered");
  });

  test("an hour later the thank-you note is in her inbox", async () => {
    await goTo("/inbox");
    await letTimePass("+1 hour");
    const mail = await readMail("thank you note");
    await mail.getByRole("heading").first().waitFor();
    expect(await mail.locator("body").innerText()).toContain("Ada");
    await visitor.look("thank you mail");
    await page.getByRole("link", { name: "Plain text" }).click();
    expect(await page.locator("pre").innerText()).toContain("Ada");
  });

  test("three days later she has been told of the delay, and chooses to wait", async () => {
    await letTimePass("+3 days");
    const mail = await readMail("delay notice");
    await mail.getByRole("link", { name: /wait/i }).waitFor();
    await visitor.look("delay notice");
    const choice = await follow(() => mail.getByRole("link", { name: /wait/i }).click());
    await visitor.look("choice", choice);
    await choice.getByRole("button", { name: "Yes, I'll wait" }).click();
    await choice.getByRole("status").waitFor();
    expect(await choice.getByRole("status").innerText()).toContain("Thank you for waiting");
    await visitor.look("chosen", choice);
    await choice.close();
  });

  test("the parcel arrives, and she is thanked for waiting", async () => {
    await goTo("/orders");
    await letTimePass("+3 days");
    await visitor.look("carrier");
    const mail = await readMail("delay update");
    await mail.getByRole("heading").first().waitFor();
    await visitor.look("arrived");
  });

  test("when the trouble is a week old she is asked how it went, and answers from the mail", async () => {
    await goTo("/inbox");
    await letTimePass("+3 days", 4);
    const mail = await readMail("feedback invitation");
    await mail.getByRole("link", { name: /10/ }).waitFor();
    await visitor.look("invitation");
    const answer = await follow(() => mail.getByRole("link", { name: /10/ }).last().click());
    expect(await answer.getByRole("radio", { name: /10/ }).isChecked()).toBe(true);
    await answer.getByText("kept me informed").click();
    await answer.getByRole("textbox").fill("You told me before I had to ask");
    await visitor.look("feedback page", answer);
    await answer.getByRole("button", { name: "Send my answer" }).click();
    await answer.getByRole("heading", { name: "Thank you" }).waitFor();
    await visitor.look("feedback sent", answer);
    await answer.close();
  });

  test("the merchant finds all of it in the admin", async () => {
    await goTo("/admin");
    const app = await adminApp();
    await app.getByRole("heading", { level: 1 }).waitFor();
    await visitor.look("admin home");
  });

  async function adminApp(): Promise<FrameLocator> {
    await page.locator("iframe").first().waitFor();
    return page.frameLocator("iframe");
  }
});
