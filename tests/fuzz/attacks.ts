import { createHmac, randomUUID } from "node:crypto";

import fc from "fast-check";

import type { LinkPurpose } from "~/platform/signed-link.server";
import { flowActions } from "~/touchpoints/run-flow-action.server";

import { signIdToken } from "../../sandbox/id-token";
import { probePaths } from "../../server/probes";
import { doors, type Door } from "../doors/doors";
import { mutatedJson, mutatedText } from "./mutations";
import { webhookSamples } from "./samples";
import {
  browser,
  word,
  pairs,
  searchOf,
  methods,
  formHeaders,
  uploadedFile,
  json,
  knownPaths,
  wellFormed,
  printable,
} from "./words";

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
  appUrl: string;
  /** What the text provider signs with. */
  textToken: string;
  /** The code of a text's short link. */
  code: string;
  /** The token of a mail's link. */
  link(purpose: LinkPurpose, id: string): string;
}

/** Who attacks one door, and how often, beside the others. */
interface Attacker {
  weight: number;
  attack: fc.Arbitrary<Attack>;
}

// A shop that leaves takes its token with it: the attacked one stays, or its merchant's pages would have to ask Shopify.
const leavingShop = "leaving.myshopify.com";
const endsAShop = (topic: string) => topic === "app/uninstalled" || topic === "shop/redact";

/** Everything that can be thrown at any door. */
export const attacksOn = (keys: Keys): fc.Arbitrary<Attack> =>
  fc.oneof(...Object.values(attackersOf(keys)).map(({ weight, attack }) => ({ weight, arbitrary: attack })));

/**
 * By the door's name: every route of the list of doors, what the server answers before them, and addresses that lead
 * nowhere. Each attack has what it takes to get to what lies behind the door.
 */
