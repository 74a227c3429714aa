import { createHmac, randomUUID } from "node:crypto";

import fc from "fast-check";

import { signIdToken } from "../../sandbox/id-token";
import { mutatedJson, mutatedText } from "./mutations";
import { webhookSamples } from "./samples";

/** A request as it goes over the wire. */
export interface Attack {
  door: string;
  method: string;
  path: string;
  headers: Record<string, string>;
  body: Buffer | null;
}

/** What the attacker has: genuine keys of a shop that uses the app, to get past the first lock. */
export interface Keys {
  apiKey: string;
  apiSecret: string;
  shopId: string;
  /** Genuine links of a mail, by the address they stand under: "/r/". */
  links: Array<{ prefix: string; token: string }>;
}

const browser = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0";

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
const word = fc.oneof(
  { weight: 3, arbitrary: fc.string({ maxLength: 30, unit: "grapheme" }) },
  { weight: 3, arbitrary: fc.constantFrom(...nasty) },
  { weight: 1, arbitrary: fc.integer({ min: 1000, max: 40_000 }).map((length) => "x".repeat(length)) },
);

const pairs = (names: string[]) =>
  fc.array(
    fc.tuple(
      fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...names) }, { weight: 1, arbitrary: word }),
      word,
    ),
    {
      maxLength: 6,
    },
  );

const searchOf = (given: Array<[string, string]>): string => {
  const search = new URLSearchParams(given).toString();
  return search === "" ? "" : `?${search}`;
};

const json = (body: unknown) => Buffer.from(JSON.stringify(body) ?? "");

