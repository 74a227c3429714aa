import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

import { envSchema, readEnv } from "~/platform/env.server";

// A variable with a comment sign before it is optional; its name still has to be there.
const example = [...readFileSync(".env.example", "utf8").matchAll(/^(# ?)?([A-Z][A-Z0-9_]*)=(.*)$/gm)].map(
  ([, sign, name, value]) => ({ name: name ?? "", value: (value ?? "").trim(), isSet: sign === undefined }),
);

test(".env.example names every variable the app reads and no other", () => {
  expect(example.map(({ name }) => name).sort()).toEqual(Object.keys(envSchema.shape).sort());
});

test("what is missing is listed all at once, not one start after the other", () => {
  const required = ["SHOPIFY_API_KEY", "SHOPIFY_API_SECRET", "APP_URL", "ENCRYPTION_KEY", "SMTP_URL"];
  for (const name of required) expect(() => readEnv({ NODE_ENV: "test" })).toThrow(name);
});
