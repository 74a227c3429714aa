import { describe, expect, test } from "vitest";

import { speaker } from "~/ui/words/speaker";

import { useWalk, walks } from "./walks";

// An order comes late; the merchant makes it good. Each step stands on the one before.
for (const { screen, language } of walks)
  describe(`making good, on a ${screen}, reading ${language}`, { timeout: 240_000 }, () => {
    const say = speaker(language);
    const here = useWalk("making-good", { screen, language });
    const open = here.openAdmin;
    let orderId = "";

    const button = (name: string) => here.page.getByRole("button", { name, exact: true });
    const offers = () => here.shop.sandbox.mails.all.filter(({ kind }) => kind === "recovery_offer");

    test("an order that arrives late stands on Home as a proposal", async () => {
      const { world } = here.shop.sandbox;
      const name = { firstName: "Marta", lastName: "Bianchi" };
      const [product] = world.listProducts();
      const order = world.placeOrder({
        ...{ email: "marta@posta.example", ...name, locale: "it-IT" },
        shippingAddress: { ...name, city: "Palermo", zip: "90100", countryCode: "IT" },
        items: product ? [{ productId: product.id }] : [],
        shipping: { title: "Standard", priceCents: 500 },
      });
      orderId = order.id;
      await here.letHoursPass(4);
      const parcel = world.fulfillOrder(order.id, { carrier: "BRT" });
      const scan = (status: "in_transit" | "delivered") =>
        world.addFulfillmentEvent(parcel.id, { status, city: "Palermo", countryCode: "IT" });
      scan("in_transit");
      await here.letHoursPass(9 * 24);
      scan("delivered");
      await here.letHoursPass(3);
      expect(offers(), "nothing goes out before the merchant says so").toHaveLength(0);

      await open("/app");
      await here.page.getByText(say.n("needs.goodwill", 1)).waitFor();
      await here.visitor.look("home");
      await here.page.getByRole("link", { name: say("needs.goodwill.do"), exact: true }).click();
      await button(say("goodwill.approve")).waitFor();
      await here.visitor.look("list");
    });

    test("approved on the order's story, after the permission is given once", async () => {
      await open(`/app/orders/${orderId}`);
      await button(say("goodwill.approve")).click();
      await button(say("goodwill.permission.do")).waitFor();
      await here.visitor.look("permission");
      await button(say("goodwill.permission.do")).click();
      await button(say("goodwill.permission.do")).waitFor({ state: "detached" });
      await here.letHoursPass(16);
    });

    test("she gets one mail with a code of her own, in her language, and the story tells it", async () => {
      const [offer, ...more] = offers();
      expect(more).toEqual([]);
      const [code] = /BONUS-[A-Z0-9]{5}-[A-Z0-9]{5}/.exec(offer?.text ?? "") ?? [];
      expect(offer?.text).toContain("solo tuo");
      expect(offer?.text).toContain("5 €");
      const [discount, ...others] = here.shop.sandbox.world.state.discounts;
      expect(others).toEqual([]);
      expect(discount).toMatchObject({ usageLimit: 1, codes: [{ code }] });

      await open(`/app/orders/${orderId}`);
      await here.page.getByText(say("goodwill.state.given"), { exact: true }).waitFor();
      await here.page
        .getByText(code ?? "", { exact: false })
        .first()
        .waitFor();
      await here.visitor.look("story");
      await here.page.goto(new URL("/given", here.shop.url).href);
      await here.page.getByText(code ?? "").waitFor();
      await here.visitor.look("given");
    });

    test("the ladder is read and changed on its page", async () => {
      await open("/app/settings/goodwill");
      await here.page.getByRole("heading", { name: say("settings.goodwill"), level: 1 }).waitFor();
      await here.visitor.look("settings");
      const [first] = await here.page.getByLabel(say("settings.goodwill.customerCap")).all();
      await first?.fill("-1");
      const save = here.page
        .getByRole("region", { name: "Unsaved changes" })
        .getByRole("button", { name: say("save") });
      await save.click();
      await here.page.getByText(say.n("settings.problems", 1)).waitFor();
      await first?.fill("60");
      await save.click();
      await save.waitFor({ state: "hidden" });

      // Ours gives 15 % where a parcel came five days late.
      const voucher = (percent: number) =>
        here.page.getByText(say("gift.voucher", { worth: `${String(percent)} %` }));
      await voucher(15).waitFor();
      const open4 = here.page.getByRole("button", { name: say("settings.goodwill.open", { n: 4 }) });
      const close4 = here.page.getByRole("button", { name: say("settings.goodwill.fold", { n: 4 }) });
      await open4.click();
      const amount = here.page.getByLabel(say("settings.goodwill.amount"));
      await amount.fill("0");
      await close4.click();
      await save.click();
      // What is wrong is never folded away.
      await close4.waitFor();
      await here.page.getByText(say("problem.percent")).waitFor();
      await here.visitor.look("rule");
      await amount.fill("20");
      await save.click();
      await save.waitFor({ state: "hidden" });
      await voucher(20).waitFor();
    });

    test("its words have an editor on the journey", async () => {
      await open("/app/journey/recovery_offer?variant=voucher");
      await here.page
        .frameLocator(`iframe[title="${say("preview.mail")}"]`)
        .getByText("BONUS-")
        .first()
        .waitFor();
      await here.visitor.look("editor");
    });
  });
