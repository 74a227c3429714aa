/// <reference types="@shopify/ui-extensions/admin.customer-details.block.render" />
import { getExtension } from "@shopify/ui-extensions-tester";
import { waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, expect, test } from "vitest";

import { all, text, translatorOf } from "../../shared/shown-page.fixture";
import english from "../locales/en.default.json";

process.env.APP_URL = "https://lastmile.example";

const extension = getExtension("admin.customer-details.block.render");

const block = {
  state: null,
  alert: "An answer of hers waits for you",
  facts: [{ name: "Orders we know", value: "2" }],
  lines: [{ at: "Fri 12 Jun, 09:10", title: "#1043", detail: "Arrived on time", path: "/app/orders/1043" }],
  next: { label: "Open the latest order", path: "/app/orders/1043" },
};

let asked: string[];
let answer: () => Response;

beforeEach(() => {
  extension.setUp();
  asked = [];
  answer = () => Response.json({ block });
  extension.fetch = (input) => {
    asked.push(String(input));
    return Promise.resolve(answer());
  };
  extension.shopify.data = { selected: [{ id: "gid://shopify/Customer/701" }] };
  extension.shopify.auth.idToken = () => Promise.resolve("id-token");
  extension.shopify.i18n.translate = translatorOf(english) as typeof extension.shopify.i18n.translate;
});

afterEach(() => {
  extension.tearDown();
});

test("tells of this customer's orders, each a way into the app, and what is to be done first", async () => {
  await extension.render();
  await waitFor(() => {
    expect(text()).toContain("Orders we know");
  });
  expect(asked).toEqual([
    "https://lastmile.example/api/admin-block?about=gid%3A%2F%2Fshopify%2FCustomer%2F701&locale=en",
  ]);
  expect(all("s-link").map((link) => [link.textContent, link.getAttribute("href")])).toEqual([
    ["#1043", "app:/app/orders/1043"],
  ]);
  expect(all("s-banner")[0]?.textContent).toContain("waits for you");
  expect(all("s-button")[0]?.getAttribute("href")).toBe("app:/app/orders/1043");
});

test("says kindly that nothing is known of her yet", async () => {
  answer = () => Response.json({ block: null });
  await extension.render();
  await waitFor(() => {
    expect(text()).toContain(english.unknown);
  });
});
