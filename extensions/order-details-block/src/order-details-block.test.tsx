/// <reference types="@shopify/ui-extensions/admin.order-details.block.render" />
import { getExtension } from "@shopify/ui-extensions-tester";
import { waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, expect, test } from "vitest";

import { all, text, translatorOf } from "../../shared/shown-page.fixture";
import italian from "../locales/it.json";

process.env.APP_URL = "https://lastmile.example";

const extension = getExtension("admin.order-details.block.render");

let calls: Array<[string, string | null]>;
let answer: () => Promise<Response>;

const block = {
  state: { text: "In ritardo di 1 giorno", tone: "critical" },
  alert: "Marta B. ha dato 3 · entro sab 13 giu",
  facts: [{ name: "Promesso", value: "mer 17 giu" }],
  lines: [{ at: "ven 12 giu, 09:10", title: "Ordinato", detail: null, path: null }],
  next: { label: "Chiudi la questione", path: "/app/orders/1043" },
};

beforeEach(() => {
  extension.setUp();
  calls = [];
  answer = () => Promise.resolve(Response.json({ block }));
  extension.fetch = (input, init) => {
    calls.push([String(input), new Headers(init?.headers).get("Authorization")]);
    return answer();
  };
  extension.shopify.data = { selected: [{ id: "gid://shopify/Order/1043" }] };
  extension.shopify.auth.idToken = () => Promise.resolve("id-token");
  extension.shopify.i18n.translate = translatorOf(italian) as typeof extension.shopify.i18n.translate;
});

afterEach(() => {
  extension.tearDown();
});

test("asks the app about this order in the merchant's language, and shows what it says", async () => {
  await extension.render();
  await waitFor(() => {
    expect(text()).toContain("Promesso");
  });
  expect(calls).toEqual([
    [
      "https://lastmile.example/api/admin-block?about=gid%3A%2F%2Fshopify%2FOrder%2F1043&locale=it",
      "Bearer id-token",
    ],
  ]);
  expect(all("s-badge")[0]?.textContent).toBe("In ritardo di 1 giorno");
  expect(all("s-banner")[0]?.textContent).toContain("Marta B. ha dato 3");
  expect(all("s-admin-block")[0]?.getAttribute("collapsedSummary")).toBe("In ritardo di 1 giorno");
});

test("offers the next sensible step as a page of the app", async () => {
  await extension.render();
  await waitFor(() => {
    expect(all("s-button")[0]?.textContent).toBe("Chiudi la questione");
  });
  expect(all("s-button")[0]?.getAttribute("href")).toBe("app:/app/orders/1043");
});

test.each<[string, () => Promise<Response>, string]>([
  ["an order the app does not know", () => Promise.resolve(Response.json({ block: null })), "non conosce"],
  ["an app that does not answer", () => Promise.reject(new TypeError("Failed to fetch")), "non risponde"],
])("says kindly what is the matter with %s", async (_, answered, words) => {
  answer = answered;
  await extension.render();
  await waitFor(() => {
    expect(text()).toContain(words);
  });
});
