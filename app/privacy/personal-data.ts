import { noJson, noList, nothing, type TableRule } from "./personal-data-rule";
import { orders } from "./personal-data-of-orders";
import { goodwillGiven } from "./personal-data-of-goodwill";
import { wishesAndWorkflows } from "./personal-data-of-wishes";

// Every column we keep, told apart: a person's, or not. A test holds this list against the database itself, so that
// a new column cannot be forgotten; forgetting a shopper, handing out her data and emptying a shop all read it.

/** A row counted by what it is about may be counted by her own id: then that goes too. */
const withoutHerId = (column: string) =>
  `CASE WHEN "orderId" IS NULL THEN 'forgotten:' || "id" ELSE "${column}" END`;

/** A touchpoint of a customer's, whichever of her orders brought it, is counted by her id. */
const withoutCustomersId = `CASE WHEN "orderId" IS NULL OR "kind" = 'vip_reward' THEN 'forgotten:' || "id" ELSE "subjectId" END`;

/** The shop's own table: sums and words in which no shopper stands. */
const nobodys = (...plain: string[]): TableRule => ({
  shop: "shopId",
  hers: {},
  personal: {},
  plain,
  forget: "columns",
  told: [],
});

/** A table about an order that says nothing of a person. */
const ofOrders = (...plain: string[]): TableRule => ({ ...nobodys(...plain), hers: { order: "orderId" } });

