import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

import { handledTopics } from "~/intake/webhook-topics";

const toml = readFileSync("shopify.app.toml", "utf8");

/** The strings of every `key = [ … ]` in the text. */
function listsOf(key: string, text: string): string[][] {
  return [...text.matchAll(new RegExp(`^\\s*${key}\\s*=\\s*\\[([^\\]]*)\\]`, "gm"))].map(([, list]) =>
    [...(list ?? "").matchAll(/"([^"]+)"/g)].map(([, item]) => item ?? ""),
  );
}

const subscribed = [...listsOf("topics", toml), ...listsOf("compliance_topics", toml)].flat();

test("every topic the app subscribes to is handled, and every handled topic is subscribed to", () => {
  expect([...subscribed].sort()).toEqual([...handledTopics].sort());
});

test("no topic is subscribed to twice: each event would be delivered twice", () => {
  expect(subscribed).toEqual([...new Set(subscribed)]);
});

test("the compliance topics Shopify demands are there", () => {
  expect(subscribed).toEqual(
    expect.arrayContaining(["customers/data_request", "customers/redact", "shop/redact"]),
  );
});

test("a trimmed payload keeps updated_at: without it Shopify drops deliveries that look the same", () => {
  const trimmed = listsOf("include_fields", toml);
  expect(trimmed.length).toBeGreaterThan(0);
  for (const fields of trimmed) expect(fields).toContain("updated_at");
});
