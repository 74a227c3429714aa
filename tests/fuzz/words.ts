import { gzipSync } from "node:zlib";

import fc from "fast-check";

import { mutatedText } from "./mutations";

export const browser =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0";

const nasty = [
  ...["", " ", "\0", "null", "undefined", "NaN", "-1", "0", "1e309", "9007199254740993", "true", "[]", "{}"],
  ...["{{ order.name }}", "{% for i in (1..99999999) %}x{% endfor %}", "<script>alert(1)</script>", "=1+1"],
  ...[
    "' OR 1=1 --",
    "../../etc/passwd",
    "%00",
    "%E0%A4%A",
    "\uD800",
    "‮",
    "👩‍👩‍👧‍👦".repeat(20),
    "__proto__",
    "constructor",
  ],
];

/** A word from anywhere, often a nasty one, sometimes a very long one. */
export const word = fc.oneof(
  { weight: 3, arbitrary: fc.string({ maxLength: 30, unit: "grapheme" }) },
  { weight: 3, arbitrary: fc.constantFrom(...nasty) },
  { weight: 1, arbitrary: fc.integer({ min: 1000, max: 40_000 }).map((length) => "x".repeat(length)) },
);

export const pairs = (names: string[]) =>
  fc.array(
    fc.tuple(
      fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...names) }, { weight: 1, arbitrary: word }),
      word,
    ),
    {
      maxLength: 6,
    },
  );

export const searchOf = (given: Array<[string, string]>): string => {
  const search = new URLSearchParams(given).toString();
  return search === "" ? "" : `?${search}`;
};

export const methods = ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"];

export const formHeaders = { "User-Agent": browser, "Content-Type": "application/x-www-form-urlencoded" };

const history =
  "order_id,placed_at,promised_on,handed_over_at,delivered_at\n1,2026-01-02,2026-01-08,2026-01-03,2026-01-07\n";

/** A history file with something wrong in it, packed or not; or one that is only said to be packed. */
export const uploadedFile = fc
  .record({ bytes: mutatedText, rows: fc.integer({ min: 0, max: 500 }), packing: fc.nat({ max: 2 }) })
  .map(({ bytes, rows, packing }) => {
    const file = bytes(Buffer.from(history + "2,x,,,\n".repeat(rows)));
    if (packing === 0) return file;
    return packing === 1 ? gzipSync(file) : Buffer.concat([Buffer.from([0x1f, 0x8b]), file]);
  });

export const json = (body: unknown) => Buffer.from(JSON.stringify(body) ?? "");

/** Half a surrogate cannot be encoded. */
export const wellFormed = (text: string): string => Buffer.from(text, "utf8").toString("utf8");

/** What may stand in a header at all: anything else no client would send. */
export const printable = (text: string): string => text.replaceAll(/[^\x20-\x7e]/g, "?");

/** Addresses a stranger tries first. */
export const knownPaths = [
  "/",
  "/app",
  "/app.data",
  "/app/orders/1.data",
  "/__manifest?p=/app&version=1",
  "/__manifest",
  "/d/",
  "/r/%E0%A4%A",
  "/auth/session-token",
  "/auth/exit-iframe",
  "/auth/x",
  "/healthz",
  "/readyz",
  "/metrics",
  "/assets/../../package.json",
  "/stand-in/ledger",
  "/webhooks?x",
  "//evil.example",
  "/%2e%2e/%2e%2e/etc/passwd",
  "/%00",
  "/favicon.svg",
];
