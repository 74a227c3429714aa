/// <reference types="@shopify/ui-extensions/purchase.thank-you.block.render" />
import { getExtension } from "@shopify/ui-extensions-tester";
import { createStorage } from "@shopify/ui-extensions-tester/checkout";
import { fireEvent, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

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
import english from "../locales/en.default.json";
import type { GivenAnswer, ThankYouPage } from "./lastmile-api";

process.env.APP_URL = "https://lastmile.example";

const extension = getExtension("purchase.thank-you.block.render");

const page = (answer: GivenAnswer | null = null): ThankYouPage => ({
  note: {
    heading: "Grazie Marta",
    text: "Lo prepariamo entro lunedì.\n\nArriva tra mercoledì 17 e venerdì 19.",
    awaitsOrder: false,
  },
  survey: {
    question: "Quanto ci consiglieresti a un amico?",
    lowest: "Per niente",
    highest: "Moltissimo",
    followUps: {
      promoter: "Cosa ti è piaciuto?",
      passive: "Cosa è mancato per un 9?",
      detractor: "Cosa è andato storto?",
    },
    thanks: { promoter: "Grazie mille.", passive: "Ci lavoriamo.", detractor: "Se ne occupa una persona." },
    answer,
  },
});

/** The app at the other end of the line. */
let app: {
  calls: string[];
  posted: unknown[];
  tokens: Array<string | null>;
  answerPage: () => Response | Promise<Response>;
  answerPost: () => Response | Promise<Response>;
};

beforeEach(() => {
  extension.setUp();
  app = {
    calls: [],
    posted: [],
    tokens: [],
    answerPage: () => Response.json(page()),
    answerPost: () => Response.json({ outcome: "recorded" }),
  };
  extension.fetch = (input, init) => {
    app.calls.push(String(input));
    app.tokens.push(new Headers(init?.headers).get("Authorization"));
    if (init?.method !== "POST") return Promise.resolve().then(app.answerPage);
    app.posted.push(JSON.parse(String(init.body)));
    return Promise.resolve().then(app.answerPost);
  };
  extension.shopify.checkoutToken.value = "checkout-1043";
  extension.shopify.orderConfirmation.value.isFirstOrder = true;
  extension.shopify.storage = createStorage();
  choose({});
  openIn(undefined);
  extension.shopify.i18n.translate = translatorOf(english) as typeof extension.shopify.i18n.translate;
});

afterEach(() => {
  extension.tearDown();
});

// The tester's shopify throws at a name that is not there, where Shopify's says undefined.
function choose(settings: Record<string, string | boolean>): void {
  extension.shopify.settings.value = {
    hide_note: undefined,
    hide_question: undefined,
    question: undefined,
    ...settings,
  };
}

function openIn(editor: { type: "checkout" } | undefined): void {
  Object.assign(extension.shopify, { extension: { target: "purchase.thank-you.block.render", editor } });
}

async function shown(): Promise<void> {
  await extension.render();
  await waitFor(() => {
    expect(all("s-heading")).not.toEqual([]);
  });
}

describe("the block on the thank-you page", () => {
  test("asks the app with the checkout's token and shows the note and the question", async () => {
    await shown();
    expect(app.calls).toEqual([
      "https://lastmile.example/api/thank-you?checkoutToken=checkout-1043&locale=en&firstOrder=true&ask=true",
    ]);
    expect(app.tokens).toEqual(["Bearer mock-session-token"]);
    expect(all("s-heading").map((heading) => heading.textContent)).toEqual([
      "Grazie Marta",
      "Quanto ci consiglieresti a un amico?",
    ]);
    expect(all("s-paragraph")).toHaveLength(2);
    expect(all("s-press-button").map((one) => one.textContent)).toEqual("0 1 2 3 4 5 6 7 8 9 10".split(" "));
  });

  test("says every number out loud, and what the ends mean", async () => {
    await shown();
    const labels = all("s-press-button").map((one) => one.getAttribute("accessibilityLabel"));
    expect(labels[0]).toBe("0 out of 10, Per niente");
    expect(labels[7]).toBe("7 out of 10");
    expect(labels[10]).toBe("10 out of 10, Moltissimo");
  });

  test("keeps the answer with the tap, and follows up in the words of its group", async () => {
    await shown();
    fireEvent.click(number(8));
    await waitFor(() => {
      expect(all("s-text-area")[0]?.getAttribute("label")).toBe("Cosa è mancato per un 9?");
    });
    expect(app.posted).toEqual([{ checkoutToken: "checkout-1043", locale: "en", rating: 8, comment: null }]);
    expect(number(8).getAttribute("pressed")).toBe("true");
    expect(number(7).getAttribute("pressed")).toBeNull();
    expect(status()).toBe("Your answer: 8 out of 10.");
  });

  test("another tap is another answer, and the last one is the last to arrive", async () => {
    const slow: Array<() => void> = [];
    app.answerPost = () =>
      new Promise((resolve) => {
        slow.push(() => {
          resolve(Response.json({ outcome: "changed" }));
        });
      });
    await shown();
    fireEvent.click(number(3));
    fireEvent.click(number(10));
    await waitFor(() => {
      expect(slow).toHaveLength(1);
    });
    slow[0]?.();
    await waitFor(() => {
      expect(app.posted).toMatchObject([{ rating: 3 }, { rating: 10 }]);
    });
    slow[1]?.();
    await waitFor(() => {
      expect(all("s-text-area")[0]?.getAttribute("label")).toBe("Cosa ti è piaciuto?");
    });
  });

  test("sends her words with the rating and thanks her by group", async () => {
    await shown();
    fireEvent.click(number(4));
    await write("  scatola schiacciata ");
    fireEvent.click(button("Send"));
    await waitFor(() => {
      expect(status()).toBe("Se ne occupa una persona.");
    });
    expect(app.posted.at(-1)).toEqual({
      checkoutToken: "checkout-1043",
      locale: "en",
      rating: 4,
      comment: "scatola schiacciata",
    });
    expect(all("s-press-button")).toEqual([]);
  });

  test("lets her skip the words: the rating is already with us", async () => {
    await shown();
    fireEvent.click(number(9));
    await waitFor(() => button("Skip"));
    fireEvent.click(button("Skip"));
    await waitFor(() => {
      expect(status()).toBe("Grazie mille.");
    });
    expect(app.posted).toHaveLength(1);
  });
});

describe("the page is quicker than the order", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const undated = () => ({
    ...page(),
    note: { heading: "Grazie", text: "Ci pensiamo noi.", awaitsOrder: true },
  });

  test("the dates are asked for again, and nobody is asked twice by it", async () => {
    app.answerPage = () => Response.json(app.calls.length < 2 ? undated() : page());
    await extension.render();
    await vi.advanceTimersByTimeAsync(100);
    expect(text()).toContain("Ci pensiamo noi.");
    await vi.advanceTimersByTimeAsync(3_000);
    expect(text()).toContain("Arriva tra mercoledì 17 e venerdì 19.");
    expect(all("s-press-button")).toHaveLength(11);
    expect(app.calls[1]).toContain("ask=false");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(app.calls).toHaveLength(2);
  });

  test("an order that takes its time is waited for no longer than she stays", async () => {
    app.answerPage = () => Response.json(undated());
    await extension.render();
    await vi.advanceTimersByTimeAsync(120_000);
    expect(app.calls).toHaveLength(3);
    expect(text()).toContain("Ci pensiamo noi.");
  });
});

