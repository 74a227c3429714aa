import { describe, expect, test } from "vitest";
import { renderTextMessage } from "./text-message";
import { almostNothing, messages, noContacts, request, type Spoken } from "./sample-messages.fixture";
import { textLengthOf } from "./text-segments";

const link = "https://lastmile.example.com/s/Ab3dEf6hIj";
const shopId = "hanaya.myshopify.com";
const texted = messages.filter(({ kind }) =>
  ["delay_notice", "delay_update", "arrival_notice"].includes(kind),
);

describe("a text message", () => {
  const notice = { ...request, language: "en" } as const;

  test("says whose it is, what, the new date and where to choose, for the price of one", () => {
    expect(renderTextMessage(notice, { link, bySegment: true, shopId })).toBe(
      [
        "Acme: Your order #1043 may arrive 1-2 days late.",
        "We now expect it on Wed 18 or Thu 19.",
        link,
      ].join("\n"),
    );
  });

  test("says why as well where that costs nothing", () => {
    const text = renderTextMessage(
      { ...notice, voice: "playful" },
      { link: "https://a.co/s/Ab3dEf6hIj", bySegment: true, shopId },
    );
    expect(text).toContain("The carrier has not scanned it for two days.");
    expect(textLengthOf(text).segments).toBe(1);
  });

  test("by WhatsApp, where length costs nothing, says why and when she hears next", () => {
    expect(renderTextMessage(notice, { link, bySegment: false, shopId })).toBe(
      [
        "Acme: Your order #1043 may arrive 1-2 days late.",
        "The carrier has not scanned it for two days.",
        "We now expect it on Wed 18 or Thu 19.",
        "We will write to you again on Wed by 18:00, even if there is no news.",
        link,
      ].join("\n"),
    );
  });

  test("reads well with almost nothing known", () => {
    for (const spoken of texted) {
      const told = { ...request, ...spoken, values: almostNothing, contacts: noContacts };
      const text = renderTextMessage(told, { link, bySegment: true, shopId });
      expect(text).not.toMatch(/[{}]|undefined|\bnull\b| {2}|\.\.|\*\*/);
    }
  });
});

describe("how many segments a text takes", () => {
  const segmentsOf = (spoken: Spoken, { shop, days }: { shop: string; days: [string, string] }) => {
    const delay = request.values.delay && {
      ...request.values.delay,
      expected: { earliestOn: days[0], latestOn: days[1] },
      arrivedOn: days[1],
    };
    const values = { ...request.values, delay, order: { ...request.values.order, number: "#10432" } };
    const brand = { ...request.brand, name: shop };
    const text = renderTextMessage(
      { ...request, ...spoken, values, brand },
      { link, bySegment: true, shopId },
    );
    return textLengthOf(text).segments;
  };
  const longer = (of: Parameters<typeof segmentsOf>[1]) =>
    texted
      .filter((spoken) => segmentsOf(spoken, of) > 1)
      .map(({ language, voice, kind, variant }) => `${language} ${voice} ${kind} ${variant}`);

  test("one, for every message, voice and language, with a name of twelve letters", () => {
    expect(texted.length).toBe(96);
    expect(longer({ shop: "Fior di Casa", days: ["2026-11-18", "2026-11-19"] })).toEqual([]);
  });

  test("one with a longer name, and dates that need their month: said more plainly where it must be", () => {
    expect(longer({ shop: "Ceramiche Vicentine", days: ["2026-12-01", "2026-12-02"] })).toEqual([]);
    expect(longer({ shop: "Ceramiche Vicentine", days: ["2026-11-27", "2026-12-01"] })).toEqual([]);
  });

  test.each([
    ["thirty letters", "Ceramiche Artistiche Vicentine"],
    [
      "as many as the settings take",
      `${"Ceramiche Artistiche Vicentine dal 1920 di ".repeat(2).slice(0, 79)}.`,
    ],
    ["one word without an end", "x".repeat(80)],
    ["letters and signs the cheap alphabet lacks", "Łódź™ Çiçek’s 🌸"],
    ["another alphabet", "花屋"],
    ["a row of pictures", "🌸🌸🌸"],
  ])("one, whatever the shop is called: %s", (_case, shop) => {
    expect(longer({ shop, days: ["2026-11-27", "2026-12-01"] })).toEqual([]);
    expect(longer({ shop, days: ["2026-12-30", "2027-01-04"] })).toEqual([]);
  });

  const named = (name: string, to: string) =>
    renderTextMessage(
      { ...request, language: "en", brand: { ...request.brand, name } },
      { link: to, bySegment: true, shopId },
    ).split("\n");

  test("a long name is cut behind a word, and the date stays", () => {
    const name = "Ceramiche Artistiche Vicentine dal 1920 di Rossi & Figli, Bassano del Grappa (VI)";
    expect(named(name, link)).toEqual([
      "Ceramiche Artistiche Vicentine dal 1920 di Rossi: Order #1043 may be 1-2 days late.",
      "Now expected: Wed 18 or Thu 19.",
      link,
    ]);
  });

  test("where the address is long too, she still reads whose it is", () => {
    const long = `https://${"lastmile.".repeat(8)}example.com/s/Ab3dEf6hIj`;
    const [first, last] = named("Ceramiche Artistiche Vicentine", long);
    expect(first).toBe("Ceramiche Artistiche: Order #1043 may be 1-2 days late.");
    expect(last).toBe(long);
  });

  test("a name is written in the cheap alphabet; one of another by the shop's address", () => {
    expect(named("🌸 Łódź Çiçek", link)[0]).toMatch(/^Lodz Çicek: /);
    expect(named("花屋", link)[0]).toMatch(/^hanaya: /);
  });
});
