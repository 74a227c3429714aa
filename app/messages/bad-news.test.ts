import { describe, expect, test } from "vitest";
import { delayCauses, type DelayFacts } from "./message-values";
import { renderMessage } from "./render-message";
import { languages, voices, type Language } from "./voices";
import {
  almostNothing,
  badNews,
  delay,
  everything,
  page,
  request,
  type Spoken,
} from "./sample-messages.fixture";

describe("bad news", () => {
  test.each(badNews)("%s has no exclamation mark", async (_title, spoken) => {
    const { subject, preheader, text } = await renderMessage({ ...request, ...spoken });
    expect(`${subject} ${preheader} ${text}`).not.toContain("!");
  });

  test.each(badNews)(
    "%s asks for nothing: no rating, no review, no unsubscribing",
    async (_title, spoken) => {
      const { html } = await renderMessage({ ...request, ...spoken });
      expect(html).not.toContain("rating=");
    },
  );

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
    expect(text).toContain(
      spoken.language === "it" ? "mercoledì 18 o giovedì 19" : "Wednesday 18 or Thursday 19",
    );
    expect(text).toContain(
      spoken.language === "it"
        ? "corriere non lo registra da due giorni"
        : "carrier has not scanned it for two days",
    );
    expect(text).toContain(page("wait"));
    expect(text).toContain(page("talk"));
    expect(text).toContain("https://acme.example/returns");
    expect(text).toMatch(spoken.language === "it" ? /mercoledì entro le 18/ : /Wednesday by 18:00/);
  });

  test("the subject says how late", async () => {
    expect((await renderMessage(request)).subject).toBe(
      "Il tuo ordine #1043 può arrivare 1-2 giorni più tardi",
    );
    expect((await renderMessage({ ...request, language: "en" })).subject).toBe(
      "Your order #1043 may arrive 1-2 days late",
    );
  });

  const promisedNothing = { ...everything, delay: { ...delay, promised: null } };
  test.each(notices)("%s speaks of no promise where none was made", async (_title, spoken) => {
    const { subject, text } = await renderMessage({ ...request, ...spoken, values: promisedNothing });
    expect(`${subject}\n${text}`).not.toMatch(/promis|promess/i);
  });

  const dateless = { ...everything, delay: { ...delay, expected: null } };
  test.each(badNews)("%s has no heading of a date where there is none", async (_title, spoken) => {
    const { text } = await renderMessage({ ...request, ...spoken, values: dateless });
    const [heading] = text.split("\n");
    expect(heading).not.toMatch(/^(?:a new (?:date|plan)|una nuova data|un nuovo programma)/i);
  });

  test("the subject admits when nobody knows how late", async () => {
    const values = { ...everything, delay: { ...delay, expected: null } };
    expect((await renderMessage({ ...request, language: "en", values })).subject).toBe(
      "Your order #1043 may arrive later than promised",
    );
  });

  test.each(notices.filter(([, { variant }]) => variant !== "failed_attempt"))(
    "%s does not say 'may' of a day that is over",
    async (_title, spoken) => {
      const values = { ...everything, delay: { ...delay, cause: "promise_passed" as const, expected: null } };
      const { subject, text } = await renderMessage({ ...request, ...spoken, values });
      const [heading = ""] = text.split("\n");
      expect(`${subject}\n${heading}`).not.toMatch(/\bmay\b|likely|può/);
    },
  );

  test("the warm notice is the one the product promises", async () => {
    const { text, preheader } = await renderMessage(request);
    expect(preheader).toBe("Ora lo aspettiamo mercoledì 18 o giovedì 19");
    expect(text).toMatch(
      /^Il tuo ordine può arrivare 1-2 giorni più tardi\n\nCiao Marta,\n\nti avevamo promesso il tuo ordine entro martedì 17\. Il corriere non lo registra da due giorni e pensiamo che arrivi mercoledì 18 o giovedì 19\. Ci dispiace: non è quello che ti avevamo detto\.\n\nCosa preferisci\?\n\n- Aspetto, va bene: /,
    );
    expect(text).toContain("Ti scriviamo di nuovo mercoledì entro le 18, anche se non ci sono novità.");
  });

  const hasYetToCome = ({ variant }: Spoken) =>
    !variant.endsWith("arrived") && variant !== "ready_for_pickup";
  test.each(badNews.filter(([, spoken]) => hasYetToCome(spoken)))(
    "%s, the last before the arrival, gives no word but that",
    async (_title, spoken) => {
      const values = { ...everything, delay: { ...delay, nextUpdateAt: null } };
      const { text } = await renderMessage({ ...request, ...spoken, values });
      expect(text).toMatch(
        spoken.language === "it"
          ? /(?:Ti scriviamo(?: di nuovo)?|Ci risentiamo|Prossima notizia:|Le scriveremo(?: di nuovo)?) (?:quando arriva|all'arrivo|al suo arrivo)\./
          : /(?:write(?: to you)? again|hear from us(?: again)?|next word(?: from us:)?) (?:when it arrives|on arrival|upon its arrival)\./i,
      );
    },
  );

  const failedAttempts = notices.filter(([, { variant }]) => variant === "failed_attempt");
  test.each(failedAttempts)("%s speaks of the address only where it can be changed", async (_t, spoken) => {
    const values = { ...everything, links: { ...everything.links, changeAddress: null } };
    const { text } = await renderMessage({ ...request, ...spoken, values });
    expect(text).not.toMatch(/address|indirizzo/i);
  });

  test("what is added of a part that has come suits the voice that says Lei", async () => {
    const values = { ...everything, delay: { ...delay, partly: { arrived: 1, of: null } } };
    const { text } = await renderMessage({ ...request, voice: "elegant", values });
    expect(text).toContain("Una parte dell'ordine è arrivata.");
    expect(text).not.toMatch(/\b(?:tuo|tua|ti|te|tu|hai|puoi|ricevi)\b/i);
  });

  test("what is added stands behind the news, and never between it and the greeting", async () => {
    const partly = { arrived: 1, of: null };
    const values = { ...everything, delay: { ...delay, partly, openWish: "cancel" as const } };
    const { text } = await renderMessage({ ...request, values });
    expect(text).toMatch(/Ciao Marta,\n\nti avevamo promesso/);
    expect(text).toMatch(
      /avevamo detto\.\n\nUna parte [^\n]+\n\nLa richiesta di annullare l'ordine è ancora/,
    );
  });

  test.each(badNews)("%s asks nothing of who waits for our answer, and says so", async (_t, spoken) => {
    const links = { ...everything.links, wait: null, changeAddress: null, cancel: null };
    const values = { ...everything, links, delay: { ...delay, openWish: "cancel" as const } };
    const { text } = await renderMessage({ ...request, ...spoken, values });
    const isArrival = spoken.variant === "arrived" || spoken.variant === "part_arrived";
    expect(
      /request to cancel the order is still with us|richiesta di annullare l'ordine è ancora/.test(text),
    ).toBe(!isArrival);
    expect(text).not.toMatch(/prefer|proceed|choose|your call|scegli|procedere|decidi/i);
  });

  const arrivals = badNews.filter(([, { variant }]) => variant.endsWith("arrived"));
  test.each(arrivals)("%s thanks for the wait only who had to wait", async (_title, spoken) => {
    const saying = async (facts: Partial<DelayFacts>) => {
      const values = { ...everything, delay: { ...delay, ...facts } };
      const { subject, preheader, text } = await renderMessage({ ...request, ...spoken, values });
      return `${subject}\n${preheader}\n${text}`;
    };
    const thanks = /waiting|patience|aspettato|attesa|pazienza/i;
    const gladness = /in time after all|alla fine[^.]* in tempo/i;
    const onTheLastDay = await saying({ arrivedOn: delay.promised?.latestOn ?? null });
    expect(onTheLastDay).toMatch(gladness);
    expect(onTheLastDay).not.toMatch(thanks);
    for (const late of [await saying({}), await saying({ promised: null })]) {
      expect(late).toMatch(thanks);
      expect(late).not.toMatch(gladness);
    }
  });

  test("a choice that no longer stands is not offered", async () => {
    const values = { ...everything, links: { ...everything.links, cancel: null } };
    const { html, text } = await renderMessage({ ...request, variant: "unshipped", values });
    expect(html + text).not.toContain("choice=cancel");
    expect(text).not.toContain("annullarlo");
  });

  test.each(
    languages.flatMap((language) => delayCauses.map((cause): [Language, string] => [language, cause])),
  )("in %s the cause %s fits into the sentence in every voice", async (language, cause) => {
    for (const voice of voices) {
      for (const quietDays of [null, 1, 3, 14]) {
        const facts: DelayFacts = {
          ...delay,
          quietDays,
          cause: delayCauses.find((known) => known === cause) ?? "no_scan",
        };
        const { text } = await renderMessage({
          ...request,
          language,
          voice,
          values: { ...everything, delay: facts },
        });
        expect(text).not.toMatch(/undefined| {2}| [,.;:]/);
      }
    }
  });
});
