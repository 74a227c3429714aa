/// <reference types="@shopify/ui-extensions/customer-account.order-status.block.render" />
import { getExtension } from "@shopify/ui-extensions-tester";
import { fireEvent, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import {
  all,
  button,
  number,
  settled,
  status,
  text,
  translatorOf,
  write,
} from "../../shared/shown-page.fixture";
import italian from "../locales/it.json";
import type { Delay, Delivery, OrderPage, Question } from "./order-status-api";

process.env.APP_URL = "https://lastmile.example";

const extension = getExtension("customer-account.order-status.block.render");

const delivery = (delay: Delay | null = null): Delivery => ({
  heading: "L'ordine è in viaggio.",
  details: ["Visto l'ultima volta a Napoli, martedì 16."],
  line: "Il percorso dell'ordine",
  steps: [
    { name: "Ordinato", state: "done", spoken: "Ordinato: fatto" },
    { name: "In viaggio", state: "now", spoken: "In viaggio: adesso" },
    { name: "Arrivato", state: "ahead", spoken: "Arrivato: da fare" },
  ],
  dates: "Promesso per mercoledì 17",
  tracking: { label: "Seguilo dal corriere", url: "https://brt.example/1" },
  delay,
});

const late: Delay = {
  id: "delay-1",
  why: "Il corriere non lo registra da due giorni.",
  sorry: "Ci dispiace.",
  nextWord: "Ci facciamo sentire di nuovo mercoledì entro le 18.",
  chosen: null,
  options: [
    { choice: "wait", name: "Aspetto, va bene", url: "https://lastmile.example/d/x?choice=wait" },
    { choice: "talk", name: "Parla con noi", url: "https://lastmile.example/d/x?choice=talk" },
  ],
  returns: { label: "Come funziona il reso", url: "https://acme.example/resi" },
};

const question = (answer: Question["answer"] = null): Question => ({
  question: "Quanto vale la pena consigliarci?",
  lowest: "per niente",
  highest: "moltissimo",
  reasons: {
    label: "Che cosa ha colpito?",
    options: [
      { reason: "fast", label: "veloce" },
      { reason: "damaged", label: "danneggiato" },
    ],
  },
  comment: "Qualcosa da aggiungere?",
  mayContact: "Potete ricontattarmi",
  answer,
});

const given = { rating: 9, comment: "bello", reasons: ["fast"], mayContact: false };
const answered = (changeable = true) =>
  question({
    ...given,
    changeable,
    thanks: ["Grazie."],
    review: { label: "Recensisci", url: "https://r.example" },
  });

/** The app at the other end of the line. */
let app: { calls: string[]; posted: unknown[]; page: OrderPage; answerPost: () => Response };

beforeEach(() => {
  extension.setUp();
  app = {
    calls: [],
    posted: [],
    page: { delivery: delivery(), question: null },
    answerPost: () => Response.json({ outcome: "recorded", ...app.page }),
  };
  extension.fetch = (input, init) => {
    app.calls.push(String(input));
    if (init?.method !== "POST") return Promise.resolve().then(() => Response.json(app.page));
    app.posted.push(JSON.parse(String(init.body)));
    return Promise.resolve().then(app.answerPost);
  };
  extension.shopify.checkoutToken.value = "checkout-1043";
  extension.shopify.order.value = { id: "gid://shopify/Order/1043", name: "#1043" };
  extension.shopify.localization.extensionLanguage.value = { isoCode: "it" };
  choose({});
  openIn(undefined);
  extension.shopify.i18n.translate = translatorOf(italian) as typeof extension.shopify.i18n.translate;
});

afterEach(() => {
  extension.tearDown();
});

// The tester's shopify throws at a name that is not there, where Shopify's says undefined.
function choose(settings: Record<string, string | boolean>): void {
  extension.shopify.settings.value = {
    hide_delivery: undefined,
    hide_question: undefined,
    question: undefined,
    ...settings,
  };
}

function openIn(editor: { type: "checkout" } | undefined): void {
  Object.assign(extension.shopify, {
    extension: { target: "customer-account.order-status.block.render", editor },
  });
}

async function shown(): Promise<void> {
  await extension.render();
  await waitFor(() => {
    expect(document.body.childElementCount).toBeGreaterThan(0);
  });
}

const links = () => all("s-link").map((link) => [link.textContent, link.getAttribute("href")]);
const claim = {
  orderId: "gid://shopify/Order/1043",
  checkoutToken: "checkout-1043",
  ask: true,
  locale: "it",
};

describe("where the order is", () => {
  test("is asked with the order and its checkout's token, and told in words, steps and dates", async () => {
    await shown();
    expect(app.calls).toEqual([
      "https://lastmile.example/api/order-status?orderId=gid%3A%2F%2Fshopify%2FOrder%2F1043&locale=it&ask=true&checkoutToken=checkout-1043",
    ]);
    expect(all("s-section")[0]?.getAttribute("heading")).toBe("L'ordine è in viaggio.");
    expect(
      all("[accessibilityRole=list-item]").map((step) => step.getAttribute("accessibilityLabel")),
    ).toEqual(["Ordinato: fatto", "In viaggio: adesso", "Arrivato: da fare"]);
    expect(text()).toContain("Promesso per mercoledì 17");
    expect(text()).toContain("Visto l'ultima volta a Napoli");
    expect(links()).toEqual([["Seguilo dal corriere", "https://brt.example/1"]]);
  });

  test("hidden by the merchant, a delay is still told", async () => {
    choose({ hide_delivery: true });
    app.page = { delivery: delivery(late), question: null };
    await shown();
    expect(all("[accessibilityRole=list-item]")).toEqual([]);
    expect(text()).toContain("Il corriere non lo registra da due giorni.");
  });
});

describe("a delay", () => {
  beforeEach(() => {
    app.page = { delivery: delivery(late), question: null };
  });

  test("is told with its reason, the next word and the choices; all but waiting are confirmed on our page", async () => {
    await shown();
    expect(text()).toContain("Il corriere non lo registra da due giorni. Ci dispiace.");
    expect(text()).toContain("Ci facciamo sentire di nuovo mercoledì entro le 18.");
    expect(links().slice(1)).toEqual([
      ["Parla con noi", "https://lastmile.example/d/x?choice=talk"],
      ["Come funziona il reso", "https://acme.example/resi"],
    ]);
    expect(app.posted).toEqual([]);
  });

  test("she waits with one tap, and is thanked", async () => {
    await shown();
    app.page = {
      delivery: delivery({
        ...late,
        chosen: { name: "Aspetto, va bene", done: "Grazie di aspettare." },
        options: late.options.slice(1),
      }),
      question: null,
    };
    fireEvent.click(button("Aspetto, va bene"));
    await waitFor(() => {
      expect(status()).toBe("Grazie di aspettare.");
    });
    expect(app.posted).toEqual([{ ...claim, intent: "choose", delayId: "delay-1", choice: "wait" }]);
    expect(all("s-button")).toEqual([]);
  });

  test.each<[string, () => Response, string]>([
    [
      "that did not get through",
      () => new Response("", { status: 503 }),
      "Non è arrivata. Si può riprovare.",
    ],
    [
      "that is no longer open",
      () => Response.json({ outcome: "no_longer_applies", ...app.page }),
      "L'ordine è andato avanti: questa scelta non è più possibile.",
    ],
  ])("a choice %s is told kindly", async (_, answerPost, words) => {
    app.answerPost = answerPost;
    await shown();
    fireEvent.click(button("Aspetto, va bene"));
    await waitFor(() => {
      expect(status()).toBe(words);
    });
  });
});

describe("the question after arrival", () => {
  beforeEach(() => {
    app.page = { delivery: null, question: question() };
  });

  test("keeps the number with the tap, then reasons, words and whether we may write back", async () => {
    await shown();
    fireEvent.click(number(9));
    await waitFor(() => button("veloce", "s-press-button"));
    expect(app.posted).toEqual([
      { ...claim, intent: "answer", rating: 9, comment: null, reasons: [], mayContact: false },
    ]);
    expect(status()).toBe("Risposta: 9 su 10.");

    fireEvent.click(button("veloce", "s-press-button"));
    await write(" bello ");
    const [box] = all("s-checkbox");
    if (box === undefined) throw new Error("There is no checkbox.");
    Object.assign(box, { checked: true });
    fireEvent.change(box);
    app.page = { delivery: null, question: answered() };
    fireEvent.click(button("Invia"));
    await waitFor(() => {
      expect(status()).toBe("Grazie.");
    });
    expect(app.posted.at(-1)).toEqual({
      ...claim,
      intent: "answer",
      rating: 9,
      comment: "bello",
      reasons: ["fast"],
      mayContact: true,
    });
    expect(links()).toEqual([["Recensisci", "https://r.example"]]);
  });

  test("finds her answer when she comes back, and may change it within its day", async () => {
    app.page = { delivery: null, question: answered() };
    await shown();
    expect(status()).toBe("Grazie.");
    fireEvent.click(button("Cambia la risposta"));
    await waitFor(() => {
      expect(number(9).getAttribute("pressed")).toBe("true");
    });
    fireEvent.click(number(4));
    await waitFor(() => {
      expect(app.posted).toMatchObject([{ rating: 4, comment: "bello", reasons: ["fast"] }]);
    });
  });

  test("after its day is thanked and no longer asked; a change that comes too late is told", async () => {
    app.page = { delivery: null, question: answered() };
    await shown();
    fireEvent.click(button("Cambia la risposta"));
    await waitFor(() => number(2));
    app.answerPost = () => Response.json({ outcome: "closed", delivery: null, question: answered(false) });
    fireEvent.click(number(2));
    await waitFor(() => {
      expect(status()).toBe("La risposta è già arrivata.");
    });
  });

  test("words that do not get through are told, kept, and can be sent again", async () => {
    await shown();
    fireEvent.click(number(2));
    await write("rotto");
    app.answerPost = () => new Response("", { status: 503 });
    fireEvent.click(button("Invia"));
    await waitFor(() => {
      expect(status()).toBe("Non è arrivata. Si può riprovare.");
    });
    app.page = { delivery: null, question: answered() };
    app.answerPost = () => Response.json({ outcome: "changed", ...app.page });
    fireEvent.click(button("Invia"));
    await waitFor(() => {
      expect(status()).toBe("Grazie.");
    });
    expect(app.posted.at(-1)).toMatchObject({ rating: 2, comment: "rotto" });
  });

  test("hidden by the merchant, the app knows that nobody was asked", async () => {
    choose({ hide_question: true });
    app.page = { delivery: delivery(), question: question() };
    await shown();
    expect(app.calls[0]).toContain("ask=false");
    expect(all("s-press-button")).toEqual([]);
  });

  test("in the merchant's own words", async () => {
    choose({ question: " Tutto bene? " });
    await shown();
    expect(all("s-heading")[0]?.textContent).toBe("Tutto bene?");
  });
});

describe("nothing is shown", () => {
  test.each<[string, () => Promise<Response>]>([
    ["when the app answers with an error", () => Promise.resolve(new Response("", { status: 500 }))],
    ["when the app cannot be reached", () => Promise.reject(new TypeError("Failed to fetch"))],
    ["when the app answers with something else", () => Promise.resolve(new Response("<html>"))],
    ["when there is nothing", () => Promise.resolve(Response.json({ delivery: null, question: null }))],
  ])("%s", async (_, answer) => {
    extension.fetch = answer;
    await extension.render();
    await settled();
    expect(document.body.childElementCount).toBe(0);
  });

  test("and nobody is asked while the page has no order", async () => {
    extension.shopify.order.value = undefined;
    await extension.render();
    await settled();
    expect(app.calls).toEqual([]);
    expect(document.body.childElementCount).toBe(0);
  });
});

test("in the editor an example is shown that can be tried and posts nothing", async () => {
  openIn({ type: "checkout" });
  await shown();
  fireEvent.click(button("Aspetto, va bene"));
  await waitFor(() => {
    expect(status()).toContain("Grazie di aspettare.");
  });
  fireEvent.click(number(9));
  await waitFor(() => button("Invia"));
  fireEvent.click(button("Invia"));
  await waitFor(() => {
    expect(all("[accessibilityRole=status]").at(-1)?.textContent).toContain("la legge una persona");
  });
  expect(app.calls).toEqual([]);
});
