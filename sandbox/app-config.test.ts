import { expect, test } from "vitest";
import { pickFields, readAppConfig } from "./app-config";

const toml = `
name = "Lastmile"
[access_scopes]
# read first
scopes = "read_orders, write_orders"

[[webhooks.subscriptions]]
topics = [
  "orders/create", # the beginning
  "orders/paid",
]
include_fields = ["id", "updated_at", "line_items.title"]
uri = "/webhooks"

[app_proxy]
url = "https://app.example/proxy"
subpath = "lastmile"
prefix = "apps"

[[webhooks.subscriptions]]
compliance_topics = ["shop/redact"]
uri = "/webhooks"
`;

test("the app's scopes, topics and wanted fields are read from its configuration", () => {
  const config = readAppConfig(toml);
  expect(config.scopes).toEqual(["read_orders", "write_orders"]);
  expect([...config.subscriptions]).toEqual([
    ["orders/create", ["id", "updated_at", "line_items.title"]],
    ["orders/paid", ["id", "updated_at", "line_items.title"]],
    ["shop/redact", null],
  ]);
  expect(config.appProxy).toEqual({ storefrontPath: "/apps/lastmile", appPath: "/proxy" });
});

test("only the wanted fields of a webhook are sent, also inside lists", () => {
  const body = { id: 1, email: "a@b.example", updated_at: "now", line_items: [{ id: 2, title: "Vase" }] };
  expect(pickFields(body, ["id", "updated_at", "line_items.title"])).toEqual({
    id: 1,
    updated_at: "now",
    line_items: [{ title: "Vase" }],
  });
});
