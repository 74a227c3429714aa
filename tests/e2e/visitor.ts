import { mkdirSync } from "node:fs";
import { join } from "node:path";

import { AxeBuilder } from "@axe-core/playwright";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";

import { findChromium } from "../../scripts/system-packages";

/** Shopify's library answers 410 to a browser that says it is headless. */
const userAgent =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";

const launchArguments = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  // Containers give a browser 64 MB of shared memory; a long page needs more and takes the browser down.
  "--disable-dev-shm-usage",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export const screens = {
  desktop: { viewport: { width: 1280, height: 900 }, isMobile: false, hasTouch: false },
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
} as const;

export type Screen = keyof typeof screens;

export function launchBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null)
    throw new Error("No Chromium on this machine: `npm test` installs or names it.");
  return chromium.launch({ executablePath, args: launchArguments });
}

/** A person at a screen: looks at pages, and remembers everything that was not right about them. */
export interface Visitor {
  page: Page;
  /** Takes a picture of the page (the visitor's own unless another is named) and lets axe look at it. */
  look(title: string, at?: Page): Promise<void>;
  /** Only the picture: for a page on which something has already gone wrong. */
  takePicture(title: string): Promise<void>;
  /** Errors in the console, scripts that threw, failed answers, calls to the outside world, axe's findings. */
  problems: string[];
  leave(): Promise<void>;
}

export async function aVisitor(browser: Browser, walk: string, screen: Screen): Promise<Visitor> {
  const context = await browser.newContext({
    ...screens[screen],
    userAgent,
    locale: "en-GB",
    timezoneId: "Europe/Rome",
  });
  context.setDefaultTimeout(20_000);
  const problems: string[] = [];
  await stayOnThisMachine(context, problems);
  context.on("page", (page) => {
    note(page, problems);
  });
  const page = await context.newPage();

  const folder = join("test-results", `${walk}-${screen}`);
  mkdirSync(folder, { recursive: true });
  let pictures = 0;

  async function takePicture(title: string, at: Page): Promise<void> {
    pictures += 1;
    const name = title.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
    await at.screenshot({
      path: join(folder, `${String(pictures).padStart(2, "0")}-${name}.png`),
      fullPage: true,
    });
  }

  return {
    page,
    problems,
    takePicture: (title) => takePicture(title, page),
    async look(title, at = page) {
      await takePicture(title, at);
      problems.push(...(await findBarriers(at, title)));
      problems.push(...(await findOverflow(at, title)));
    },
    leave: () => context.close(),
  };
}

/** A mail is shown with all scripts off, as in a mail program: axe would wait for an answer from inside. */
const withoutScripts = ["iframe.mail-html", "iframe[sandbox='']"];

/** What a person with a screen reader, a keyboard or weak eyes would stumble over. */
async function findBarriers(page: Page, title: string): Promise<string[]> {
  const { violations } = await withoutScripts
    .reduce((axe, frame) => axe.exclude(frame), new AxeBuilder({ page }))
    .analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, help, nodes }) =>
      nodes.map(
        (node) => `${title}: ${id} (${help}) at ${node.target.join(" ")}: ${node.html.slice(0, 160)}`,
      ),
    );
}

/** A page wider than its screen makes a phone's reader scroll sideways at every line. */
async function findOverflow(page: Page, title: string): Promise<string[]> {
  const extra = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  return extra > 1 ? [`${title}: the page is ${extra} px wider than the screen`] : [];
}

async function stayOnThisMachine(context: BrowserContext, problems: string[]): Promise<void> {
  await context.route(
    (url) => /^https?:$/.test(url.protocol) && !["127.0.0.1", "localhost"].includes(url.hostname),
    (route) => {
      problems.push(`asked the outside world for ${route.request().url()}`);
      return route.abort();
    },
  );
}

function note(page: Page, problems: string[]): void {
  page.on("console", (message) => {
    // Said of our own looking into a frame that forbids scripts, not of the page.
    if (message.text().startsWith("Blocked script execution in")) return;
    if (message.type() === "error") problems.push(`console: ${message.text()} (${message.location().url})`);
  });
  page.on("pageerror", (error) => problems.push(`script: ${error.message}`));
  page.on("response", (response) => {
    if (response.status() >= 400) problems.push(`answer ${response.status()} from ${response.url()}`);
  });
}
