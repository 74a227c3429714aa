import { describe, expect, test } from "vitest";
import type { Contacts } from "./message-actions";
import { messageVariants, type MessageKind } from "./message-words";
import { delayCauses, noLinks, type DelayFacts, type MessageValues } from "./message-values";
import { renderMessage, type MessageRequest } from "./render-message";
import { renderTextMessage } from "./text-message";
import { renderThankYouNote, thankYouVariant } from "./thank-you-note";
import { languages, voices, type Language, type Voice } from "./voices";

const page = (choice: string) => `https://app.example/d/token?choice=${choice}`;

const delay: DelayFacts = {
  cause: "no_scan",
  quietDays: 2,
  promised: { earliestOn: "2026-11-15", latestOn: "2026-11-17" },
  expected: { earliestOn: "2026-11-18", latestOn: "2026-11-19" },
  nextUpdateAt: new Date("2026-11-18T17:00:00Z"),
  arrivedOn: "2026-11-19",
};

const everything: MessageValues = {
  now: new Date("2026-11-16T08:00:00Z"),
  timeZone: "Europe/Rome",
  firstName: "Marta",
  order: { number: "#1043", statusUrl: "https://acme.example/orders/1043" },
  promise: { earliestOn: "2026-11-18", latestOn: "2026-11-20", shipBy: new Date("2026-11-17T13:00:00Z") },
  delay,
  links: {
    wait: page("wait"),
    changeAddress: page("change_address"),
    cancel: page("cancel"),
    talk: page("talk"),
    returns: "https://acme.example/returns",
    feedback: "https://app.example/r/token",
  },
  gift: false,
  firstOrder: true,
};

const almostNothing: MessageValues = {
  ...everything,
  firstName: null,
  order: { number: null, statusUrl: null },
  promise: null,
  delay: { cause: "no_scan", quietDays: null, promised: null, expected: null, nextUpdateAt: null, arrivedOn: null },
  links: noLinks,
  firstOrder: false,
};

const contacts: Contacts = {
  email: "hello@acme.example",
  phone: "+39 02 123 4567",
  whatsapp: "+39 333 1234567",
  chatUrl: null,
  faqUrl: "https://acme.example/faq",
  returnsUrl: "https://acme.example/returns",
  policyUrl: null,
};
const noContacts: Contacts = { email: null, phone: null, whatsapp: null, chatUrl: null, faqUrl: null, returnsUrl: null, policyUrl: null };

const request: MessageRequest = {
  kind: "delay_notice",
  variant: "on_its_way",
  language: "it",
  voice: "warm",
  brand: { name: "Acme", color: "#1f5f4f", logoUrl: null, signature: "Giulia" },
  values: everything,
  contacts,
  unsubscribeUrl: null,
};

interface Spoken {
  kind: MessageKind;
  variant: string;
  language: Language;
  voice: Voice;
}

const messages: Spoken[] = Object.entries(messageVariants).flatMap(([kind, variants]) =>
  variants.flatMap((variant) =>
    languages.flatMap((language) => voices.map((voice) => ({ kind: kind as MessageKind, variant, language, voice }))),
  ),
);
const titled = messages.map((spoken): [string, Spoken] => [`${spoken.kind} ${spoken.variant}, ${spoken.language}, ${spoken.voice}`, spoken]);
const badNews = titled.filter(([, { kind }]) => kind === "delay_notice" || kind === "delay_update");

const wordsOnly = (text: string) => text.replace(/https?:\/\/\S+/g, "");

