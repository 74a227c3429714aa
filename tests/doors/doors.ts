import type { LinkPurpose } from "~/platform/signed-link.server";

type Fields = Record<string, string>;

/**
 * What stands at a door: who is let in, and an address and forms that name things of Acme's. Whoever writes a new
 * route says here which kind it is; then every wrong key there is is tried on it.
 */
export type Door =
  | { opensWith: "an admin session"; path: string; posts: Fields[] }
  | { opensWith: "a shopper's link"; prefix: string; purpose: LinkPurpose; id: string; posts: Fields[] }
  /** A code in place of a link: what a text has room for. */
  | { opensWith: "a text's short link"; prefix: string }
  | {
      opensWith: "a checkout session";
      path: string;
      posts: object[];
      /** An address and posts about Acme's order that a shopper of Acme with another order tries. */
      neighbours?: { path: string; posts: object[] };
    }
  | { opensWith: "Shopify's signature"; path: string }
  /** The storefront's pages, handed on signed: `posts` are what a visitor who knows half of it tries. */
  | { opensWith: "Shopify's proxy"; path: string; posts: Fields[] }
  | { opensWith: "the text provider's signature"; path: string; posts: Fields[] }
  | { opensWith: "the operator's secret"; path: string }
  /** Tells and changes nothing of any shop; the reason. */
  | { opensWith: "nothing"; path: string; because: string };

const followUpPosts: Fields[] = [
  { intent: "resolve", followUpId: "follow-up-1043", outcome: "explained", note: "taken over" },
  { intent: "plan", followUpId: "follow-up-1043", owner: "Taken over", dueLocal: "2026-06-13T10:00" },
  {
    ...{ intent: "reply", followUpId: "follow-up-1043", subject: "Taken over", text: "taken over" },
    replyId: "11111111-1111-4111-8111-111111111111",
  },
];

const goodwillPosts: Fields[] = [
  { intent: "goodwill-approve", orderId: "1043" },
  { intent: "goodwill-decline", orderId: "1043" },
];

const settingsForm = { "quietHours.startsAt": "23:45", "brand.name": "Taken over" };

