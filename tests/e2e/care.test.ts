import { describe, expect, test } from "vitest";

import { speaker } from "~/ui/words/speaker";

import { useWalk, walks } from "./walks";

// The merchant switches care on, and a shopper hears from her later. Each step stands on the one before.
for (const { screen, language } of walks)
  describe(`care, on a ${screen}, reading ${language}`, { timeout: 240_000 }, () => {
    const say = speaker(language);
    const here = useWalk("care", { screen, language });
    const open = here.openAdmin;

    const save = () =>
      here.page.getByRole("region", { name: "Unsaved changes" }).getByRole("button", { name: say("save") });

    test("stands on the journey, switched off", async () => {
      await open("/app/journey");
      await here.page.getByRole("link", { name: new RegExp(say("touchpoint.product_follow_up")) }).waitFor();
      await here.visitor.look("journey");
    });

    test("is switched on with its days and its words", async () => {
      await open("/app/journey/product_follow_up?language=it&voice=warm");
      await here.page.getByLabel(say("editor.enabled")).check();
      const days = here.page.getByLabel(say("settings.invitation.afterDelivery"));
      await days.fill("0");
      await save().click();
      await here.page.getByText(say("settings.refused")).first().waitFor();
      await days.fill("10");
      await here.page
        .getByLabel(say("editor.part.subject"), { exact: true })
        .fill("Tutto bene con {{ product.title }}?");
      await save().click();
      await save().waitFor({ state: "hidden" });
      await here.page.getByText(say("journey.on"), { exact: true }).first().waitFor();
      await here.visitor.look("editor");
    });

    test("has an editor for every kind, which says what it can and cannot do", async () => {
      for (const kind of [
        ...["win_back", "vip_reward", "surprise", "replenishment", "welcome", "new_arrivals"],
      ] as const) {
        await open(`/app/journey/${kind}?language=${language}`);
        await here.page.getByRole("heading", { name: say(`touchpoint.${kind}`), level: 1 }).waitFor();
        await here.page.getByText(say(`editor.dryRun.not.${kind}`)).waitFor();
        await here.visitor.look(`editor ${kind}`);
      }
    });

    test("reaches who agreed to it so many days after the parcel, and nobody else", async () => {
      const { world } = here.shop.sandbox;
      const [product] = world.listProducts();
      const buy = (firstName: string, acceptsMarketing: boolean) => {
        const name = { firstName, lastName: "Bianchi" };
        const { id } = world.placeOrder({
          ...{
            email: `${firstName.toLowerCase()}@posta.example`,
            ...name,
            locale: "it-IT",
            acceptsMarketing,
          },
          shippingAddress: { ...name, city: "Palermo", zip: "90100", countryCode: "IT" },
          items: product ? [{ productId: product.id }] : [],
          shipping: { title: "Standard", priceCents: 500 },
        });
        return id;
      };
      const orders = [buy("Marta", true), buy("Luca", false)];
      await here.letHoursPass(4);
      for (const orderId of orders) {
        const parcel = world.fulfillOrder(orderId, { carrier: "BRT" });
        for (const status of ["in_transit", "delivered"] as const)
          world.addFulfillmentEvent(parcel.id, { status, city: "Palermo", countryCode: "IT" });
      }
      await here.letHoursPass(10 * 24 + 20);
      const mails = here.shop.sandbox.mails.all.filter(({ kind }) => kind === "product_follow_up");
      expect(mails.map(({ to }) => to)).toEqual(["marta@posta.example"]);
      await here.page.goto(new URL("/inbox?to=marta", here.shop.url).href);
      await here.page.getByText(`Tutto bene con ${product?.title.it ?? ""}?`, { exact: true }).click();
      await here.page.frameLocator("iframe.mail-html").getByText("suggerimenti").first().waitFor();
      await here.visitor.look("mail");
      await open(`/app/orders/${orders[1] ?? ""}`);
      await here.page
        .getByText(/marketing/)
        .first()
        .waitFor();
    });

    test("welcomes who subscribes, with no order behind it", async () => {
      const { world } = here.shop.sandbox;
      await open("/app/journey/welcome");
      await here.page.getByLabel(say("editor.enabled")).check();
      await here.page.getByLabel(say("settings.vip.code")).fill("CIAO10");
      await save().click();
      await save().waitFor({ state: "hidden" });
      const luca = world.findCustomerByEmail("luca@posta.example");
      world.updateCustomerConsent(luca?.id ?? "", { state: "subscribed" });
      await here.letHoursPass(14);
      const mails = here.shop.sandbox.mails.all.filter(({ kind }) => kind === "welcome");
      expect(mails.map(({ to, orderId }) => [to, orderId])).toEqual([["luca@posta.example", null]]);
      await here.page.goto(new URL("/inbox?to=luca", here.shop.url).href);
      await here.page.getByText("Che bello averti qui, Luca", { exact: true }).click();
      await here.page.frameLocator("iframe.mail-html").getByText("CIAO10").waitFor();
      await here.visitor.look("welcome");
      await open("/app");
      await here.page.getByText(say("lately.noOrder")).first().waitFor();
      await here.visitor.look("lately");
    });

    test("tells who bought before of what came in since, with a link to it", async () => {
      await open("/app/journey/new_arrivals");
      await here.page.getByLabel(say("editor.enabled")).check();
      const days = here.page.getByLabel(say("settings.arrivals.every"));
      await days.fill("7");
      await save().click();
      await here.page.getByText(say("settings.refused")).first().waitFor();
      await days.fill("30");
      await here.page.getByLabel(say("editor.enabled")).check();
      await save().click();
      await save().waitFor({ state: "hidden" });
      // A look at what is for sale, another when something has come in, and a night.
      for (const hours of [26, 9 * 24, 14]) await here.letHoursPass(hours);
      const mails = here.shop.sandbox.mails.all.filter(({ kind }) => kind === "new_arrivals");
      expect(mails.map(({ to }) => to).sort()).toEqual(["luca@posta.example", "marta@posta.example"]);
      await here.page.goto(new URL("/inbox?to=marta", here.shop.url).href);
      await here.page.getByText("È arrivata una novità: Piatti Bosco, set da quattro").first().click();
      const link = here.page
        .frameLocator("iframe.mail-html")
        .getByRole("link", { name: "Piatti Bosco, set da quattro" });
      expect(await link.getAttribute("href")).toMatch(/^http.*\/products\/piatti-bosco$/);
      await here.visitor.look("new arrivals");
    });
  });
