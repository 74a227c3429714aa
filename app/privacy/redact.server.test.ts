import { beforeEach, describe, expect, it } from "vitest";
import { useTestDatabase } from "../../tests/harness/database";
import { aTouchpoint, shopId } from "../../tests/harness/records";
import { everythingKept, makeKnown } from "../../tests/harness/known-shopper";
import { personalData } from "./personal-data";
import { redactCustomer, redactShop } from "./redact.server";

const { db, deps } = useTestDatabase();

const otherShop = "other.myshopify.com";

function aPerson(sign: string, digit: string, of = shopId) {
  const email = `${sign.toLowerCase()}@example.com`;
  const id = (what: string) => `${what}-of-${of}`;
  return {
    shopId: of,
    sign,
    email,
    ties: {
      order: `57100430000${digit}`,
      customer: `70100430000${digit}`,
      shopper: deps.secrets.shopperKey(of, email),
      checkout: `checkout-${sign}`,
      touchpoint: id("touchpoint"),
      response: id("response"),
      delay: id("delay"),
    },
  };
}

const marta = aPerson("Zephyrine", "01");
const foreign = aPerson("Zephyrine", "01", otherShop);

const askToForget = () =>
  db.$transaction((tx) =>
    redactCustomer(tx, deps.secrets, {
      shopId,
      customerId: marta.ties.customer,
      email: marta.email,
      phone: null,
      orderIds: [],
      at: deps.clock.now(),
    }),
  );

const rowsWith = async (text: string): Promise<string[]> =>
  [...(await everythingKept(db, shopId))].flatMap(([table, rows]) =>
    rows.filter((row) => row.toLowerCase().includes(text.toLowerCase())).map(() => table),
  );

describe("a shopper who wants to be forgotten", () => {
  beforeEach(async () => {
    await makeKnown(db, marta);
    await makeKnown(db, foreign);
  });

  it("is known in every table before", async () => {
    const tables = new Set(await rowsWith(marta.sign));
    const personal = Object.entries(personalData).filter(([, rule]) => Object.keys(rule.personal).length > 0);
    // These hold keys of hers, the merchant's staff, or whole files, and no words.
    const wordless = [
      "MessagePause",
      "LongTaskPiece",
      "Touchpoint",
      "Unsubscription",
      "HoldOutTrial",
      "Session",
    ];
    expect(personal.map(([table]) => table).filter((table) => !tables.has(table))).toEqual(wordless);
  });

  it("leaves nothing of hers behind, in any column of any table", async () => {
    await askToForget();
    expect(await rowsWith(marta.sign)).toEqual([]);
    expect(await rowsWith(marta.email)).toEqual([]);
  });

  it("is remembered only as one who must not be brought back, and not to be written to", async () => {
    await askToForget();
    expect(await rowsWith(marta.ties.customer)).toEqual(["Customer"]);
    expect(await rowsWith(marta.ties.shopper)).toEqual(["Unsubscription"]);
    expect(await rowsWith(marta.ties.checkout)).toEqual([]);
  });

  it("is no longer known by what a reward was counted by", async () => {
    const { order: orderId, customer: customerId, shopper: shopperKey } = marta.ties;
    const reward = { id: "reward", kind: "vip_reward", class: "care", subjectId: customerId };
    await aTouchpoint(db, { ...reward, orderId, customerId, shopperKey });
    await askToForget();
    expect(await rowsWith(customerId)).toEqual(["Customer"]);
  });

  it("leaves what was done for her orders countable, and that she was forgotten", async () => {
    await askToForget();
    expect(await db.surveyResponse.findFirst({ where: { shopId } })).toMatchObject({
      rating: 7,
      comment: null,
    });
    expect(await db.order.findFirst({ where: { shopId } })).toMatchObject({
      id: marta.ties.order,
      forgottenAt: deps.clock.now(),
      email: null,
    });
    expect(await db.privacyRequest.findFirst({ where: { shopId, kind: "redact_customer" } })).toMatchObject({
      outcome: "forgotten",
      settledAt: deps.clock.now(),
      customerId: null,
    });
  });

  it("is forgotten in this shop alone", async () => {
    const before = await everythingKept(db, otherShop);
    await askToForget();
    expect(await everythingKept(db, otherShop)).toEqual(before);
  });
});

describe("a shop that left", () => {
  it("leaves no row, and the others keep theirs", async () => {
    await makeKnown(db, marta);
    await makeKnown(db, foreign);
    const before = await everythingKept(db, otherShop);
    await db.$transaction((tx) => redactShop(tx, shopId));
    expect([...(await everythingKept(db, shopId))].filter(([, rows]) => rows.length > 0)).toEqual([]);
    expect(await everythingKept(db, otherShop)).toEqual(before);
    expect([...before].filter(([, rows]) => rows.length === 0)).toEqual([]);
  });
});
