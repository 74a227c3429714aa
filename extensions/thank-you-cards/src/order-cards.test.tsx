/// <reference types="@shopify/ui-extensions/admin.order-details.print-action.render" />
import { getExtension } from "@shopify/ui-extensions-tester";
import { waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, expect, test } from "vitest";

import { all, text, translatorOf } from "../../shared/shown-page.fixture";
import italian from "../locales/it.json";

process.env.APP_URL = "https://lastmile.example";

const extension = getExtension("admin.order-details.print-action.render");

beforeEach(() => {
  extension.setUp();
  extension.fetch = () => Promise.resolve(Response.json({ cards: 1, leftOut: 0, printedBefore: [] }));
  extension.shopify.data = { selected: [{ id: "gid://shopify/Order/1043" }] };
  extension.shopify.auth.idToken = () => Promise.resolve("id-token");
  extension.shopify.i18n.translate = translatorOf(italian) as typeof extension.shopify.i18n.translate;
});

afterEach(() => {
  extension.tearDown();
});

test("the order looked at gets its one card, in the merchant's language", async () => {
  await extension.render();
  await waitFor(() => {
    expect(text()).toContain("1 biglietto");
  });
  const src = all("s-admin-print-action")[0]?.getAttribute("src") ?? "";
  const { pathname, searchParams } = new URL(src, "https://lastmile.example");
  expect([pathname, ...["orders", "format", "locale"].map((name) => searchParams.get(name))]).toEqual([
    "/print/cards",
    "1043",
    "a6",
    "it",
  ]);
});