/** Every public door, by what it takes to get to what lies behind it. */
export function attacksOn(keys: Keys): fc.Arbitrary<Attack> {
  const sign = (body: Buffer) => createHmac("sha256", keys.apiSecret).update(body).digest("base64");
  const token = (dest = keys.shopId) =>
    signIdToken({
      ...keys,
      shopDomain: keys.shopId,
      dest,
      lifetimeSeconds: 300,
      subject: "gid://shopify/Customer/1",
    });

  const webhook = fc
    .record({
      sample: fc.constantFrom(...webhookSamples()),
      shape: mutatedJson,
      bytes: mutatedText,
      topic: fc.option(word, { freq: 10 }),
      isSigned: fc.integer({ max: 9, min: 0 }).map((n) => n > 0),
      shop: fc.option(word, { freq: 10 }),
    })
    .map(({ sample, shape, bytes, topic, isSigned, shop }): Attack => {
      const body = bytes(json(shape(JSON.parse(sample.body))));
      return {
        door: "webhooks",
        method: "POST",
        path: "/webhooks",
        headers: {
          "Content-Type": "application/json",
          "X-Shopify-Topic": printable(topic ?? sample.topic),
          "X-Shopify-Shop-Domain": printable(shop ?? keys.shopId),
          "X-Shopify-Webhook-Id": randomUUID(),
          "X-Shopify-Triggered-At": "2026-06-12T09:00:00Z",
          "X-Shopify-Hmac-Sha256": isSigned ? sign(body) : "forged",
        },
        body,
      };
    });

  const extension = fc
    .record({
      door: fc.constantFrom("/api/thank-you", "/api/survey-responses", "/api/order-status"),
      query: pairs(["checkoutToken", "orderId", "locale", "firstOrder", "ask", "fulfillmentId"]),
      body: fc.oneof(
        fc.record(
          {
            intent: fc.constantFrom("answer", "choose", "x"),
            checkoutToken: word,
            orderId: word,
            rating: fc.oneof(fc.double(), fc.integer(), word),
            comment: fc.oneof(word, fc.constant(null)),
            reasons: fc.oneof(fc.array(word), word),
            choice: word,
            delayId: word,
          },
          { requiredKeys: [] },
        ),
        fc.jsonValue(),
      ),
      isPost: fc.boolean(),
      dest: fc.option(word, { freq: 8 }),
      bytes: mutatedText,
    })
    .map(({ door, query, body, isPost, dest, bytes }): Attack => ({
      door,
      method: isPost ? "POST" : "GET",
      path: `${door}${searchOf(query)}`,
      headers: {
        Authorization: `Bearer ${token(dest ?? undefined)}`,
        Origin: "https://extensions.shopifycdn.com",
        "User-Agent": browser,
        ...(isPost ? { "Content-Type": "application/json" } : {}),
      },
      body: isPost ? bytes(json(body)) : null,
    }));

  const link = fc
    .record({
      genuine: fc.constantFrom(...keys.links),
      isSpoilt: fc.boolean(),
      spoil: mutatedText,
      query: pairs(["rating", "choice", "sent", "stopped", "undone", "_data", "_routes"]),
      form: pairs(["rating", "comment", "reason", "mayContact", "choice", "wish", "List-Unsubscribe"]),
      isPost: fc.boolean(),
      suffix: fc.constantFrom("", "", ".data", "/"),
    })
    .map(({ genuine, isSpoilt, spoil, query, form, isPost, suffix }): Attack => {
      const { prefix, token } = genuine;
      const written = isSpoilt ? encodeURIComponent(spoil(Buffer.from(token)).toString("latin1")) : token;
      return {
        door: prefix,
        method: isPost ? "POST" : "GET",
        path: `${prefix}${written}${suffix}${searchOf(query)}`,
        headers: {
          "User-Agent": browser,
          ...(isPost ? { "Content-Type": "application/x-www-form-urlencoded" } : {}),
        },
        body: isPost ? Buffer.from(new URLSearchParams(form).toString()) : null,
      };
    });

  const proxy = fc
    .record({
      query: pairs(["shop", "number", "path_prefix"]),
      form: pairs(["number", "email"]),
      isPost: fc.boolean(),
    })
    .map(({ query, form, isPost }): Attack => {
      const params: Array<[string, string]> = [
        ...query.filter(([name]) => name !== "shop" && name !== "signature" && name !== "timestamp"),
        ["shop", keys.shopId],
        ["timestamp", String(Math.floor(Date.now() / 1000))],
      ];
      const names = [...new Set(params.map(([name]) => name))];
      const valuesOf = (name: string) => params.flatMap(([one, value]) => (one === name ? [value] : []));
      const text = names
        .map((name) => `${name}=${valuesOf(name).join(",")}`)
        .sort()
        .join("");
      const signature = createHmac("sha256", keys.apiSecret).update(text).digest("hex");
      return {
        door: "proxy",
        method: isPost ? "POST" : "GET",
        path: `/proxy/track${searchOf([...params, ["signature", signature]])}`,
        headers: isPost
          ? { "Content-Type": "application/x-www-form-urlencoded", Origin: "https://shop.example" }
          : {},
        body: isPost ? Buffer.from(new URLSearchParams(form).toString()) : null,
      };
    });

  const anywhere = fc
    .record({
      method: fc.constantFrom("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"),
      path: fc.oneof(
        fc.constantFrom(
          ...[
            "/",
            "/app",
            "/app.data",
            "/app/orders/1.data",
            "/__manifest?p=/app&version=1",
            "/__manifest",
            "/d/",
            "/r/%E0%A4%A",
          ],
          ...[
            "/auth/session-token",
            "/auth/exit-iframe",
            "/auth/x",
            "/healthz",
            "/readyz",
            "/metrics",
            "/assets/../../package.json",
          ],
          ...[
            "/stand-in/ledger",
            "/webhooks?x",
            "//evil.example",
            "/%2e%2e/%2e%2e/etc/passwd",
            "/%00",
            "/favicon.svg",
          ],
        ),
        word.map((text) => `/${encodeURIComponent(wellFormed(text))}`),
        fc.webPath(),
      ),
      query: pairs([
        "shop",
        "host",
        "id_token",
        "embedded",
        "_data",
        "_routes",
        "exitIframe",
        "shopify-reload",
      ]),
      headers: fc.array(
        fc.tuple(
          fc.constantFrom(
            ...[
              "Authorization",
              "Origin",
              "Accept",
              "Accept-Language",
              "Cookie",
              "User-Agent",
              "X-Forwarded-Host",
            ],
            ...["Content-Type", "X-Forwarded-Proto", "If-None-Match", "Range", "Accept-Encoding", "Referer"],
          ),
          word,
        ),
        { maxLength: 4 },
      ),
      body: fc.oneof(word, fc.json(), fc.constant("")),
    })
    .map(({ method, path, query, headers, body }): Attack => {
      const hasBody = !["GET", "HEAD", "OPTIONS"].includes(method) && body !== "";
      return {
        door: "anywhere",
        method,
        path: path.includes("?") ? path : `${path}${searchOf(query)}`,
        headers: Object.fromEntries(headers.map(([name, value]) => [name, printable(value).slice(0, 8000)])),
        body: hasBody ? Buffer.from(body) : null,
      };
    });

  return fc.oneof(
    { weight: 4, arbitrary: webhook },
    { weight: 2, arbitrary: extension },
    { weight: 2, arbitrary: link },
    { weight: 1, arbitrary: proxy },
    { weight: 1, arbitrary: anywhere },
  );
}

/** Half a surrogate cannot be encoded. */
const wellFormed = (text: string): string => Buffer.from(text, "utf8").toString("utf8");

/** What may stand in a header at all: anything else no client would send. */
const printable = (text: string): string => text.replaceAll(/[^\x20-\x7e]/g, "?");
