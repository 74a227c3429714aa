import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";

import inEnglish from "../../extensions/thank-you-block/locales/en.default.json" with { type: "json" };
import inItalian from "../../extensions/thank-you-block/locales/it.json" with { type: "json" };
import { openShop, type OpenShop } from "./open-shop";
import { letHoursPass } from "./shoppers";
import { aVisitor, launchBrowser, type Screen, type Visitor } from "./visitor";

/** A long walk is walked twice: at a desk in English, on a phone in Italian. `block` holds the thank-you block's words. */
export const walks = [
  { screen: "desktop", language: "en", block: inEnglish },
  { screen: "phone", language: "it", block: inItalian },
] as const;

/** A shop of its own, and a person looking at it. */
export interface Walk {
  shop: OpenShop;
  visitor: Visitor;
  page: Page;
  /** From outside, as the Shopify admin opens the app. */
  openAdmin(path: string): Promise<void>;
  /** Everything due until then is done when it resolves. */
  letHoursPass(hours: number): Promise<void>;
}

/**
 * Opens the shop for the walk of the `describe` it is called in, and closes it at its end. After each step nothing may
 * have been wrong with a page, and the app may not have complained.
 */
export function useWalk(
  title: string,
  { screen, language, live = true }: { screen: Screen; language: "en" | "it"; live?: boolean },
): Walk {
  let browser: Browser;
  // The rest is there from the first step on.
  const here = {
    async openAdmin(path: string) {
      const address = `/admin?path=${encodeURIComponent(path)}&locale=${language}`;
      await here.page.goto(new URL(address, here.shop.url).href);
      await here.page.getByRole("navigation", { name: "Lastmile" }).waitFor();
    },
    letHoursPass: (hours: number) => letHoursPass(here.shop, hours),
  } as Walk;
  beforeAll(async () => {
    browser = await launchBrowser();
    here.shop = await openShop({ live });
    here.visitor = await aVisitor(browser, title, screen);
    here.page = here.visitor.page;
  });
  afterAll(async () => {
    await here.visitor.leave();
    await here.shop.close();
    await browser.close();
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") await here.visitor.takePicture(`failed ${task.name}`);
    expect(here.visitor.problems.splice(0), "nothing may be wrong with a page").toEqual([]);
    expect(here.shop.appLog.splice(0), "the app may not complain").toEqual([]);
  });
  return here;
}
