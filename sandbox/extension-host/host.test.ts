import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import type { ExtensionOrder } from "./extension-order";
import { extensionFrame, handleExtensionHost } from "./host";

const order: ExtensionOrder = {
  shopDomain: "acme.myshopify.com",
  shopName: "Acme </script>",
  orderId: "1043",
  orderName: "#1043",
  confirmationNumber: "AB12CD34E",
  isFirstOrder: true,
  checkoutToken: "checkout-1043",
  locale: "it-IT",
  countryCode: "IT",
  currency: "EUR",
  timeZone: "Europe/Rome",
};

let server: Server;
let base: string;

beforeAll(async () => {
  server = createServer((req, res) => {
    void handleExtensionHost(req, res, {
      appUrl: "http://127.0.0.1:3000",
      apiKey: "key",
      apiSecret: "secret",
      findOrder: (token) => (token === order.checkoutToken ? order : null),
    }).then((handled) => {
      if (!handled) res.writeHead(418).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

const get = (path: string) => fetch(`${base}${path}`);
const claimsOf = (token: string) =>
  JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()) as Record<string, unknown>;

describe("the stand-in for the checkout", () => {
  test("leaves every other page to the shop", async () => {
    expect((await get("/cart")).status).toBe(418);
  });

  test("frames the block of an order it knows, in the shopper's language, and breaks out of no script", async () => {
    const response = await get("/extension-host/blocks/thank-you-block?checkoutToken=checkout-1043");
    const html = await response.text();
    expect(html).toContain('<html lang="it">');
    expect(html).toContain("\\u003c/script>");
    expect(html).not.toContain("Acme </script>");
    expect(html).toContain("Salta");
  });

  test("speaks the extension's default language where it has no words in the shopper's", async () => {
    const html = await (
      await get("/extension-host/blocks/thank-you-block?checkoutToken=checkout-1043&locale=fi")
    ).text();
    expect(html).toContain('<html lang="en">');
  });

  test("frames the order status page's block and a parcel's line, each of its own target", async () => {
    const block = await (
      await get("/extension-host/blocks/order-status-block?checkoutToken=checkout-1043")
    ).text();
    expect(block).toContain("customer-account.order-status.block.render");
    const parcel = await get(
      "/extension-host/blocks/parcel-line?checkoutToken=checkout-1043&fulfillmentId=5001",
    );
    expect(await parcel.text()).toContain('"fulfillmentId":"5001"');
  });

  test("knows no block that is not ours", async () => {
    for (const page of ["blocks/constructor", "blocks/..%2Fhost", "bundles/nothing.js"]) {
      expect((await get(`/extension-host/${page}?checkoutToken=checkout-1043`)).status).toBe(404);
    }
  });

  test("knows no other order", async () => {
    for (const page of ["blocks/thank-you-block", "session-token"]) {
      expect((await get(`/extension-host/${page}?checkoutToken=checkout-7`)).status).toBe(404);
    }
  });

  test("signs session tokens as checkout does: five minutes, the shop as a bare host", async () => {
    const response = await get("/extension-host/session-token?checkoutToken=checkout-1043");
    const { token } = (await response.json()) as { token: string };
    const { dest, aud, exp, iat } = claimsOf(token);
    expect({ dest, aud }).toEqual({ dest: "acme.myshopify.com", aud: "key" });
    expect(Number(exp) - Number(iat)).toBe(300);
  });

  test("brings the script that draws Shopify's elements", async () => {
    const script = await (await get("/extension-host/host.js")).text();
    for (const element of ["s-press-button", "s-text-area", "s-query-container"])
      expect(script).toContain(element);
  });

  test("gives the block a place on the page that is empty until it has something to show", () => {
    const html = extensionFrame("thank-you-block", { order });
    expect(html).toContain(
      'src="/extension-host/blocks/thank-you-block?checkoutToken=checkout-1043&amp;locale=it-IT"',
    );
    expect(html).toContain("height:0");
  });
});
