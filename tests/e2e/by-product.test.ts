import { describe, expect, test } from "vitest";

import { speaker } from "~/ui/words/speaker";

import { useWalk, walks } from "./walks";

// A merchant who thinks in products, and wants her shoppers told. Each step stands on the one before.
for (const { screen, language, block } of walks)
  describe(`a merchant of vases on a ${screen}, reading ${language}`, { timeout: 180_000 }, () => {
    const say = speaker(language);
    const here = useWalk("by-product", { screen, language });
    const open = here.openAdmin;

    const button = (name: string) => here.page.getByRole("button", { name, exact: true });
    const field = (name: string) => here.page.getByLabel(name, { exact: true });
    const said = (text: string) => here.page.getByText(text, { exact: true }).first().waitFor();
    const picker = () => here.page.getByRole("dialog");

    test("a shopper orders a vase, and says what she thinks of the shop", async () => {
      const { world } = here.shop.sandbox;
      const name = { firstName: "Ada", lastName: "Bianchi" };
      const order = world.placeOrder({
        ...{ email: "ada@posta.example", ...name, locale: language },
        shippingAddress: { ...name, city: "Palermo", zip: "90100", countryCode: "IT" },
        items: [{ productId: world.listProducts()[0]?.id ?? "" }],
        shipping: { title: "Standard", priceCents: 500 },
      });
      await here.letHoursPass(0);
      await here.page.goto(new URL(`/store/thank-you/${order.checkoutToken}`, here.shop.url).href);
      const thanks = here.page.frameLocator("iframe[title='Lastmile']");
      await thanks.getByRole("button", { name: block.rating.replace("{{rating}}", "8") }).click();
      await thanks.getByRole("textbox").fill("A lovely vase");
      await thanks.getByRole("button", { name: block.send, exact: true }).click();
      await thanks.getByRole("button", { name: block.change }).waitFor();
      await here.letHoursPass(1);
    });

    test("the merchant keeps a message to one product, and sees what it would have sent before she saves", async () => {
      const [product] = here.shop.sandbox.world.listProducts();
      const title = product?.title[language] ?? "";
      await open("/app/journey/thank_you_note");
      await button(say("condition.add")).click();
      await field(say("condition.rule")).selectOption("product_not_in");
      await button(say("products.choose")).click();
      await picker().getByRole("checkbox", { name: title }).check();
      await picker().getByRole("button", { name: "Add", exact: true }).click();
      await expect
        .poll(() => field(say("condition.value")).inputValue())
        .toBe(`${title} (${product?.id ?? ""})`);
      await button(say("editor.dryRun.do")).click();
      const sentence = [
        say.n("editor.dryRun.sent", 0, { days: 60 }),
        say("editor.dryRun.otherwise", { n: 1 }),
      ];
      await said(`${sentence.join(", ")}.`);
      await here.visitor.look("editor");
      await here.page
        .getByRole("region", { name: "Unsaved changes" })
        .getByRole("button", { name: say("save") })
        .click();
      await said(say("settings.saved"));
    });

    test("she reads what is said of one product, and of another nothing", async () => {
      await open("/app/feedback");
      await here.page.getByText("A lovely vase").first().waitFor();
      for (const [place, seen] of [
        ["first", "A lovely vase"],
        ["last", say("feedback.empty.filtered")],
      ] as const) {
        await here.page.getByRole("button", { name: say("products.chooseOne"), exact: true }).click();
        await picker().getByRole("radio")[place]().check();
        await picker().getByRole("button", { name: "Add", exact: true }).click();
        await button(say("filter.product.clear")).waitFor();
        await here.page.getByText(seen).first().waitFor();
        await here.visitor.look(`feedback ${place}`);
        await button(say("filter.product.clear")).click();
        await button(say("products.chooseOne")).waitFor();
      }
    });

    test("she has a shopper told, and hears why there is nothing to tell", async () => {
      await open("/app/shipments?tab=all");
      await button(say("hold.choose")).click();
      await field(say("hold.all")).check();
      await button(say("tell.do")).click();
      await said(say("tell.none"));
      await here.page.getByText(say("tell.why.no_delay")).first().waitFor();
      await here.visitor.look("shipments");
    });
  });