describe("she comes back", () => {
  test("finds her answer, and may change it within its day", async () => {
    app.answerPage = () => Response.json(page({ rating: 9, comment: "bello", changeable: true }));
    await shown();
    expect(status()).toBe("Grazie mille.");
    expect(all("s-press-button")).toEqual([]);

    fireEvent.click(button("Change the answer"));
    await waitFor(() => {
      expect(number(9).getAttribute("pressed")).toBe("true");
    });
    fireEvent.click(number(6));
    await waitFor(() => {
      expect(app.posted).toMatchObject([{ rating: 6, comment: "bello" }]);
    });
  });

  test("after its day is thanked and no longer asked", async () => {
    app.answerPage = () => Response.json(page({ rating: 9, comment: null, changeable: false }));
    await shown();
    expect(all("s-button")).toEqual([]);
  });

  test("a change that comes too late is told, kindly", async () => {
    app.answerPage = () => Response.json(page({ rating: 9, comment: null, changeable: true }));
    app.answerPost = () => Response.json({ outcome: "closed" });
    await shown();
    fireEvent.click(button("Change the answer"));
    await waitFor(() => number(2));
    fireEvent.click(number(2));
    await waitFor(() => {
      expect(status()).toBe("Your answer is already with us.");
    });
  });

  test("an answer that never got through is brought along now", async () => {
    extension.shopify.storage = createStorage({
      "answer:checkout-1043": { rating: 7, comment: "quasi", sent: false },
    });
    await shown();
    await waitFor(() => {
      expect(status()).toBe("Ci lavoriamo.");
    });
    expect(app.posted).toMatchObject([{ rating: 7, comment: "quasi" }]);
  });
});