/** By the route's name, as in app/routes. */
export const doors: Record<string, Door> = {
  app: { opensWith: "an admin session", path: "/app", posts: [] },
  "app.$": { opensWith: "an admin session", path: "/app/nonsense", posts: [{}] },
  "app._index": {
    opensWith: "an admin session",
    path: "/app?index",
    posts: [{ intent: "dismiss-setup" }],
  },
  "app.batches.$batchId": {
    opensWith: "an admin session",
    path: "/app/batches/batch-1",
    posts: [{ intent: "approve" }, { intent: "dismiss" }, { "reason.en": "Taken over" }],
  },
  "app.dry-run": { opensWith: "an admin session", path: "/app/dry-run", posts: [] },
  "app.feedback": {
    opensWith: "an admin session",
    path: "/app/feedback",
    posts: followUpPosts,
  },
  "app.feedback_.export": { opensWith: "an admin session", path: "/app/feedback/export", posts: [] },
  "app.goodwill": { opensWith: "an admin session", path: "/app/goodwill", posts: goodwillPosts },
  "app.insights._index": { opensWith: "an admin session", path: "/app/insights?index", posts: [] },
  "app.insights.export": { opensWith: "an admin session", path: "/app/insights/export", posts: [] },
  "app.insights.orders": {
    opensWith: "an admin session",
    path: "/app/insights/orders?which=late",
    posts: [],
  },
  "app.journey._index": { opensWith: "an admin session", path: "/app/journey?index", posts: [] },
  "app.journey.$kind": {
    opensWith: "an admin session",
    path: "/app/journey/thank_you_note",
    posts: [{ "words.subject": "Taken over" }, { "touchpoints.thank_you_note.enabled": "false" }],
  },
  "app.journey.$kind_.dry-run": {
    opensWith: "an admin session",
    path: "/app/journey/thank_you_note/dry-run.data",
    posts: [{ "touchpoints.thank_you_note.enabled": "false" }],
  },
  "app.journey.$kind_.preview": {
    opensWith: "an admin session",
    path: "/app/journey/thank_you_note/preview.data",
    posts: [{ order: "77043", subject: "{{ order.name }}" }],
  },
  "app.orders.$orderId": {
    opensWith: "an admin session",
    path: "/app/orders/1043",
    posts: [...followUpPosts, ...goodwillPosts],
  },
  "app.settings._index": {
    opensWith: "an admin session",
    path: "/app/settings?index",
    posts: [settingsForm],
  },
  "app.settings.$section": { opensWith: "an admin session", path: "/app/settings/sender", posts: [] },
  "app.settings.data": {
    opensWith: "an admin session",
    path: "/app/settings/data",
    posts: [{ intent: "export" }, { intent: "cancel", taskId: "task-1" }],
  },
  "app.settings.data_.$taskId": {
    opensWith: "an admin session",
    path: "/app/settings/data/task-1",
    posts: [],
  },
  "app.settings.data_.import": {
    opensWith: "an admin session",
    path: "/app/settings/data/import",
    posts: [{ order_id: "past-1" }],
  },
  "app.settings.go-live": {
    opensWith: "an admin session",
    path: "/app/settings/go-live",
    posts: [{ intent: "go-live" }, { intent: "pause" }],
  },
  "app.settings.promise-preview": {
    opensWith: "an admin session",
    path: "/app/settings/promise-preview.data",
    posts: [{ "promiseRules.handlingDays": "9" }],
  },
  "app.settings.privacy": { opensWith: "an admin session", path: "/app/settings/privacy", posts: [] },
  "app.settings.privacy_.$requestId": {
    opensWith: "an admin session",
    path: "/app/settings/privacy/9999",
    posts: [{}],
  },
  "app.settings.sender-check": {
    opensWith: "an admin session",
    path: "/app/settings/sender-check",
    posts: [{}],
  },
  "app.shipments._index": {
    opensWith: "an admin session",
    path: "/app/shipments?index&order=1043",
    posts: [
      { intent: "hold", orders: "1043" },
      { intent: "release", orders: "1043" },
      { intent: "tell", orders: "1043" },
      { intent: "drop-view", viewId: "view-1" },
    ],
  },
  "auth.$": {
    opensWith: "nothing",
    path: "/auth/session-token",
    because: "Shopify's own bounce pages: they carry the visitor back into the admin",
  },
  "auth.login": { opensWith: "nothing", path: "/auth/login", because: "says to open the app from the admin" },
  "d.$token": {
    opensWith: "a shopper's link",
    prefix: "/d/",
    purpose: "choose",
    id: "delay-1043",
    posts: [{ choice: "cancel" }],
  },
  "p.$token": {
    opensWith: "a shopper's link",
    prefix: "/p/",
    purpose: "unsubscribe",
    id: "touchpoint-1043",
    posts: [{ language: "it" }],
  },
  "r.$token": {
    opensWith: "a shopper's link",
    prefix: "/r/",
    purpose: "rate",
    id: "touchpoint-1043",
    posts: [{ rating: "1", comment: "taken over" }],
  },
  "s.$code": { opensWith: "a text's short link", prefix: "/s/" },
  "t.$token": { opensWith: "a shopper's link", prefix: "/t/", purpose: "track", id: "1043", posts: [] },
  "proxy.track": {
    opensWith: "Shopify's proxy",
    path: "/proxy/track",
    posts: [
      { number: "77043", email: "somebody@else.example" },
      { number: "1", email: "marta@example.com" },
    ],
  },
  "texts.inbound": {
    opensWith: "the text provider's signature",
    path: "/texts/inbound",
    posts: [{ From: "+393331234567", Body: "STOP" }],
  },
  "texts.status.$shopId": {
    opensWith: "the text provider's signature",
    path: "/texts/status/acme.myshopify.com",
    posts: [{ MessageSid: "SM1", MessageStatus: "failed" }],
  },
  "u.$token": {
    opensWith: "a shopper's link",
    prefix: "/u/",
    purpose: "unsubscribe",
    id: "touchpoint-1043",
    posts: [{ wish: "stop" }, { wish: "undo" }, { "List-Unsubscribe": "One-Click" }],
  },
  $: { opensWith: "nothing", path: "/nowhere", because: "there is nothing behind it" },
  "api.survey-responses": {
    opensWith: "a checkout session",
    path: "/api/survey-responses",
    posts: [{ checkoutToken: "checkout-1043", rating: 1, comment: "taken over" }],
  },
  "api.order-status": {
    opensWith: "a checkout session",
    path: "/api/order-status?orderId=1043&checkoutToken=checkout-1043",
    posts: [
      { intent: "answer", orderId: "1043", checkoutToken: "checkout-1043", rating: 1 },
      {
        intent: "choose",
        orderId: "1043",
        checkoutToken: "checkout-1043",
        delayId: "delay-1043",
        choice: "cancel",
      },
    ],
    neighbours: {
      path: "/api/order-status?orderId=1043&checkoutToken=checkout-1044",
      posts: [
        { intent: "answer", orderId: "1043", rating: 1 },
        { intent: "choose", orderId: "1043", delayId: "delay-1043", choice: "cancel" },
      ],
    },
  },
  "api.admin-block": {
    opensWith: "an admin session",
    path: "/api/admin-block?about=gid://shopify/Order/1043",
    posts: [],
  },
  "api.cards": {
    opensWith: "an admin session",
    path: "/api/cards?orders=1043&print=11111111-1111-4111-8111-111111111111",
    posts: [],
  },
  "print.cards": {
    opensWith: "an admin session",
    path: "/print/cards?orders=1043&print=11111111-1111-4111-8111-111111111111",
    posts: [],
  },
  "api.thank-you": {
    opensWith: "a checkout session",
    path: "/api/thank-you?checkoutToken=checkout-1043",
    posts: [],
  },
  "flow.$action": { opensWith: "Shopify's signature", path: "/flow/pause-messages" },
  webhooks: { opensWith: "Shopify's signature", path: "/webhooks" },
  "stand-in.ledger": { opensWith: "the operator's secret", path: "/stand-in/ledger" },
};
