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

test("what is wrong is named without being repeated: a start's complaint is read by many", () => {
  const wrong = {
    SHOPIFY_API_SECRET: "too-short",
    ENCRYPTION_KEY: "no-key-at-all",
    METRICS_TOKEN: "guessable",
  };
  for (const [name, value] of Object.entries(wrong)) {
    expect(() => readEnv({ NODE_ENV: "test", ...wrong })).toThrow(name);
    expect(() => readEnv({ NODE_ENV: "test", ...wrong })).not.toThrow(value);
  }
});

test("in production nothing stands in for Shopify", () => {
  const whole = Object.fromEntries(
    example.filter(({ value }) => value !== "").map(({ name, value }) => [name, value]),
  );
  const started = {
    ...whole,
    NODE_ENV: "production" as const,
    SHOPIFY_API_KEY: "key",
    SHOPIFY_API_SECRET: "a-secret-of-16-letters",
    ENCRYPTION_KEY: Buffer.alloc(32).toString("base64"),
  };
  expect(readEnv(started).SHOPIFY_API_KEY).toBe("key");
  expect(() => readEnv({ ...started, STAND_IN_URL: "http://127.0.0.1:4000" })).toThrow("STAND_IN_URL");
});