export function attackersOf(keys: Keys): Record<string, Attacker> {
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
          "X-Shopify-Shop-Domain": printable(shop ?? (endsAShop(sample.topic) ? leavingShop : keys.shopId)),
          "X-Shopify-Webhook-Id": randomUUID(),
          "X-Shopify-Triggered-At": "2026-06-12T09:00:00Z",
          "X-Shopify-Hmac-Sha256": isSigned ? sign(body) : "forged",
        },
        body,
      };
    });

  const extension = (door: string) =>
    fc
      .record({
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
      .map(({ query, body, isPost, dest, bytes }): Attack => ({
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

  const link = (prefix: string, token: string) =>
    fc
      .record({
        isSpoilt: fc.boolean(),
        spoil: mutatedText,
        query: pairs(["rating", "choice", "sent", "stopped", "undone", "_data", "_routes"]),
        form: pairs(["rating", "comment", "reason", "mayContact", "choice", "wish", "List-Unsubscribe"]),
        isPost: fc.boolean(),
        suffix: fc.constantFrom("", "", ".data", "/"),
      })
      .map(({ isSpoilt, spoil, query, form, isPost, suffix }): Attack => {
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

  const text = (path: string, fields: string[]) =>
    fc
      .record({
        form: pairs(fields),
        search: pairs(["x"]),
        isSigned: fc.integer({ max: 9, min: 0 }).map((n) => n > 0),
      })
      .map(({ form, search, isSigned }): Attack => {
        const address = `${path}${searchOf(search)}`;
        const body = new URLSearchParams(form);
        const signed = [...new Set(body.keys())]
          .sort()
          .map((name) => name + [...new Set(body.getAll(name))].sort().join(name))
          .join("");
        const signature = createHmac("sha1", keys.textToken)
          .update(keys.appUrl + address + signed)
          .digest("base64");
        return {
          door: path,
          method: "POST",
          path: address,
          headers: { ...formHeaders, "X-Twilio-Signature": isSigned ? signature : "forged" },
          body: Buffer.from(body.toString()),
        };
      });

  const flow = fc
    .record({
      action: fc.oneof(
        { weight: 9, arbitrary: fc.constantFrom(...flowActions) },
        { weight: 1, arbitrary: word },
      ),
      run: fc.oneof(fc.uuid(), word),
      shape: mutatedJson,
      bytes: mutatedText,
    })
    .map(({ action, run, shape, bytes }): Attack => {
      const asked = {
        shopify_domain: keys.shopId,
        action_run_id: run,
        properties: { order_id: 1043, customer_id: 701, kind: "thank_you_note" },
      };
      const body = bytes(json(shape(asked)));
      return {
        door: "flow",
        method: "POST",
        path: `/flow/${encodeURIComponent(wellFormed(action))}`,
        headers: { "Content-Type": "application/json", "X-Shopify-Hmac-Sha256": sign(body) },
        body,
      };
    });

  // A merchant with a genuine session, at her own pages: an address with something wrong, a form, or a file.
  const admin = ({ path, posts }: Door & { opensWith: "an admin session" }) =>
    fc
      .record({
        query: pairs([
          "order",
          "orders",
          "page",
          "kind",
          "state",
          "sort",
          "q",
          "from",
          "to",
          "which",
          "language",
        ]),
        segment: fc.option(word, { freq: 6 }),
        fields: pairs([...new Set(posts.flatMap((fields) => Object.keys(fields)))].concat("intent")),
        known: fc.constantFrom<Record<string, string>>({}, ...posts),
        file: fc.option(uploadedFile, { freq: 3 }),
        isPost: fc.boolean(),
        isData: fc.boolean(),
      })
      .map(({ query, segment, fields, known, file, isPost, isData }): Attack => {
        const [place = "", search = ""] = path.split("?");
        const last =
          segment === null ? place : place.replace(/[^/]*$/, encodeURIComponent(wellFormed(segment)));
        const form = new URLSearchParams([...Object.entries(known), ...fields]).toString();
        const params = new URLSearchParams([...new URLSearchParams(search), ...query]).toString();
        return {
          door: path,
          method: isPost ? "POST" : "GET",
          path: `${last}${isData && !last.endsWith(".data") ? ".data" : ""}?${params}`,
          headers: {
            ...(isPost && file === null ? formHeaders : { "User-Agent": browser }),
            Authorization: `Bearer ${token(`https://${keys.shopId}`)}`,
          },
          body: isPost ? (file ?? Buffer.from(form)) : null,
        };
      });

  const plain = (path: string) =>
    fc
      .record({ method: fc.constantFrom(...methods), query: pairs(["shop", "x"]), secret: word })
      .map(({ method, query, secret }): Attack => ({
        door: path,
        method,
        path: `${path}${searchOf(query)}`,
        headers: { "User-Agent": browser, Authorization: `Bearer ${printable(secret).slice(0, 4000)}` },
        body: null,
      }));

  const anywhere = fc
    .record({
      method: fc.constantFrom(...methods),
      path: fc.oneof(
        fc.constantFrom(...knownPaths),
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

  const attackerOf = (door: Door): Attacker => {
    switch (door.opensWith) {
      case "an admin session":
        return { weight: 2, attack: admin(door) };
      case "a shopper's link":
        return { weight: 6, attack: link(door.prefix, keys.link(door.purpose, door.id)) };
      case "a text's short link":
        return { weight: 3, attack: link(door.prefix, keys.code) };
      case "a checkout session":
        return { weight: 10, attack: extension(door.path.split("?")[0] ?? "") };
      case "Shopify's signature":
        return door.path === "/webhooks" ? { weight: 60, attack: webhook } : { weight: 6, attack: flow };
      case "Shopify's proxy":
        return { weight: 15, attack: proxy };
      case "the text provider's signature":
        return {
          weight: 5,
          attack: text(door.path, ["From", "Body", "OptOutType", "MessageSid", "MessageStatus"]),
        };
      case "the operator's secret":
      case "nothing":
        return { weight: 1, attack: plain(door.path) };
    }
  };
  return {
    ...Object.fromEntries(Object.entries(doors).map(([name, door]) => [name, attackerOf(door)])),
    ...Object.fromEntries(probePaths.map((path) => [path, { weight: 1, attack: plain(path) }])),
    anywhere: { weight: 15, attack: anywhere },
  };
}