describe("when something is wrong", () => {
  test.each<[string, () => Response | Promise<Response>]>([
    ["the app answers with an error", () => new Response("", { status: 500 })],
    ["the app refuses the token", () => new Response("", { status: 401 })],
    ["the app answers with something else", () => new Response("<html>")],
    ["the app cannot be reached", () => Promise.reject(new TypeError("Failed to fetch"))],
    ["there is nothing to show", () => Response.json({ note: null, survey: null })],
  ])("nothing is shown: %s", async (_, answerPage) => {
    app.answerPage = answerPage;
    await extension.render();
    await waitFor(() => {
      expect(app.calls).toHaveLength(1);
    });
    await settled();
    expect(document.body.childElementCount).toBe(0);
  });

  test("nothing is shown and nobody is asked while the checkout has no token", async () => {
    extension.shopify.checkoutToken.value = undefined;
    await extension.render();
    await settled();
    expect(app.calls).toEqual([]);
    expect(document.body.childElementCount).toBe(0);
  });

  test("a rating that does not get through disturbs nobody and is remembered here", async () => {
    app.answerPost = () => new Response("", { status: 503 });
    await shown();
    fireEvent.click(number(9));
    await waitFor(() => {
      expect(app.posted).toHaveLength(1);
    });
    await settled();
    expect(status()).toBe("Your answer: 9 out of 10.");
    expect(await extension.shopify.storage.read("answer:checkout-1043")).toEqual({
      rating: 9,
      comment: null,
      sent: false,
    });

    app.answerPost = () => Response.json({ outcome: "recorded" });
    fireEvent.click(button("Skip"));
    await waitFor(async () => {
      expect(await extension.shopify.storage.read("answer:checkout-1043")).toMatchObject({
        rating: 9,
        sent: true,
      });
    });
    expect(status()).toBe("Grazie mille.");
  });

  test("words that do not get through are told, kept, and can be sent again", async () => {
    app.answerPost = () => new Response("", { status: 503 });
    await shown();
    fireEvent.click(number(2));
    await write("rotto");
    fireEvent.click(button("Send"));
    await waitFor(() => {
      expect(status()).toBe("Your answer did not get through. Please try once more.");
    });
    app.answerPost = () => Response.json({ outcome: "recorded" });
    fireEvent.click(button("Send"));
    await waitFor(() => {
      expect(status()).toBe("Se ne occupa una persona.");
    });
    expect(app.posted.at(-1)).toMatchObject({ rating: 2, comment: "rotto" });
  });

  test("a browser without storage asks and keeps all the same", async () => {
    const broken = () => Promise.reject(new Error("no storage"));
    extension.shopify.storage = {
      read: broken,
      write: broken,
      delete: broken,
    } as typeof extension.shopify.storage;
    await shown();
    fireEvent.click(number(9));
    await waitFor(() => {
      expect(app.posted).toHaveLength(1);
    });
  });
});

describe("the merchant's choices", () => {
  test("the question hidden: only the note, and the app knows that nobody was asked", async () => {
    choose({ hide_question: true });
    await shown();
    expect(app.calls[0]).toContain("ask=false");
    expect(all("s-press-button")).toEqual([]);
    expect(text()).toContain("Grazie Marta");
  });

  test("the note hidden: only the question", async () => {
    choose({ hide_note: true });
    await shown();
    expect(text()).not.toContain("Grazie Marta");
    expect(all("s-press-button")).toHaveLength(11);
  });

  test("a question in her own words takes the place of ours", async () => {
    choose({ question: "  Ci tornereste? " });
    await shown();
    expect(all("s-heading").at(-1)?.textContent).toBe("Ci tornereste?");
  });

  test("in the checkout editor a preview is shown that can be tried and posts nothing", async () => {
    openIn({ type: "checkout" });
    await shown();
    expect(text()).toContain("Thank you, Marta");
    fireEvent.click(number(3));
    await waitFor(() => button("Send"));
    fireEvent.click(button("Send"));
    await waitFor(() => {
      expect(status()).toBe("Thank you, that means a lot to us.");
    });
    expect(app.calls).toEqual([]);
  });
});