export const personalData: Record<string, TableRule> = {
  ...orders,
  ...wishesAndWorkflows,
  ...goodwillGiven,
  Customer: {
    shop: "shopId",
    hers: { customer: "id" },
    // The row stays, empty: it keeps a straggling webhook from bringing her back.
    personal: {
      email: nothing,
      phone: nothing,
      firstName: nothing,
      lastName: nothing,
      locale: nothing,
      tags: noList,
      ordersCount: nothing,
      amountSpent: nothing,
      emailConsent: nothing,
      emailConsentAt: nothing,
      smsConsent: nothing,
      smsConsentAt: nothing,
    },
    plain: ["shopId", "id", "deletedAt", "redactedAt", "changedAt", "recordedAt"],
    forget: "columns",
    told: [
      ...[
        "recordedAt",
        "firstName",
        "lastName",
        "email",
        "phone",
        "locale",
        "tags",
        "ordersCount",
        "amountSpent",
      ],
      ...["emailConsent", "emailConsentAt", "smsConsent", "smsConsentAt"],
    ],
  },
  Shipment: {
    shop: "shopId",
    hers: { order: "orderId" },
    // With the number anybody can ask the carrier where she lives.
    personal: { trackingNumber: nothing, trackingUrl: nothing },
    plain: [
      ...["shopId", "id", "orderId", "name", "status", "carrier", "originId", "createdAt", "handedOverAt"],
      ...["deliveredAt", "stage", "stageAt", "etaAt", "reportedStage", "reportedDeliveredAt", "changedAt"],
      ...["recordedAt"],
    ],
    forget: "columns",
    told: ["createdAt", "name", "carrier", "trackingNumber", "trackingUrl", "stage", "deliveredAt"],
  },
  ShipmentEvent: {
    shop: "shopId",
    hers: { order: "orderId" },
    // Carriers write "left with the neighbour, Mrs …".
    personal: { message: nothing, city: nothing },
    plain: [
      ...["shopId", "id", "shipmentId", "orderId", "status", "happenedAt", "etaAt", "country", "deletedAt"],
      ...["recordedAt"],
    ],
    forget: "columns",
    told: ["happenedAt", "status", "message", "city", "country"],
  },
  DeliveryPromise: {
    shop: "shopId",
    hers: { order: "orderId" },
    personal: {},
    plain: [
      ...[
        "shopId",
        "orderId",
        "sequence",
        "earliestOn",
        "latestOn",
        "source",
        "timeZone",
        "location",
        "mayLeaveAt",
        "shipBy",
        "madeAt",
      ],
    ],
    forget: "columns",
    told: ["madeAt", "earliestOn", "latestOn"],
  },
  Delay: {
    shop: "shopId",
    hers: { order: "orderId" },
    personal: { choice: nothing, choiceAt: nothing },
    plain: [
      ...["id", "shopId", "orderId", "shipmentId", "kind", "cause", "state", "openedAt", "kindSince"],
      ...["silenceDays"],
      ...["noticesSent", "lastNoticeAt", "nextUpdateAt", "movingAt", "arrivedAt", "closedAt", "closedReason"],
      ...["turnedLateAt", "carrier", "originId", "lane"],
    ],
    forget: "columns",
    told: ["openedAt", "kind", "cause", "closedAt", "choice", "choiceAt"],
  },
  DelayBatch: nobodys("shopId", "id", "scope", "scopeKey", "state", "openedAt", "settledAt", "reason"),
  DelayBatchItem: ofOrders("shopId", "batchId", "touchpointId", "delayId", "orderId", "joinedAt"),
  SenderCheck: nobodys("shopId", "domain", "spf", "dkim", "dmarc", "spfNow", "checkedAt"),
  SavedView: nobodys("shopId", "id", "name", "query", "savedAt"),
  LongTask: nobodys(
    ...["shopId", "id", "kind", "state", "askedAt", "startedAt", "endedAt", "total", "done", "place"],
    ...["attempts", "problems", "reason"],
  ),
  LongTaskProblem: nobodys("shopId", "taskId", "line", "column", "problem"),
  LongTaskPiece: {
    ...nobodys("shopId", "taskId", "position"),
    personal: { bytes: nothing },
    forget: { kept: "a file the merchant sent is gone once read, one made for her a day later" },
  },
  PastOrder: ofOrders(
    ...[
      "shopId",
      "orderId",
      "taskId",
      "placedAt",
      "promisedOn",
      "handedOverAt",
      "deliveredAt",
      "status",
      "lane",
    ],
  ),
  LaneTally: nobodys("shopId", "level", "arrivals", "exposure"),
  LaneUnderWay: nobodys("shopId", "level", "setOutAt", "leg", "country", "timeZone", "parcels"),
  LaneJourney: ofOrders(
    ...["shopId", "shipmentId", "leg", "orderId", "lane", "startedAt", "endedAt", "hasArrived"],
    ...["countedAs", "isCounted"],
  ),
  ForecastLook: ofOrders(
    ...[
      "shopId",
      "orderId",
      "shipmentId",
      "lookedOn",
      "movedAt",
      "chance",
      "features",
      "stillComes",
      "promiseEndsAt",
    ],
  ),
  ForecastOdds: nobodys("shopId", "mean", "covariance", "forecasts", "chances", "late"),
  NamedRange: ofOrders("shopId", "orderId", "shipmentId", "leg", "days", "timeZone", "endsAt"),
  RangeTally: nobodys("shopId", "leg", "parcels", "cameBefore", "cameBy"),
  DeliveryWatch: ofOrders("shopId", "orderId", "nextCheckAt", "lateChance"),
  Touchpoint: {
    shop: "shopId",
    hers: { order: "orderId", customer: "customerId", shopper: "shopperKey" },
    personal: { customerId: nothing, shopperKey: nothing, subjectId: withoutCustomersId },
    plain: [
      ...["id", "shopId", "kind", "class", "orderId", "delayId", "step", "channel", "state", "reason"],
      ...["plannedAt", "dueAt", "nextAttemptAt", "attempts", "claimedAt", "unconfirmed", "cutOffs"],
      ...["dispatchedAt", "settledAt", "language", "details"],
    ],
    forget: "columns",
    told: ["plannedAt", "kind", "channel", "state", "reason", "dispatchedAt"],
  },
  Message: {
    shop: "shopId",
    hers: { order: "orderId", touchpoint: "touchpointId" },
    personal: { subject: nothing, text: nothing, messageId: nothing },
    plain: ["touchpointId", "shopId", "orderId", "channel", "language", "sentAt"],
    forget: "row",
    told: ["sentAt", "channel", "subject", "text"],
  },
  Decision: {
    shop: "shopId",
    hers: { order: "orderId", touchpoint: "touchpointId", delay: "delayId" },
    personal: { inputs: noJson },
    plain: ["id", "shopId", "orderId", "touchpointId", "delayId", "outcome", "rule", "at"],
    forget: "columns",
    told: ["at", "outcome", "rule", "inputs"],
  },
  Unsubscription: {
    shop: "shopId",
    hers: { shopper: "shopperKey" },
    personal: { shopperKey: nothing },
    plain: ["shopId", "purpose", "at", "source"],
    forget: { kept: "her wish not to be written to outlives her data; the key alone names nobody" },
    told: ["at", "purpose", "source"],
  },
  PageVisit: {
    shop: "shopId",
    hers: { checkout: "checkoutToken" },
    personal: { checkoutToken: nothing },
    plain: ["shopId", "shownAt"],
    forget: "row",
    told: ["shownAt"],
  },
  CardPrint: {
    shop: "shopId",
    hers: { order: "orderId" },
    personal: {},
    plain: ["shopId", "orderId", "printId", "variant", "printedAt"],
    forget: "columns",
    told: ["printedAt", "variant"],
  },
  SurveyResponse: {
    shop: "shopId",
    hers: { order: "orderId", checkout: "checkoutToken", shopper: "shopperKey" },
    // The rating stays countable; whose it was and what she wrote goes.
    personal: {
      subject: withoutHerId("subject"),
      checkoutToken: nothing,
      shopperKey: nothing,
      comment: nothing,
      mayContact: nothing,
    },
    plain: [
      ...["id", "shopId", "survey", "orderId", "rating", "reasons", "language", "channel", "answeredAt"],
      ...["changedAt", "productIds", "happening"],
    ],
    forget: "columns",
    told: ["answeredAt", "survey", "rating", "reasons", "comment", "mayContact", "channel"],
  },
  SurveyRollup: nobodys("shopId", "survey", "onDate", "promoters", "passives", "detractors"),
  TouchpointRollup: nobodys("shopId", "kind", "variant", "onDate", "outcome", "reason", "count"),
  MessageWordsVersion: nobodys(
    ...["shopId", "kind", "variant", "language", "voice", "version", "words", "savedAt", "restoredFrom"],
  ),
  DeliveryOutcome: {
    shop: "shopId",
    hers: { order: "orderId" },
    personal: {},
    plain: [
      ...["shopId", "orderId", "promisedOn", "country", "carrier", "originId", "arrivedOn", "lateness"],
      ...["inFull", "failedAttempt", "noticedAt", "leadDays", "happened", "repurchase"],
      ...["praised", "complained"],
    ],
    forget: "columns",
    told: [],
  },
  DeliveryRollup: nobodys(
    ...["shopId", "promisedOn", "country", "carrier", "originId", "arrived", "lateness", "inFull"],
    ...["failedAttempt", "noticed", "leadDays", "count"],
  ),
  HoldOutTrial: {
    shop: "shopId",
    hers: { shopper: "shopperKey" },
    personal: { shopperKey: nothing },
    plain: ["shopId", "kind", "touchpointId", "heldOut", "at", "repurchase"],
    forget: "row",
    told: ["at", "kind", "heldOut"],
  },
  HoldOutRollup: nobodys("shopId", "kind", "onDate", "heldOut", "shoppers", "again"),
  PraiseRollup: nobodys("shopId", "promisedOn", "praise", "complaints"),
  RepurchaseRollup: nobodys("shopId", "arrivedOn", "happened", "orders", "again"),
  PackingLocation: nobodys("shopId", "id", "name"),
  ShopProduct: nobodys("shopId", "id", "title", "vendor", "productType", "url", "firstShownAt"),
  ProductLook: nobodys("shopId", "since", "knownUntil", "plannedUntil"),
  FollowUp: {
    shop: "shopId",
    hers: { order: "orderId", shopper: "shopperKey", response: "surveyResponseId", delay: "delayId" },
    personal: { shopperKey: nothing, note: nothing, wish: nothing },
    plain: [
      ...["id", "shopId", "kind", "orderId", "surveyResponseId", "delayId", "state", "dueAt", "openedAt"],
      ...["resolvedAt", "outcome", "owner"],
    ],
    forget: "columns",
    told: ["openedAt", "kind", "wish", "state", "outcome", "note", "resolvedAt"],
  },
  FollowUpReply: {
    shop: "shopId",
    hers: { order: "orderId" },
    personal: { subject: nothing, text: nothing },
    plain: [
      ...["shopId", "id", "followUpId", "orderId", "state", "reason", "attempts", "language", "writtenAt"],
      ...["heldUntil", "sentAt"],
    ],
    forget: "row",
    told: ["writtenAt", "subject", "text", "sentAt"],
  },
  OrderMark: {
    shop: "shopId",
    hers: { order: "orderId" },
    // The words of the thank-you note, her rating and comment on their way to the order.
    personal: { value: noJson },
    plain: ["shopId", "orderId", "key", "state", "reason", "changedAt", "writtenAt"],
    forget: "row",
    told: ["changedAt", "key", "value"],
  },
  WebhookDelivery: {
    shop: "shopId",
    hers: {},
    personal: { body: "''" },
    plain: [
      ...["id", "shopId", "topic", "webhookId", "eventId", "apiVersion", "triggeredAt", "receivedAt"],
      ...["state", "reason", "settledAt"],
    ],
    forget: "apart",
    told: [],
  },
  PrivacyRequest: {
    shop: "shopId",
    hers: { customer: "customerId", shopper: "shopperKey" },
    personal: { customerId: nothing, shopperKey: nothing, orderIds: noList, settledBy: nothing },
    plain: ["shopId", "id", "kind", "receivedAt", "dueAt", "outcome", "settledAt"],
    forget: "columns",
    told: ["receivedAt", "kind", "outcome", "settledAt"],
  },
  Shop: {
    shop: "id",
    hers: {},
    // The blocklist may name her.
    personal: { settings: noJson },
    plain: [
      ...["id", "name", "installedAt", "uninstalledAt", "liveAt", "needsReauthAt", "timeZone", "currency"],
      ...["countryCode", "locale", "settingsUpdatedAt", "testSentAt", "setupDismissedAt"],
      ...["reconciledUntil", "reconcileAfter", "forgetAfter"],
    ],
    forget: "apart",
    told: [],
  },
  MailServer: {
    shop: null,
    hers: {},
    personal: {},
    plain: ["id", "cutOffs", "pauses", "pausedUntil"],
    forget: "columns",
    told: [],
  },
  InstallationSecret: {
    shop: null,
    hers: {},
    personal: {},
    plain: ["name", "sealed"],
    forget: "columns",
    told: [],
  },
  Session: {
    shop: "shop",
    hers: {},
    // Of the merchant's staff, not of shoppers: goes when the app is uninstalled.
    personal: {
      userId: nothing,
      firstName: nothing,
      lastName: nothing,
      email: nothing,
      locale: nothing,
      accessToken: nothing,
      refreshToken: nothing,
    },
    plain: [
      ...["id", "shop", "state", "isOnline", "scope", "expires", "accountOwner", "collaborator"],
      ...["emailVerified", "refreshTokenExpires"],
    ],
    forget: { kept: "it is the merchant's, and goes with the installation" },
    told: [],
  },
};
