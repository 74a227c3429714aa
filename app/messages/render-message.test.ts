import { describe, expect, test } from "vitest";
import { renderMessage, type MessageRequest } from "./render-message";
import {
  almostNothing,
  contacts,
  delay,
  everything,
  noContacts,
  request,
  titled,
} from "./sample-messages.fixture";

const wordsOnly = (text: string) => text.replace(/https?:\/\/\S+/g, "");

describe("every message", () => {
  test.each(titled)("%s reads well with everything and with almost nothing known", async (_title, spoken) => {
    for (const values of [everything, almostNothing]) {
      const known = values === everything;
      const message = await renderMessage({
        ...request,
        ...spoken,
        values,
        contacts: known ? contacts : noContacts,
        brand: { ...request.brand, signature: null },
      });
      const lines = [message.subject, message.preheader, ...wordsOnly(message.text).split("\n")];
      for (const line of lines) {
        expect(line).not.toMatch(/[{}]|%\}|undefined|\bnull\b|\*\*|NaN|Invalid/);
        expect(line).not.toMatch(/ {2}| [,.;:?!]|,,|,\.|\(\)|^[,.;:]/);
      }
      expect(message.html).not.toMatch(/__slot_|\{\{|undefined|href=""/);
      expect(message.subject).not.toMatch(/\n|^$/);
      expect(message.preheader).not.toBe("");
      expect(message.subject.length).toBeLessThanOrEqual(70);
      expect(message.text.trim().split("\n")[0]).not.toBe("");
      expect(message.faults).toEqual([]);
    }
  });

  test.each(titled.filter(([, { language, voice }]) => language === "it" && voice === "elegant"))(
    "%s says Lei from the first line to the last",
    async (_title, spoken) => {
      for (const values of [everything, almostNothing]) {
        const { subject, preheader, text } = await renderMessage({
          ...{ ...request, ...spoken, values },
          ...{ unsubscribeUrl: "https://app.example/u", preferencesUrl: "https://app.example/p" },
        });
        expect(`${subject} ${preheader} ${text}`).not.toMatch(
          /\b(?:tu|tuo|tua|tuoi|tue|ti|te|hai|puoi|vuoi|ricevi|scrivi|scegli)\b/i,
        );
      }
    },
  );

  test.each(titled)("%s never says “as soon as possible”", async (_title, spoken) => {
    const { subject, text } = await renderMessage({ ...request, ...spoken });
    expect(`${subject} ${text}`).not.toMatch(
      /as soon as possible|asap|al più presto|prima possibile|quanto prima/i,
    );
  });

  test.each(titled)("%s says the same in its plain text as in its HTML", async (_title, spoken) => {
    const { html, text } = await renderMessage({ ...request, ...spoken });
    const shown = html
      .replace(/<style.*?<\/style>|<title>.*?<\/title>/gs, "")
      .replace(/<[^>]+>/g, " ")
      .replace(/&nbsp;/g, " ")
      .replace(/&#39;|&#x27;/g, "'")
      .replace(/&amp;/g, "&")
      .replace(/\s+/g, " ");
    const said = text.split("\n").map((line) =>
      line
        .replace(/^- |:? ?(https?:|mailto:|tel:).*$/g, "")
        .replace(/ \(0 = .*/, "")
        .trim(),
    );
    for (const line of said.filter((line) => line !== "" && line !== "--"))
      expect(shown.replace(/ ([,.:;?!])/g, "$1")).toContain(line.replace(/:$/, ""));
  });

  test.each(titled.filter(([, { language }]) => language === "it"))(
    "%s does not guess whether the reader is a man or a woman",
    async (_title, spoken) => {
      const { subject, text } = await renderMessage({ ...request, ...spoken });
      expect(`${subject} ${text}`).not.toMatch(
        /\b(benvenut|bentornat|car|affezionat|soddisfatt|felic[ie] di averti|contatt?at|rimast|stat)[oa]\b(?! (registrato|ancora))/i,
      );
    },
  );
});

describe("an order in several parcels", () => {
  const saying = async (given: Partial<MessageRequest>, partly: { arrived: number; of: number | null }) => {
    const values = { ...everything, delay: { ...delay, partly } };
    return (
      await renderMessage({ ...request, kind: "delay_notice", variant: "on_its_way", ...given, values })
    ).text;
  };

  test("a delay says which part of it has come, in the merchant's own words too", async () => {
    expect(await saying({ language: "en" }, { arrived: 1, of: 2 })).toContain(
      "1 of 2 parcels has arrived. This is about the other one.",
    );
    expect(
      await saying({ language: "it", words: { body: "Ci dispiace." } }, { arrived: 2, of: 4 }),
    ).toContain("Sono arrivati 2 pacchi su 4. Qui si tratta di un altro.");
    expect(await saying({ language: "en", variant: "unshipped" }, { arrived: 1, of: null })).toContain(
      "A part of your order has arrived. This is about the rest.",
    );
  });

  test("the thanks for waiting are for all of it", async () => {
    const thanks = { kind: "delay_update", variant: "arrived", language: "en" } as const;
    expect(await saying(thanks, { arrived: 1, of: 2 })).not.toContain("1 of 2");
  });
});

describe("a question by mail", () => {
  const question: MessageRequest = {
    ...request,
    kind: "feedback_invitation",
    variant: "default",
    unsubscribeUrl: "https://app.example/u/token",
  };

  test("can be answered from the mail, with each number a link of its own", async () => {
    const { html } = await renderMessage(question);
    for (let rating = 0; rating <= 10; rating += 1)
      expect(html).toContain(`href="https://app.example/r/token?rating=${rating}"`);
    expect(html).toContain('aria-label="7 su 10"');
  });

  test("can be stopped, in the HTML and in the text", async () => {
    const { html, text } = await renderMessage(question);
    expect(html).toContain("https://app.example/u/token");
    expect(text).toContain("https://app.example/u/token");
  });

  test("a message about her own order cannot be stopped, so it does not offer it", async () => {
    const { html, text } = await renderMessage(request);
    expect(html + text).not.toMatch(/\/u\/|Niente più domande/);
  });
});

test("a variant nobody wrote words for is a fault of ours", async () => {
  await expect(renderMessage({ ...request, variant: "constructor" })).rejects.toThrow(RangeError);
});
