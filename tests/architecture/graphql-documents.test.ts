import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { parse, validate } from "graphql";
import { expect, test } from "vitest";

import { readAdminSchema } from "./admin-schema";

const { schema, scopesNeeded } = readAdminSchema();

/** Every document in the app is a template literal led by `#graphql`, which is how editors know it too. */
const documents = readdirSync("app", { recursive: true, encoding: "utf8" })
  .filter((path) => /\.tsx?$/.test(path) && !path.includes("platform/prisma/"))
  .map((path) => join("app", path))
  .flatMap((path) =>
    [...readFileSync(path, "utf8").matchAll(/`\s*#graphql([^`]*)`/g)].map(([, document], index) => ({
      title: `${path} (${index + 1})`,
      document: document ?? "",
    })),
  );

/** Required and optional scopes of shopify.app.toml; writing includes reading. */
function grantedScopes(): string[] {
  const toml = readFileSync("shopify.app.toml", "utf8");
  const lists = [...toml.matchAll(/^\s*(?:optional_)?scopes\s*=\s*(?:"([^"]*)"|\[([^\]]*)\])/gm)];
  const scopes = lists.flatMap(([, text, list]) => (text ?? list ?? "").match(/[a-z_]+/g) ?? []);
  return scopes.flatMap((scope) => [scope, scope.replace(/^write_/, "read_")]);
}

test("the app asks Shopify for something", () => {
  expect(documents).not.toEqual([]);
});

test.each(documents)("Shopify understands $title", ({ document }) => {
  expect(document, "a document with values pasted in cannot be checked: use variables").not.toContain("${");
  expect(validate(schema, parse(document)).map((error) => error.message)).toEqual([]);
});

test.each(documents)("the merchant was asked for every scope $title needs", ({ document }) => {
  const granted = grantedScopes();
  const refused = scopesNeeded(document).filter((anyOf) => !anyOf.some((scope) => granted.includes(scope)));
  expect(refused).toEqual([]);
});

test("a document Shopify would refuse is refused here", () => {
  const errors = validate(schema, parse(`query { order(id: "1") { estimatedDelivery } }`));
  expect(errors.map((error) => error.message).join()).toContain("estimatedDelivery");
});

test("reading a delivery estimate needs more than reading orders", () => {
  const needed = scopesNeeded(
    `query { order(id: "1") { fulfillmentOrders(first: 1) { nodes { deliveryMethod { maxDeliveryDateTime } } } } }`,
  );
  const needsOneOf = (scope: string) => needed.filter((anyOf) => anyOf.includes(scope));
  expect(needsOneOf("read_orders").length).toBeGreaterThan(0);
  const withoutOrders = needsOneOf("read_merchant_managed_fulfillment_orders").filter(
    (anyOf) => !anyOf.includes("read_orders"),
  );
  expect(withoutOrders.length).toBeGreaterThan(0);
});
