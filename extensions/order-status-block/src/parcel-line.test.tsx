/// <reference types="@shopify/ui-extensions/customer-account.order-status.fulfillment-details.render-after" />
import { getExtension } from "@shopify/ui-extensions-tester";
import { waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, expect, test } from "vitest";

import { all, text, translatorOf } from "../../shared/shown-page.fixture";
import english from "../locales/en.default.json";

process.env.APP_URL = "https://lastmile.example";

const extension = getExtension("customer-account.order-status.fulfillment-details.render-after");

let calls: string[];

beforeEach(() => {
  extension.setUp();
  calls = [];
  extension.fetch = (input) => {
    calls.push(String(input));
    const delivery = {
      heading: "This parcel is out for delivery.",
      details: [],
      line: "The way of your order",
      steps: [{ name: "Out for delivery", state: "now", spoken: "Out for delivery: now" }],
      dates: "Promised for Wednesday 17",
      tracking: null,
      delay: null,
    };
    return Promise.resolve(Response.json({ delivery, question: null }));
  };
  extension.shopify.checkoutToken.value = "checkout-1043";
  extension.shopify.order.value = { id: "gid://shopify/Order/1043", name: "#1043" };
  Object.assign(extension.shopify, {
    fulfillmentId: "gid://shopify/Fulfillment/5001",
    extension: {
      target: "customer-account.order-status.fulfillment-details.render-after",
      editor: undefined,
    },
  });
  extension.shopify.i18n.translate = translatorOf(english) as typeof extension.shopify.i18n.translate;
});

afterEach(() => {
  extension.tearDown();
});

test("beside a parcel stands where that parcel is, and no question", async () => {
  await extension.render();
  await waitFor(() => {
    expect(text()).toContain("This parcel is out for delivery.");
  });
  expect(calls[0]).toContain("fulfillmentId=gid%3A%2F%2Fshopify%2FFulfillment%2F5001");
  expect(calls[0]).toContain("ask=false");
  expect(text()).toContain("Promised for Wednesday 17");
  expect(all("s-press-button")).toEqual([]);
});
