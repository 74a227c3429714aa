import { beforeEach, describe, expect, it } from "vitest";
import { AdminApiError } from "~/platform/admin-api.server";
import { dayMs } from "~/platform/durations";
import { useTestDatabase } from "../../tests/harness/database";
import { dispatchDeps, dispatchTouchpoint } from "../../tests/harness/dispatch-deps";
import { friday } from "../../tests/harness/fixed-clock";
import { aDelay, anOrder, aShop, shopId } from "../../tests/harness/records";
import { decisionWords } from "../insights/decision-words";
import { unsubscribe } from "../touchpoints/unsubscribe.server";
import { lookForNewArrivals } from "./new-arrivals.server";

const { db, deps } = useTestDatabase();

const daysOn = (days: number) => new Date(friday.getTime() + days * dayMs);

interface Told {
  title: string;
  vendor?: string;
  productType?: string;
  status?: string;
  onlineStoreUrl?: string | null;
  publishedAt?: Date;
}

/** Everything the shop sells, as Shopify tells it; the number follows from the title. */
const sells = (...products: Told[]) =>
  deps.shopify.answer("ChangedProducts", {
    products: {
      nodes: products.map(({ title, publishedAt = daysOn(-300), ...told }) => ({
        ...{ id: `gid://shopify/Product/${title}`, title, vendor: "Alba", productType: "vase" },
        ...{ status: "ACTIVE", onlineStoreUrl: `https://acme.example/products/${title}` },
        ...{ publishedAt: publishedAt.toISOString(), ...told },
      })),
      pageInfo: { hasNextPage: false, endCursor: null },
    },
  });

const look = () => lookForNewArrivals(deps, { shopId });
const lookOn = async (days: number, ...products: Told[]) => {
  deps.clock.set(daysOn(days));
  sells(...products);
  await look();
};

const digests = () => db.touchpoint.findMany({ where: { kind: "new_arrivals" }, orderBy: { step: "asc" } });
const dispatch = async () => {
  const planned = (await digests()).find(({ state }) => state === "planned");
  if (planned && planned.dueAt > deps.clock.now()) deps.clock.set(planned.dueAt);
  return dispatchTouchpoint(dispatchDeps(deps), { shopId, touchpointId: planned?.id ?? "" });
};
const lastMail = () => deps.mailer.sent.at(-1);
const whyNot = async () => {
  const [last] = await db.decision.findMany({ orderBy: { id: "desc" }, take: 1 });
  return last ? decisionWords(last, "en") : null;
};

const old: Told = { title: "Aurora" };
const fresh: Told = { title: "Brina", publishedAt: daysOn(1) };

const switchOn = (row: Parameters<typeof aShop>[1] = {}) =>
  aShop(db, { settings: { touchpoints: { new_arrivals: { enabled: true } } }, ...row });

/** Marta bought the Aurora and agreed to marketing. */
async function martaBought(productId = "Aurora") {
  await anOrder(db, {
    shopperKey: deps.secrets.shopperKey(shopId, "marta@example.com"),
    placedAt: daysOn(-200),
  });
  await db.orderLine.create({
    data: { shopId, orderId: "1043", id: "1", productId, title: productId, quantity: 1 },
  });
  await db.customer.create({
    data: {
      ...{ shopId, id: "701", email: "marta@example.com", firstName: "Marta", locale: "it" },
      ...{ emailConsent: "subscribed", emailConsentAt: daysOn(-200), tags: [] },
      ...{ changedAt: friday, recordedAt: friday },
    },
  });
}

