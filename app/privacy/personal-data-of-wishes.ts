import { noJson, nothing, type TableRule } from "./personal-data-rule";

/** Of the list in personal-data.ts: what a shopper chose to hear, her texts, and what workflows were told. */
export const wishesAndWorkflows: Record<string, TableRule> = {
  TextMessage: {
    shop: "shopId",
    hers: { order: "orderId", touchpoint: "touchpointId" },
    personal: { phoneKey: "''" },
    plain: [
      ...["shopId", "id", "touchpointId", "orderId", "segments", "state", "errorCode", "price", "priceUnit"],
      ...["sentAt", "settledAt"],
    ],
    forget: "columns",
    told: ["sentAt", "state", "settledAt"],
  },
  ShortLink: {
    shop: "shopId",
    hers: { order: "orderId" },
    personal: {},
    plain: ["shopId", "codeKey", "orderId", "expiresAt"],
    // Nothing in it is hers but the way to her order, and that is to be gone.
    forget: "row",
    told: [],
  },
  TroubleCheck: {
    shop: "shopId",
    hers: { order: "orderId" },
    personal: {},
    plain: ["id", "shopId", "orderId", "dueAt"],
    // A look to come at how she fares: who is forgotten is not looked at.
    forget: "row",
    told: [],
  },
  TextStop: {
    shop: "shopId",
    hers: {},
    personal: {},
    plain: ["shopId", "phoneKey", "at"],
    forget: { kept: "her STOP outlives her data; the key alone names nobody" },
    told: [],
  },
  ShopperPreference: {
    shop: "shopId",
    hers: { shopper: "shopperKey" },
    personal: { shopperKey: nothing, language: nothing },
    plain: ["shopId", "changedAt"],
    forget: "row",
    told: ["changedAt", "language"],
  },
  FlowTrigger: {
    shop: "shopId",
    hers: { order: "orderId" },
    personal: { details: noJson },
    plain: ["id", "shopId", "handle", "subjectId", "orderId", "state", "reason", "happenedAt", "firedAt"],
    forget: "row",
    told: ["happenedAt", "handle", "details"],
  },
  FlowRun: {
    shop: "shopId",
    hers: {},
    personal: {},
    plain: ["shopId", "actionRunId", "action", "outcome", "at"],
    forget: "columns",
    told: [],
  },
  MessagePause: {
    shop: "shopId",
    hers: { customer: "customerId" },
    personal: { customerId: nothing },
    plain: ["shopId", "at"],
    forget: "row",
    told: ["at"],
  },
};
