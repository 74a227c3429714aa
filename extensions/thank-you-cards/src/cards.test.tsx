/// <reference types="@shopify/ui-extensions/admin.order-index.selection-print-action.render" />
import { getExtension } from "@shopify/ui-extensions-tester";
import { fireEvent, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, expect, test } from "vitest";

import { all, text, translatorOf } from "../../shared/shown-page.fixture";
import english from "../locales/en.default.json";
import type { Found } from "./cards-api";

process.env.APP_URL = "https://lastmile.example";

const extension = getExtension("admin.order-index.selection-print-action.render");

let found: Found;
let reached: boolean;

beforeEach(() => {
  extension.setUp();
  found = { cards: 3, leftOut: 0, printedBefore: [] };
  reached = true;
  extension.fetch = () =>
    reached ? Promise.resolve(Response.json(found)) : Promise.reject(new TypeError("Failed to fetch"));
  extension.shopify.data = {
    selected: ["1", "2", "3"].map((id) => ({ id: `gid://shopify/Order/${id}` })),
  };
  extension.shopify.auth.idToken = () => Promise.resolve("id-token");
  extension.shopify.i18n.translate = translatorOf(english) as typeof extension.shopify.i18n.translate;
});

afterEach(() => {
  extension.tearDown();
});

const address = () => {
  const src = all("s-admin-print-action")[0]?.getAttribute("src");
  return src == null ? null : new URL(src, "https://lastmile.example");
};
const asked = () => Object.fromEntries(address()?.searchParams ?? []);

async function shown(words: string): Promise<void> {
  await extension.render();
  await waitFor(() => {
    expect(text()).toContain(words);
  });
}

test("the orders chosen become one document, four cards to a sheet", async () => {
  await shown("3 cards, front and back.");
  expect(address()?.pathname).toBe("/print/cards");
  expect(asked()).toMatchObject({ orders: "1,2,3", format: "a4", printed: "false", locale: "en" });
});

test("cards printed before are named and left out, until they are wanted once more", async () => {
  found.printedBefore = [{ order: "#2", at: "Fri 12 Jun, 11:00" }];
  await shown("#2 was printed before, Fri 12 Jun, 11:00.");
  expect(text()).toContain("2 cards, front and back.");
  const [box] = all("s-checkbox");
  if (box === undefined) throw new Error("There is no checkbox.");
  Object.assign(box, { checked: true });
  fireEvent.change(box);
  await waitFor(() => {
    expect(asked()).toMatchObject({ printed: "true" });
  });
  expect(text()).toContain("3 cards, front and back.");
});

test("nothing can be printed by mistake when every card was printed before", async () => {
  found = { cards: 1, leftOut: 2, printedBefore: [{ order: "#2", at: "Fri 12 Jun, 11:00" }] };
  await shown("0 cards");
  expect(text()).toContain("2 of the orders get none");
  expect(address()).toBeNull();
});

test("paper and the packer's line are the merchant's choice, and all of it is one print", async () => {
  await shown("3 cards");
  const print = asked().print;
  const [paper] = all("s-choice-list");
  const [note] = all("s-text-field");
  if (paper === undefined || note === undefined) throw new Error("There is nothing to choose.");
  Object.assign(paper, { values: ["a6"] });
  fireEvent.change(paper);
  Object.assign(note, { value: " add a sample " });
  fireEvent.change(note);
  await waitFor(() => {
    expect(asked()).toMatchObject({ format: "a6", note: "add a sample", print });
  });
});

test("an app that does not answer beforehand stands in nobody's way: the document says it itself", async () => {
  reached = false;
  await shown("3 cards");
  expect(address()).not.toBeNull();
});
