import { describe, expect, test } from "vitest";
import { renderTextMessage } from "./text-message";
import { almostNothing, messages, noContacts, request, type Spoken } from "./sample-messages.fixture";
import { textLengthOf } from "./text-segments";

const link = "https://lastmile.example.com/s/Ab3dEf6hIj";
const texted = messages.filter(({ kind }) =>
  ["delay_notice", "delay_update", "arrival_notice"].includes(kind),
);

describe("a text message", () => {
  const notice = { ...request, language: "en" } as const;

  test("says whose it is, what, the new date and where to choose, for the price of one", () => {
    expect(renderTextMessage(notice, { link, bySegment: true })).toBe(
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
      { link: "https://a.co/s/Ab3dEf6hIj", bySegment: true },
    );
    expect(text).toContain("The carrier has not scanned it for two days.");
    expect(textLengthOf(text).segments).toBe(1);
  });

  test("by WhatsApp, where length costs nothing, says why and when she hears next", () => {
    expect(renderTextMessage(notice, { link, bySegment: false })).toBe(
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
      const text = renderTextMessage(told, { link, bySegment: true });
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
    const text = renderTextMessage({ ...request, ...spoken, values, brand }, { link, bySegment: true });
    return textLengthOf(text).segments;
  };
  const longer = (of: Parameters<typeof segmentsOf>[1]) =>
    texted
      .filter((spoken) => segmentsOf(spoken, of) > 1)
      .map(({ language, voice, kind, variant }) => `${language} ${voice} ${kind} ${variant}`);

  test("one, for every message, voice and language, with a name of twelve letters", () => {
    expect(texted.length).toBe(88);
    expect(longer({ shop: "Fior di Casa", days: ["2026-11-18", "2026-11-19"] })).toEqual([]);
  });

  test("one with a longer name, and dates that need their month: said more plainly where it must be", () => {
    expect(longer({ shop: "Ceramiche Vicentine", days: ["2026-12-01", "2026-12-02"] })).toEqual([]);
    expect(longer({ shop: "Ceramiche Vicentine", days: ["2026-11-27", "2026-12-01"] })).toEqual([]);
  });
});
