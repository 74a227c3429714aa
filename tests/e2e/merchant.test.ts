import { readFile } from "node:fs/promises";

import { describe, expect, test } from "vitest";

import { dayMs } from "~/platform/durations";
import { sectionFacts, settingsSections, type SettingsSection } from "~/ui/settings-sections";
import { speaker } from "~/ui/words/speaker";

import { screens } from "./visitor";
import { useWalk, walks } from "./walks";

type AppPage = "home" | "journey" | "shipments" | "feedback" | "insights" | "settings";
type SettingsTitle = (typeof sectionFacts)[SettingsSection]["title"] | "data.title";

const patience = { timeout: 15_000 };

/** More than twenty of one carrier at once are a wave. */
const parcels = 25;

// A shop owner's first days, from the installation on. Each step stands on the one before.
for (const { screen, language, block } of walks)
  describe(`a merchant on a ${screen}, reading ${language}`, { timeout: 240_000 }, () => {
    const say = speaker(language);
    const here = useWalk("merchant", { screen, language, live: false });
    const open = here.openAdmin;

    const appLink = (name: AppPage) =>
      here.page
        .getByRole("navigation", { name: "Lastmile" })
        .getByRole("link", { name: name === "home" ? /Lastmile$/ : say(`nav.${name}`), exact: true });
    const goTo = async (name: AppPage) => {
      await appLink(name).click();
      await heading(say(`${name}.title`));
    };
    const openSettings = async (title: SettingsTitle) => {
      await goTo("settings");
      await here.page
        .getByRole("link", { name: say(title), exact: true })
        .last()
        .click();
      await heading(say(title));
    };
    const heading = (name: string) =>
      here.page.getByRole("heading", { name, exact: true, level: 1 }).waitFor();
    const button = (name: string) => here.page.getByRole("button", { name, exact: true });
    const field = (name: string) => here.page.getByLabel(name, { exact: true });
    const said = (text: string) => here.page.getByText(text, { exact: true }).first().waitFor();
    const save = () =>
      here.page.getByRole("region", { name: "Unsaved changes" }).getByRole("button", { name: say("save") });

    test("the page after the installation says that nothing is sent, and what to do first", async () => {
      await open("/app");
      await heading(say("home.title"));
      await said(say("home.state.not_live"));
      await said(say("setup.title"));
      await here.visitor.look("home installed");
    });

    test("a form left unsaved keeps her, an error stands beside its field, and then it is saved", async () => {
      await here.page.getByRole("link", { name: say("setup.sender.do") }).click();
      await heading(say("settings.sender"));
      const email = field(say("settings.sender.email"));
      await email.fill("nobody");
      await save().waitFor();
      for (const link of [
        appLink("feedback"),
        here.page.getByRole("link", { name: say("nav.settings") }).last(),
      ]) {
        await link.click();
        await heading(say("settings.sender"));
        expect(await email.inputValue()).toBe("nobody");
      }

      await save().click();
      await said(say.n("settings.problems", 1));
      expect(await email.getAttribute("aria-invalid")).toBe("true");
      const noted = (await email.getAttribute("aria-describedby"))?.split(" ") ?? [];
      const notes = await Promise.all(noted.map((id) => here.page.locator(`[id="${id}"]`).innerText()));
      expect(notes.join(" ")).toContain(say("problem.email"));
      await here.visitor.look("settings refused");

      await email.fill("negozio@fiordicasa.example");
      await field(say("settings.sender.name")).fill("Anna di Fior di Casa");
      await save().click();
      await said(say("settings.saved"));
      await save().waitFor({ state: "hidden" });
      await here.visitor.look("settings sender saved");
    });

    test("the promise preview moves with the rules, before they are saved", async () => {
      await openSettings("settings.promise");
      const handling = field(say("settings.promise.handling"));
      const preview = here.page
        .getByRole("status")
        .filter({ hasText: say("promisePreview.line", { country: "", range: "" }).slice(0, 3) });
      const before = await preview.innerText();
      await handling.fill("4");
      await expect.poll(() => preview.innerText(), patience).not.toBe(before);
      const card = here.page.locator(".promise-preview");
      // Always in sight, it leaves a phone's screen to the form.
      if (screen === "phone")
        expect((await card.boundingBox())?.height).toBeLessThan(screens.phone.viewport.height / 6);
      await here.visitor.look("settings promise preview");
      await save().click();
      await save().waitFor({ state: "hidden" });
    });

    test("she rewrites a message beside its preview, is told of a fault at its line, and takes her words back", async () => {
      await goTo("journey");
      await here.visitor.look("journey");
      await here.page
        .getByRole("link", { name: new RegExp(say("touchpoint.thank_you_note")) })
        .first()
        .click();
      await heading(say("touchpoint.thank_you_note"));
      const mail = here.page.frameLocator(`iframe[title="${say("preview.mail")}"]`);
      const ours = await field(say("editor.part.heading")).inputValue();

      await field(say("editor.part.heading")).fill("Evviva, {{ shopper.frist_name }}");
      await said(say("fault.unknown_value", { line: 1, detail: "shopper.frist_name" }));
      await here.visitor.look("editor fault");
      await field(say("editor.part.heading")).fill("Evviva, {{ shopper.first_name }}");
      await mail
        .getByText(/^Evviva, \w+/)
        .first()
        .waitFor();
      await here.visitor.look("editor");
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
      expect(here.shop.sandbox.mails.all.at(-1)?.to).toBe("anna@fiordicasa.example");
    });

    test("she goes live", async () => {
      await goTo("home");
      await here.page.getByRole("link", { name: say("setup.go_live.do"), exact: true }).click();
      await button(say("goLive.live")).click();
      await here.visitor.look("settings going live");
      await button(say("goLive.live.yes")).click();
      await here.page
        .getByText(say("goLive.since", { at: "" }))
        .first()
        .waitFor();
    });

    test("the first unhappy answer stands on Home as a thing to do, beside what would make it good", async () => {
      const order = placeOrder("Ada", language);
      await here.letHoursPass(0);
      await here.page.goto(new URL(`/store/thank-you/${order.checkoutToken}`, here.shop.url).href);
      const thanks = here.page.frameLocator("iframe[title='Lastmile']");
      await thanks.getByRole("button", { name: block.rating.replace("{{rating}}", "2") }).click();
      await thanks.getByRole("textbox").fill("Nobody answered my mail");
      await thanks.getByRole("button", { name: block.send, exact: true }).click();
      await thanks.getByRole("button", { name: block.change }).waitFor();
      await here.letHoursPass(1);

      await open("/app");
      await here.page.getByText(say.n("home.thingsNeedYou", 2)).first().waitFor();
    });

    test("she replies to the shopper from the page and closes the follow-up", async () => {
      await goTo("feedback");
      await here.page.getByText("Nobody answered my mail").first().waitFor();
      await button(say("followUp.reply.open")).click();
      await field(say("followUp.reply.text")).fill("We are sorry, Ada. Here we are.");
      await here.visitor.look("feedback reply");
      await button(say("followUp.reply.send")).click();
      await said(say("followUp.reply_written"));
      await here.letHoursPass(1);
      const reply = here.shop.sandbox.mails.all.findLast(({ to }) => to === "ada@posta.example");
      expect(reply?.text).toContain("We are sorry, Ada. Here we are.");

      await button(say("followUp.close")).click();
      await here.visitor.look("feedback resolve");
      await button(say("followUp.resolve")).click();
      await said(say("followUp.resolved"));
      await said(say("feedback.followUps.none"));
    });

    test("a wave of late parcels waits for her, and goes out with her reason", async () => {
      const late = Array.from({ length: parcels }, (_, n) => placeOrder(`Marta${n + 1}`, "it-IT"));
      await here.letHoursPass(1);
      const { world, calendar } = here.shop.sandbox;
      for (const order of late) {
        const parcel = world.fulfillOrder(order.id, { carrier: "BRT" });
        world.addFulfillmentEvent(parcel.id, { status: "in_transit", city: "Vicenza", countryCode: "IT" });
      }
      await here.letHoursPass(20);
      for (const order of late) {
        const [parcel] = world.fulfillmentsOf(order.id);
        world.addFulfillmentEvent(parcel?.id ?? "", {
          status: "delayed",
          city: "Bologna",
          countryCode: "IT",
          estimatedDeliveryAt: new Date(calendar.now().getTime() + 9 * dayMs),
        });
      }
      await here.letHoursPass(2);
      const told = () => here.shop.sandbox.mails.all.filter(({ kind }) => kind === "delay_notice");
      expect(told()).toHaveLength(0);

      await goTo("home");
      await here.visitor.look("home with a batch");
      await here.page.getByRole("link", { name: say("batch.review") }).click();
      await button(say.n("batch.approve", parcels)).waitFor();
      await field(say("batch.reason.it")).fill("il corriere è in sciopero fino a giovedì");
      await button(say("batch.preview.update")).click();
      await here.page
        .frameLocator(`iframe[title="${say("batch.preview")}"]`)
        .getByText("il corriere è in sciopero fino a giovedì")
        .waitFor();
      await here.visitor.look("batch");
      await button(say.n("batch.approve", parcels)).click();
      await said(say.n("batch.approved", parcels));
      await here.letHoursPass(2);
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
      const send = async (buffer: Buffer) => {
        await field(say("data.import.file")).setInputFiles({ ...history, buffer });
        await button(say("data.import.do")).click();
      };
      await button(say("data.import.do")).click();
      await said(say("data.import.none_chosen"));
      await send(Buffer.alloc(0));
      await said(say("data.import.empty"));
      await send(Buffer.alloc(30_000_000, "a"));
      await said(say("data.import.too_large"));
      await send(Buffer.from("order_id\n1"));
      await here.page
        .getByText(
          say("data.import.no_columns", {
            columns: "placed_at, promised_on, handed_over_at, delivered_at",
          }),
        )
        .waitFor();
      await here.visitor.look("import refused");

      await send(history.buffer);
      await said(say("task.state.done"));
      await here.page.getByText(say.n("task.problems", 8)).waitFor();
      const [list] = await Promise.all([
        here.page.waitForEvent("download"),
        button(say("task.problems.download")).click(),
      ]);
      const told = await readFile(await list.path(), "utf8");
      expect(told.trim().split("\r\n")).toHaveLength(9);
      expect(told).toContain(`5,delivered_at,${say("history.problem.time")}`);

      await button(say("data.export.do")).click();
      await button(say("task.file.download")).waitFor();
      await here.visitor.look("import and export");
    });

    test(
      "every page of the admin can be read, on this screen, by everybody",
      { timeout: 240_000 },
      async () => {
        await goTo("shipments");
        await here.visitor.look("shipments");
        await here.page.getByRole("tab", { name: say("shipments.tab.at_risk") }).click();
        await here.page.getByText("Marta1", { exact: false }).first().waitFor();
        await here.visitor.look("shipments at risk");
        await here.page
          .getByText(/^#10\d\d$/)
          .first()
          .click();
        await here.page.getByRole("heading", { name: say("story.title") }).waitFor();
        await here.visitor.look("order story");
        for (const kind of [
          "delay_notice",
          "delay_update",
          "arrival_notice",
          "feedback_invitation",
          "nps_survey",
          "recovery_offer",
        ] as const) {
          await open(`/app/journey/${kind}`);
          await heading(say(`touchpoint.${kind}`));
          await here.visitor.look(`editor ${kind}`);
        }
        await open("/app/dry-run");
        await heading(say("dryRun.title"));
        await here.visitor.look("dry run");
        await goTo("insights");
        await here.visitor.look("insights");
        await open("/app/insights/orders");
        await here.visitor.look("insights orders");
        await open("/app/insights/orders?which=judged&happened=late_warned");
        await here.visitor.look("insights orders judged");
        await goTo("settings");
        await here.visitor.look("settings");
        for (const section of settingsSections) {
          await open(`/app/settings/${section}`);
          await heading(say(sectionFacts[section].title));
          await here.visitor.look(`settings ${section}`);
        }
        await open("/app/settings/privacy");
        await heading(say("privacy.title"));
        await here.visitor.look("privacy");
      },
    );

    test("the setup guide goes for good, and the page still has something to say", async () => {
      await open("/app");
      const guide = here.page.getByRole("heading", { name: say("setup.title.done") });
      await guide.waitFor();
      await button(say("setup.dismiss")).click();
      await guide.waitFor({ state: "detached" });
      await open("/app");
      await heading(say("home.title"));
      expect(await guide.count()).toBe(0);
      await said(say("lately.title"));
      await here.visitor.look("home later");
    });

    function placeOrder(firstName: string, locale: string) {
      const { world } = here.shop.sandbox;
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
  });
