import { readFile } from "node:fs/promises";

import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";

import { sectionFacts, settingsSections, type SettingsSection } from "~/ui/settings-sections";
import { speaker } from "~/ui/words/speaker";

import { type OpenShop, openShop } from "./open-shop";
import { aVisitor, launchBrowser, type Visitor } from "./visitor";
import { walks } from "./walks";

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

type AppPage = "home" | "journey" | "shipments" | "feedback" | "insights" | "settings";
type SettingsTitle = (typeof sectionFacts)[SettingsSection]["title"] | "data.title";

const patience = { timeout: 15_000 };

/** More than twenty of one carrier at once are a wave. */
const parcels = 25;

// A shop owner's first days, from the installation on. Each step stands on the one before.
for (const { screen, language, block } of walks)
  describe(`a merchant on a ${screen}, reading ${language}`, { timeout: 240_000 }, () => {
    const say = speaker(language);
    let shop: OpenShop;
    let visitor: Visitor;
    let page: Page;

    beforeAll(async () => {
      shop = await openShop({ live: false });
      visitor = await aVisitor(browser, "merchant", screen);
      page = visitor.page;
    });
    afterAll(async () => {
      await visitor.leave();
      await shop.close();
    });
    afterEach(async ({ task }) => {
      if (task.result?.state === "fail") await visitor.takePicture(`failed ${task.name}`);
      expect(visitor.problems.splice(0), "nothing may be wrong with a page").toEqual([]);
      expect(shop.appLog.splice(0), "the app may not complain").toEqual([]);
    });

    /** From outside, as the Shopify admin opens the app. */
    const open = async (path: string) => {
      const address = `/admin?path=${encodeURIComponent(path)}&locale=${language}`;
      await page.goto(new URL(address, shop.url).href);
      await page.getByRole("navigation", { name: "Lastmile" }).waitFor();
    };
    const appLink = (name: AppPage) =>
      page
        .getByRole("navigation", { name: "Lastmile" })
        .getByRole("link", { name: name === "home" ? /Lastmile$/ : say(`nav.${name}`), exact: true });
    const goTo = async (name: AppPage) => {
      await appLink(name).click();
      await heading(say(`${name}.title`));
    };
    const openSettings = async (title: SettingsTitle) => {
      await goTo("settings");
      await page
        .getByRole("link", { name: say(title), exact: true })
        .last()
        .click();
      await heading(say(title));
    };
    const heading = (name: string) => page.getByRole("heading", { name, exact: true, level: 1 }).waitFor();
    const button = (name: string) => page.getByRole("button", { name, exact: true });
    const field = (name: string) => page.getByLabel(name, { exact: true });
    const said = (text: string) => page.getByText(text, { exact: true }).first().waitFor();
    const save = () =>
      page.getByRole("region", { name: "Unsaved changes" }).getByRole("button", { name: say("save") });

    test("the page after the installation says that nothing is sent, and what to do first", async () => {
      await open("/app");
      await heading(say("home.title"));
      await said(say("home.state.not_live"));
      await said(say("setup.title"));
      await visitor.look("home installed");
    });

    test("a form left unsaved keeps her, an error stands beside its field, and then it is saved", async () => {
      await page.getByRole("link", { name: say("setup.sender.do") }).click();
      await heading(say("settings.sender"));
      const email = field(say("settings.sender.email"));
      await email.fill("nobody");
      await save().waitFor();
      for (const link of [
        appLink("feedback"),
        page.getByRole("link", { name: say("nav.settings") }).last(),
      ]) {
        await link.click();
        await heading(say("settings.sender"));
        expect(await email.inputValue()).toBe("nobody");
      }

      await save().click();
      await said(say.n("settings.problems", 1));
      expect(await email.getAttribute("aria-invalid")).toBe("true");
      const noted = (await email.getAttribute("aria-describedby"))?.split(" ") ?? [];
      const notes = await Promise.all(noted.map((id) => page.locator(`[id="${id}"]`).innerText()));
      expect(notes.join(" ")).toContain(say("problem.email"));
      await visitor.look("settings refused");

      await email.fill("negozio@fiordicasa.example");
      await field(say("settings.sender.name")).fill("Anna di Fior di Casa");
      await save().click();
      await said(say("settings.saved"));
      await save().waitFor({ state: "hidden" });
      await visitor.look("settings sender saved");
    });

    test("the promise preview moves with the rules, before they are saved", async () => {
      await openSettings("settings.promise");
      const handling = field(say("settings.promise.handling"));
      const preview = page
        .getByRole("status")
        .filter({ hasText: say("promisePreview.line", { country: "", range: "" }).slice(0, 3) });
      const before = await preview.innerText();
      await handling.fill("4");
      await expect.poll(() => preview.innerText(), patience).not.toBe(before);
      await visitor.look("settings promise preview");
      await save().click();
      await save().waitFor({ state: "hidden" });
    });

    test("she rewrites a message beside its preview, is told of a fault at its line, and takes her words back", async () => {
      await goTo("journey");
      await visitor.look("journey");
      await page
        .getByRole("link", { name: new RegExp(say("touchpoint.thank_you_note")) })
        .first()
        .click();
      await heading(say("touchpoint.thank_you_note"));
      const mail = page.frameLocator(`iframe[title="${say("preview.mail")}"]`);
      const ours = await field(say("editor.part.heading")).inputValue();

      await field(say("editor.part.heading")).fill("Evviva, {{ shopper.frist_name }}");
      await said(say("fault.unknown_value", { line: 1, detail: "shopper.frist_name" }));
      await visitor.look("editor fault");
      await field(say("editor.part.heading")).fill("Evviva, {{ shopper.first_name }}");
      await mail
        .getByText(/^Evviva, \w+/)
        .first()
        .waitFor();
      await visitor.look("editor");
      await save().click();
      await save().waitFor({ state: "hidden" });

      await button(say("history.restore.of", { title: say("history.ours") })).click();
      await said(say("history.restored"));
      await expect.poll(() => field(say("editor.part.heading")).inputValue(), patience).toBe(ours);
      await mail
        .getByText(/^Evviva, \w+/)
        .first()
        .waitFor({ state: "detached" });
    });

    test("she sends herself a test", async () => {
      await field(say("test.to")).fill("anna@fiordicasa.example");
      await button(say("test.send")).click();
      await said(say("test.sent", { to: "anna@fiordicasa.example" }));
      expect(shop.sandbox.mails.all.at(-1)?.to).toBe("anna@fiordicasa.example");
    });

    test("she goes live", async () => {
      await goTo("home");
      await page.getByRole("link", { name: say("setup.go_live.do"), exact: true }).click();
      await button(say("goLive.live")).click();
      await visitor.look("settings going live");
      await button(say("goLive.live.yes")).click();
      await page
        .getByText(say("goLive.since", { at: "" }))
        .first()
        .waitFor();
    });

    test("the first unhappy answer stands on Home as a thing to do, beside what would make it good", async () => {
      const order = placeOrder("Ada", language);
      await travel(0);
      await page.goto(new URL(`/store/thank-you/${order.checkoutToken}`, shop.url).href);
      const thanks = page.frameLocator("iframe[title='Lastmile']");
      await thanks.getByRole("button", { name: block.rating.replace("{{rating}}", "2") }).click();
      await thanks.getByRole("textbox").fill("Nobody answered my mail");
      await thanks.getByRole("button", { name: block.send, exact: true }).click();
      await thanks.getByRole("button", { name: block.change }).waitFor();
      await travel(1);

      await open("/app");
      await page.getByText(say.n("home.thingsNeedYou", 2)).first().waitFor();
    });

    test("she replies to the shopper from the page and closes the follow-up", async () => {
      await goTo("feedback");
      await page.getByText("Nobody answered my mail").first().waitFor();
      await button(say("followUp.reply.open")).click();
      await field(say("followUp.reply.text")).fill("We are sorry, Ada. Here we are.");
      await visitor.look("feedback reply");
      await button(say("followUp.reply.send")).click();
      await said(say("followUp.reply_written"));
      await travel(1);
      const reply = shop.sandbox.mails.all.findLast(({ to }) => to === "ada@posta.example");
      expect(reply?.text).toContain("We are sorry, Ada. Here we are.");

      await button(say("followUp.close")).click();
      await visitor.look("feedback resolve");
      await button(say("followUp.resolve")).click();
      await said(say("followUp.resolved"));
      await said(say("feedback.followUps.none"));
    });

    test("a wave of late parcels waits for her, and goes out with her reason", async () => {
      const late = Array.from({ length: parcels }, (_, n) => placeOrder(`Marta${n + 1}`, "it-IT"));
      await travel(1);
      const { world, calendar } = shop.sandbox;
      for (const order of late) {
        const parcel = world.fulfillOrder(order.id, { carrier: "BRT" });
        world.addFulfillmentEvent(parcel.id, { status: "in_transit", city: "Vicenza", countryCode: "IT" });
      }
      await travel(20);
      for (const order of late) {
        const [parcel] = world.fulfillmentsOf(order.id);
        world.addFulfillmentEvent(parcel?.id ?? "", {
          status: "delayed",
          city: "Bologna",
          countryCode: "IT",
          estimatedDeliveryAt: new Date(calendar.now().getTime() + 9 * 86_400_000),
        });
      }
      await travel(2);
      const told = () => shop.sandbox.mails.all.filter(({ kind }) => kind === "delay_notice");
      expect(told()).toHaveLength(0);

      await goTo("home");
      await visitor.look("home with a batch");
      await page.getByRole("link", { name: say("batch.review") }).click();
      await button(say.n("batch.approve", parcels)).waitFor();
      await field(say("batch.reason.it")).fill("il corriere è in sciopero fino a giovedì");
      await button(say("batch.preview.update")).click();
      await page
        .frameLocator(`iframe[title="${say("batch.preview")}"]`)
        .getByText("il corriere è in sciopero fino a giovedì")
        .waitFor();
      await visitor.look("batch");
      await button(say.n("batch.approve", parcels)).click();
      await said(say.n("batch.approved", parcels));
      await travel(2);
      expect(told()).toHaveLength(parcels);
      for (const { text } of told()) expect(text).toMatch(/sciopero fino a giovedì/i);
    });

    test("she brings her past orders, and gets a list of the rows that could not be used", async () => {
      await openSettings("data.title");
      const rows = Array.from(
        { length: 400 },
        (_, n) =>
          `p${n},2026-05-04 09:30,2026-05-08,2026-05-05 17:00,${n % 50 === 3 ? "soon" : "2026-05-07 11:00"},IT,BRT`,
      );
      const columns =
        "order_id,placed_at,promised_on,handed_over_at,delivered_at,destination_country,carrier";
      const history = {
        name: "past.csv",
        mimeType: "text/csv",
        buffer: Buffer.from([columns, ...rows].join("\n")),
      };
      await field(say("data.import.file")).setInputFiles({ ...history, buffer: Buffer.from("order_id\n1") });
      await button(say("data.import.do")).click();
      await page.getByText(say("data.import.no_columns", { columns: "placed_at, promised_on" })).waitFor();
      await visitor.look("import refused");

      await field(say("data.import.file")).setInputFiles(history);
      await button(say("data.import.do")).click();
      await said(say("task.state.done"));
      await page.getByText(say.n("task.problems", 8)).waitFor();
      const [list] = await Promise.all([
        page.waitForEvent("download"),
        button(say("task.problems.download")).click(),
      ]);
      const told = await readFile(await list.path(), "utf8");
      expect(told.trim().split("\r\n")).toHaveLength(9);
      expect(told).toContain(`5,delivered_at,${say("history.problem.time")}`);

      await button(say("data.export.do")).click();
      await button(say("task.file.download")).waitFor();
      await visitor.look("import and export");
    });

    test(
      "every page of the admin can be read, on this screen, by everybody",
      { timeout: 240_000 },
      async () => {
        await goTo("shipments");
        await visitor.look("shipments");
        await page.getByRole("tab", { name: say("shipments.tab.at_risk") }).click();
        await page.getByText("Marta1", { exact: false }).first().waitFor();
        await visitor.look("shipments at risk");
        await page
          .getByText(/^#10\d\d$/)
          .first()
          .click();
        await page.getByRole("heading", { name: say("story.title") }).waitFor();
        await visitor.look("order story");
        for (const kind of [
          "delay_notice",
          "delay_update",
          "arrival_notice",
          "feedback_invitation",
          "nps_survey",
          "recovery_offer",
          "product_follow_up",
          "win_back",
          "vip_reward",
        ] as const) {
          await open(`/app/journey/${kind}`);
          await heading(say(`touchpoint.${kind}`));
          await visitor.look(`editor ${kind}`);
        }
        await open("/app/dry-run");
        await heading(say("dryRun.title"));
        await visitor.look("dry run");
        await goTo("insights");
        await visitor.look("insights");
        await open("/app/insights/orders");
        await visitor.look("insights orders");
        await goTo("settings");
        await visitor.look("settings");
        for (const section of settingsSections) {
          await open(`/app/settings/${section}`);
          await heading(say(sectionFacts[section].title));
          await visitor.look(`settings ${section}`);
        }
        await open("/app/settings/privacy");
        await heading(say("privacy.title"));
        await visitor.look("privacy");
      },
    );

    test("the setup guide goes for good, and the page still has something to say", async () => {
      await open("/app");
      await button(say("setup.dismiss")).click();
      await page.getByRole("heading", { name: say("setup.title") }).waitFor({ state: "detached" });
      await open("/app");
      await heading(say("home.title"));
      expect(await page.getByRole("heading", { name: say("setup.title") }).count()).toBe(0);
      await said(say("lately.title"));
      await visitor.look("home later");
    });

    function placeOrder(firstName: string, locale: string) {
      const { world } = shop.sandbox;
      const name = { firstName, lastName: "Bianchi" };
      const [product] = world.listProducts();
      return world.placeOrder({
        email: `${firstName.toLowerCase()}@posta.example`,
        ...name,
        locale,
        shippingAddress: { ...name, city: "Palermo", zip: "90100", countryCode: "IT" },
        items: product ? [{ productId: product.id }] : [],
        shipping: { title: "Standard", priceCents: 500 },
      });
    }

    async function travel(hours: number): Promise<void> {
      const { sandbox } = shop;
      await sandbox.travelTo(new Date(sandbox.calendar.now().getTime() + hours * 3_600_000));
    }
  });