describe("new arrivals", () => {
  beforeEach(() => {
    deps.clock.set(friday);
  });

  it("ask Shopify nothing while the merchant has not switched them on, or is not live", async () => {
    await aShop(db);
    await look();
    await db.shop.updateMany({
      data: { liveAt: null, settings: { touchpoints: { new_arrivals: { enabled: true } } } },
    });
    await look();
    expect(deps.shopify.requests).toEqual([]);
  });

  it("reach who bought from the same vendor, with the product as a link and one click to stop them", async () => {
    await switchOn();
    await martaBought();
    await lookOn(0, old);
    expect(await digests()).toEqual([]);
    await lookOn(2, old, fresh);
    expect(await digests()).toMatchObject([
      {
        state: "planned",
        class: "care",
        orderId: null,
        customerId: "701",
        subjectId: "701",
        dueAt: daysOn(2),
      },
    ]);
    expect(await dispatch()).toEqual({ outcome: "dispatched" });
    const mail = lastMail();
    expect(mail?.subject).toBe("È arrivata una novità: Brina");
    expect(mail?.html).toContain('href="https://acme.example/products/Brina"');
    expect(mail?.text).toContain("Brina (https://acme.example/products/Brina)");
    expect(mail?.html).not.toContain("/products/Aurora");
    expect(mail?.headers).toMatchObject({ "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" });
  });

  it.each([
    ["the condition's country", [{ rule: "country_in", value: "IT" }], "dispatched"],
    ["another country", [{ rule: "country_in", value: "DE" }], "suppressed"],
    ["a product named", [{ rule: "product_in", value: "Aurora" }], "dispatched"],
  ])("are for her if her last order is of %s", async (_what, conditions, outcome) => {
    await switchOn({ settings: { touchpoints: { new_arrivals: { enabled: true, conditions } } } });
    await martaBought();
    await lookOn(0, old);
    await lookOn(2, old, fresh);
    expect(await dispatch()).toMatchObject({ outcome });
  });

  it("are kept from those held out, who are measured with the others", async () => {
    await switchOn({
      settings: { touchpoints: { new_arrivals: { enabled: true } }, holdOut: { new_arrivals: 50 } },
    });
    await martaBought();
    await lookOn(0, old);
    await lookOn(2, old, fresh);
    const { outcome } = await dispatch();
    expect(await db.holdOutTrial.findMany()).toMatchObject([
      { kind: "new_arrivals", heldOut: outcome === "suppressed" },
    ]);
  });

  it("are those of a type she bought too, whoever makes them, and of nothing else", async () => {
    await switchOn();
    await martaBought();
    await lookOn(0, old);
    await lookOn(
      2,
      old,
      { ...fresh, vendor: "Other" },
      { title: "Lino", vendor: "Other", productType: "linen", publishedAt: daysOn(1) },
      { title: "Nothing", vendor: "", productType: "", publishedAt: daysOn(1) },
    );
    await dispatch();
    expect(lastMail()?.text).toContain("/products/Brina");
    expect(lastMail()?.text).not.toMatch(/Lino|Nothing/);
  });

  it.each([
    ["bought something else", () => martaBought("Elsewhere")],
    [
      "never agreed to marketing",
      async () => {
        await martaBought();
        await db.customer.updateMany({ data: { emailConsent: "not_subscribed" } });
      },
    ],
    [
      "was forgotten",
      async () => {
        await martaBought();
        await db.customer.updateMany({ data: { email: null, redactedAt: friday } });
      },
    ],
    [
      "cancelled what was bought",
      async () => {
        await martaBought();
        await db.order.updateMany({ data: { cancelledAt: friday } });
      },
    ],
  ])("are not planned for who %s", async (_, happened) => {
    await switchOn();
    await happened();
    await lookOn(0, old);
    await lookOn(2, old, fresh);
    expect(await digests()).toEqual([]);
  });

  it.each([
    ["was for sale before the switch was turned on", { ...fresh, publishedAt: daysOn(-1) }],
    ["is a draft", { ...fresh, status: "DRAFT" }],
    ["has no page in the online store", { ...fresh, onlineStoreUrl: null }],
  ])("are none where a product %s", async (_, product) => {
    await switchOn();
    await martaBought();
    await lookOn(0, old);
    await lookOn(2, old, product);
    expect(await digests()).toEqual([]);
  });

  it("do not count what was taken off and comes back", async () => {
    await switchOn();
    await martaBought();
    await lookOn(0, old, { ...fresh, publishedAt: daysOn(-9) });
    await lookOn(2, old, { ...fresh, publishedAt: daysOn(-9), onlineStoreUrl: null });
    await lookOn(4, old, { ...fresh, publishedAt: daysOn(3) });
    expect(await digests()).toEqual([]);
  });

  it("come once in thirty days, with what came in between, and once however often it is looked", async () => {
    await switchOn();
    await martaBought();
    await lookOn(0, old);
    await lookOn(2, old, fresh);
    await look();
    expect(await digests()).toHaveLength(1);
    await dispatch();
    const second = { title: "Corallo", publishedAt: daysOn(4) };
    await lookOn(5, old, fresh, second);
    await lookOn(6, old, fresh, second, { title: "Duna", publishedAt: daysOn(6) });
    expect(await digests()).toMatchObject([{ state: "dispatched" }, { state: "planned", dueAt: daysOn(32) }]);
    await dispatch();
    expect(lastMail()?.text).toMatch(/Duna[^]*Corallo/);
    expect(lastMail()?.text).not.toContain("Brina");
  });

  it("are six at most, and nothing on the blocklist", async () => {
    await switchOn({
      settings: { touchpoints: { new_arrivals: { enabled: true } }, blocklist: { products: "Nuovo 3" } },
    });
    await martaBought();
    await lookOn(0, old);
    const many = [1, 2, 3, 4, 5, 6, 7, 8].map((n) => ({
      ...{ title: `Nuovo ${n}`, onlineStoreUrl: `https://acme.example/n${n}`, publishedAt: daysOn(1) },
    }));
    await lookOn(2, old, ...many);
    await dispatch();
    expect(lastMail()?.text.match(/acme\.example\/n\d/g)).toEqual(
      [8, 7, 6, 5, 4, 2].map((n) => `acme.example/n${n}`),
    );
  });

  it.each([
    [
      "bought it meanwhile",
      () =>
        db.orderLine.create({
          data: { shopId, orderId: "1043", id: "2", productId: "Brina", title: "Brina", quantity: 1 },
        }),
      "nothing is new that this shopper has not bought or been told of",
    ],
    [
      "stopped such mails",
      async () =>
        unsubscribe(deps, {
          ...{ shopId, touchpointId: (await digests())[0]?.id ?? "", purpose: "care", source: "one_click" },
        }),
      "asked not to get such messages",
    ],
    [
      "left the newsletter",
      () => db.customer.updateMany({ data: { emailConsent: "unsubscribed" } }),
      "this shopper has not agreed to marketing mail",
    ],
  ])("are not sent to who %s", async (_, happened, why) => {
    await switchOn();
    await martaBought();
    await lookOn(0, old);
    await lookOn(2, old, fresh);
    await happened();
    expect(await dispatch()).toEqual({ outcome: "suppressed" });
    expect(JSON.stringify(await whyNot())).toContain(why);
    expect(deps.mailer.sent).toEqual([]);
  });

  it("wait while a parcel of hers is late", async () => {
    await switchOn();
    await martaBought();
    await lookOn(0, old);
    await lookOn(2, old, fresh);
    await aDelay(db);
    expect(await dispatch()).toEqual({ outcome: "postponed" });
  });

  it("are made up for at the next look where Shopify says nothing", async () => {
    await switchOn();
    await martaBought();
    await lookOn(0, old);
    deps.clock.set(daysOn(2));
    deps.shopify.answer("ChangedProducts", new AdminApiError("refused", "no"));
    await look();
    expect(await digests()).toEqual([]);
    await lookOn(3, old, { ...fresh, publishedAt: daysOn(1) });
    expect(await digests()).toHaveLength(1);
  });

  it("begin anew where they were switched off for a while", async () => {
    await switchOn();
    await martaBought();
    await lookOn(0, old);
    await db.shop.updateMany({ data: { settings: {} } });
    await look();
    await db.shop.updateMany({ data: { settings: { touchpoints: { new_arrivals: { enabled: true } } } } });
    await lookOn(20, old, fresh);
    await lookOn(21, old, fresh);
    expect(await digests()).toEqual([]);
  });
});