describe("every message", () => {
  test.each(titled)("%s reads well with everything and with almost nothing known", async (_title, spoken) => {
    for (const values of [everything, almostNothing]) {
      const known = values === everything;
      const message = await renderMessage({ ...request, ...spoken, values, contacts: known ? contacts : noContacts, brand: { ...request.brand, signature: null } });
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

  test.each(titled)("%s never says “as soon as possible”", async (_title, spoken) => {
    const { subject, text } = await renderMessage({ ...request, ...spoken });
    expect(`${subject} ${text}`).not.toMatch(/as soon as possible|asap|al più presto|prima possibile|quanto prima/i);
  });

  test.each(titled)("%s says the same in its plain text as in its HTML", async (_title, spoken) => {
    const { html, text } = await renderMessage({ ...request, ...spoken });
    const shown = html.replace(/<style.*?<\/style>|<title>.*?<\/title>/gs, "").replace(/<[^>]+>/g, " ").replace(/&nbsp;/g, " ").replace(/&#39;|&#x27;/g, "'").replace(/&amp;/g, "&").replace(/\s+/g, " ");
    const said = text.split("\n").map((line) => line.replace(/^- |:? ?(https?:|mailto:|tel:).*$/g, "").replace(/ \(0 = .*/, "").trim());
    for (const line of said.filter((line) => line !== "" && line !== "--")) expect(shown.replace(/ ([,.:;?!])/g, "$1")).toContain(line.replace(/:$/, ""));
  });

  test.each(titled.filter(([, { language }]) => language === "it"))("%s does not guess whether the reader is a man or a woman", async (_title, spoken) => {
    const { subject, text } = await renderMessage({ ...request, ...spoken });
    expect(`${subject} ${text}`).not.toMatch(/\b(benvenut|bentornat|car|affezionat|soddisfatt|felic[ie] di averti|contatt?at|rimast|stat)[oa]\b(?! (registrato|ancora))/i);
  });
});

describe("bad news", () => {
  test.each(badNews)("%s has no exclamation mark", async (_title, spoken) => {
    const { subject, preheader, text } = await renderMessage({ ...request, ...spoken });
    expect(`${subject} ${preheader} ${text}`).not.toContain("!");
  });

  test.each(badNews)("%s asks for nothing: no rating, no review, no unsubscribing", async (_title, spoken) => {
    const { html } = await renderMessage({ ...request, ...spoken });
    expect(html).not.toContain("rating=");
  });

  const notices = badNews.filter(([, { kind }]) => kind === "delay_notice");
  test.each(notices)("%s says sorry once, and only once", async (_title, spoken) => {
    for (const values of [everything, almostNothing]) {
      const { subject, preheader, text } = await renderMessage({ ...request, ...spoken, values });
      const apologies = `${subject} ${preheader} ${text}`.match(/\bsorry\b|apolog|ci dispiace|scus/gi) ?? [];
      expect(apologies).toHaveLength(1);
    }
  });

  test.each(notices)("%s says when, why, what she can do and when she hears next", async (_title, spoken) => {
    const { text } = await renderMessage({ ...request, ...spoken });
    expect(text).toContain(spoken.language === "it" ? "mercoledì 18 o giovedì 19" : "Wednesday 18 or Thursday 19");
    expect(text).toContain(spoken.language === "it" ? "corriere non lo registra da due giorni" : "carrier has not scanned it for two days");
    expect(text).toContain(page("wait"));
    expect(text).toContain(page("talk"));
    expect(text).toContain("https://acme.example/returns");
    expect(text).toMatch(spoken.language === "it" ? /mercoledì entro le 18/ : /Wednesday by 18:00/);
  });

  test("the subject says how late", async () => {
    expect((await renderMessage(request)).subject).toBe("Il tuo ordine #1043 può arrivare 1-2 giorni più tardi");
    expect((await renderMessage({ ...request, language: "en" })).subject).toBe("Your order #1043 may arrive 1-2 days late");
  });

  test("the subject admits when nobody knows how late", async () => {
    const values = { ...everything, delay: { ...delay, expected: null } };
    expect((await renderMessage({ ...request, language: "en", values })).subject).toBe("Your order #1043 may arrive later than promised");
  });

  test("the warm notice is the one the product promises", async () => {
    const { text, preheader } = await renderMessage(request);
    expect(preheader).toBe("Ora lo aspettiamo mercoledì 18 o giovedì 19");
    expect(text).toMatch(
      /^Il tuo ordine può arrivare 1-2 giorni più tardi\n\nCiao Marta,\n\nti avevamo promesso il tuo ordine entro martedì 17\. Il corriere non lo registra da due giorni e pensiamo che arrivi mercoledì 18 o giovedì 19\. Ci dispiace: non è quello che ti avevamo detto\.\n\nCosa preferisci\?\n\n- Aspetto, va bene: /,
    );
    expect(text).toContain("Ti scriviamo di nuovo mercoledì entro le 18, anche se non ci sono novità.");
  });

  test("a choice that no longer stands is not offered", async () => {
    const values = { ...everything, links: { ...everything.links, cancel: null } };
    const { html, text } = await renderMessage({ ...request, variant: "unshipped", values });
    expect(html + text).not.toContain("choice=cancel");
    expect(text).not.toContain("annullarlo");
  });

  test.each(languages.flatMap((language) => delayCauses.map((cause): [Language, string] => [language, cause])))(
    "in %s the cause %s fits into the sentence in every voice",
    async (language, cause) => {
      for (const voice of voices) {
        for (const quietDays of [null, 1, 3, 14]) {
          const facts: DelayFacts = { ...delay, quietDays, cause: delayCauses.find((known) => known === cause) ?? "no_scan" };
          const { text } = await renderMessage({ ...request, language, voice, values: { ...everything, delay: facts } });
          expect(text).not.toMatch(/undefined| {2}| [,.;:]/);
        }
      }
    },
  );
});

describe("a question by mail", () => {
  const question: MessageRequest = { ...request, kind: "feedback_invitation", variant: "default", unsubscribeUrl: "https://app.example/u/token" };

  test("can be answered from the mail, with each number a link of its own", async () => {
    const { html } = await renderMessage(question);
    for (let rating = 0; rating <= 10; rating += 1) expect(html).toContain(`href="https://app.example/r/token?rating=${rating}"`);
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

describe("what people type into names and comments", () => {
  test("markup in a name or shop is shown as text, never as markup", async () => {
    const { html, text, subject } = await renderMessage({
      ...request,
      brand: { ...request.brand, name: 'A<b>"cme"</b> & Co', signature: "<script>alert(1)</script>" },
      values: { ...everything, firstName: "O'Neil & Söhne", order: { number: "<img src=x>", statusUrl: "javascript:alert(1)" } },
    });
    expect(html).not.toMatch(/<script>alert|<img src=x|<b>|javascript:/);
    expect(html).toContain("O&#39;Neil &amp; Söhne");
    expect(subject).toContain("<img src=x>");
    expect(text).toContain("O'Neil & Söhne");
  });

  test("Liquid in a name is not run and its braces are not shown", async () => {
    const { html, text } = await renderMessage({ ...request, values: { ...everything, firstName: "{{ shop.name }}" } });
    expect(html + text).not.toMatch(/[{}]{2}/);
    expect(text).not.toContain("Ciao Acme");
  });

  test.each(["win at http://spam.example now", "www.spam.example", "spam@example.com", "cheap-pills.com", "12345678", "x".repeat(60), "line\nbreak spam@x.it"])(
    "a name that is an advertisement (%s) is not greeted",
    async (firstName) => {
      const { text } = await renderMessage({ ...request, values: { ...everything, firstName } });
      expect(text).toContain("\nCiao,\n");
    },
  );

  test("a line break in a name cannot add a header to the mail", async () => {
    const { subject } = await renderMessage({ ...request, kind: "thank_you_note", variant: "first_order", values: { ...everything, firstName: "Marta\r\nBcc: x" } });
    expect(subject).not.toMatch(/[\r\n]/);
  });
});

describe("a merchant's own words", () => {
  test("take the place of ours, with bold and links", async () => {
    const words = { subject: "Ordine {{ order.number }}", body: "Ciao {{ shopper.first_name }},\n\n**Novità**: [leggi](https://acme.example/a?b=1&c=2)" };
    const { subject, html, text } = await renderMessage({ ...request, words });
    expect(subject).toBe("Ordine #1043");
    expect(html).toContain('<strong>Novità</strong>: <a class="link" href="https://acme.example/a?b=1&amp;c=2">leggi</a>');
    expect(text).toContain("Novità: leggi (https://acme.example/a?b=1&c=2)");
  });

  test("that do not parse are replaced by ours, and reported", async () => {
    const { subject, faults } = await renderMessage({ ...request, words: { subject: "Ordine {{ order.number", body: "{% for i in (1..9) %}x{% endfor %}" } });
    expect(subject).toBe("Il tuo ordine #1043 può arrivare 1-2 giorni più tardi");
    expect(faults.map(({ part, line }) => `${part}:${line}`)).toEqual(["subject:1", "body:1"]);
  });
});

test("a text message says whose it is, what, why and where to choose, in few lines", () => {
  const text = renderTextMessage({ ...request, language: "en" });
  expect(text).toBe(
    [
      "Acme: Your order #1043 may arrive 1-2 days late.",
      "The carrier has not scanned it for two days.",
      "We now expect it on Wednesday 18 or Thursday 19.",
      "We will write to you again on Wednesday by 18:00, even if there is no news.",
      page("wait"),
    ].join("\n"),
  );
});

test("every text message reads well with almost nothing known", () => {
  for (const spoken of messages) {
    const text = renderTextMessage({ ...request, ...spoken, values: almostNothing, contacts: noContacts });
    expect(text).not.toMatch(/[{}]|undefined|\bnull\b| {2}|\.\.|\*\*/);
  }
});

test("the note on the thank-you page carries the promise when there is one", () => {
  const note = { language: "it" as const, voice: "warm" as const, variant: "first_order" as const, brand: { name: "Acme", signature: null } };
  expect(renderThankYouNote({ ...note, values: everything })).toEqual({
    heading: "Grazie Marta, il tuo ordine è in buone mani.",
    body: "È il tuo primo ordine da noi e ci fa piacere che tu abbia voluto provare. Da qui in poi tocca a noi: lo prepariamo con cura e lo teniamo d'occhio finché non è da te.",
    promise: "Lo prepariamo entro martedì e dovrebbe arrivare tra mercoledì 18 e venerdì 20.",
  });
  expect(renderThankYouNote({ ...note, values: almostNothing })).toMatchObject({ heading: "Grazie, il tuo ordine è in buone mani.", promise: null });
});

test("a gift is thanked for as a gift, whoever gives it", () => {
  expect(thankYouVariant({ gift: true, firstOrder: true, vip: true })).toBe("gift");
  expect(thankYouVariant({ gift: false, firstOrder: true, vip: true })).toBe("first_order");
  expect(thankYouVariant({ gift: false, firstOrder: false, vip: true })).toBe("vip");
  expect(thankYouVariant({ gift: false, firstOrder: false, vip: false })).toBe("returning");
});

test("a variant nobody wrote words for is a fault of ours", async () => {
  await expect(renderMessage({ ...request, variant: "constructor" })).rejects.toThrow(RangeError);
});

test("rendering stays under two milliseconds a message once its frame is known", async () => {
  await renderMessage(request);
  const startedAt = performance.now();
  for (let n = 0; n < 500; n += 1) await renderMessage({ ...request, values: { ...everything, firstName: `Marta ${n % 7}` } });
  expect((performance.now() - startedAt) / 500).toBeLessThan(2);
});
