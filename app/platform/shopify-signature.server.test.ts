import { describe, expect, test } from "vitest";
import { aProxyRequest } from "../../tests/harness/app";
import { shopId } from "../../tests/harness/records";
import { readProxyRequest } from "./shopify-signature.server";

const secrets = { SHOPIFY_API_SECRET: "lastmile-test-secret-0123456789" };
const read = (request: Request) =>
  readProxyRequest(secrets, new URL(request.url).searchParams, Date.now()).outcome;
type Options = NonNullable<Parameters<typeof aProxyRequest>[1]>;
type Tamper = NonNullable<Options["tamper"]>;
const given = (options: Options) => read(aProxyRequest("/proxy/track", options));

describe("a request the storefront hands on", () => {
  test("is let in, for the shop it names", () => {
    const { searchParams } = new URL(aProxyRequest("/proxy/track").url);
    expect(readProxyRequest(secrets, searchParams, Date.now())).toEqual({ outcome: "signed", shopId });
  });

  test("may have its parameters in any order: they are signed sorted", () => {
    expect(given({ query: [["a", "1"]], tamper: (params) => params.toReversed() })).toBe("signed");
  });

  test("may carry a parameter twice, signed as it is", () => {
    expect(
      given({
        query: [
          ["a", "1"],
          ["a", "2"],
        ],
      }),
    ).toBe("signed");
  });

  test("is still let in with the secret before this one, while Shopify rotates", () => {
    const { searchParams } = new URL(aProxyRequest("/proxy/track").url);
    const rotated = {
      SHOPIFY_API_SECRET: "a-new-secret-0123456789",
      SHOPIFY_API_SECRET_OLD: secrets.SHOPIFY_API_SECRET,
    };
    expect(readProxyRequest(rotated, searchParams, Date.now()).outcome).toBe("signed");
  });

  const changed =
    (name: string, value: string): Tamper =>
    (params) =>
      params.map(([one, old]) => [one, one === name ? value : old]);
  const added =
    (name: string, value: string): Tamper =>
    (params) => [...params, [name, value]];
  const without =
    (name: string): Tamper =>
    (params) =>
      params.filter(([one]) => one !== name);

  test.each<[string, Options]>([
    ["another secret", { secret: "somebody-else-0123456789" }],
    ["another shop than was signed", { tamper: changed("shop", "foreign.myshopify.com") }],
    ["a second shop", { tamper: added("shop", "foreign.myshopify.com") }],
    ["a second signature", { tamper: added("signature", "0") }],
    ["a second timestamp", { tamper: added("timestamp", "0") }],
    ["a parameter nobody signed", { tamper: added("token", "x") }],
    ["a parameter taken away", { query: [["a", "1"]], tamper: without("a") }],
    ["no signature", { tamper: without("signature") }],
    ["no timestamp", { tamper: without("timestamp") }],
    ["two minutes of age: kept and sent again", { ageSeconds: 120 }],
    ["two minutes in the future", { ageSeconds: -120 }],
    ["a shop that is none of Shopify's", { shop: "evil.example" }],
  ])("is refused with %s", (_, options) => {
    expect(given(options)).toBe("refused");
  });
});
