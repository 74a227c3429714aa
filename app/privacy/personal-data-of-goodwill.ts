import { nothing, type TableRule } from "./personal-data-rule";

/** Of the list in personal-data.ts: what went wrong for her, and what was given to make it good. */
export const goodwillGiven: Record<string, TableRule> = {
  Mishap: {
    shop: "shopId",
    hers: { order: "orderId" },
    personal: {},
    plain: ["shopId", "orderId", "cause", "days", "delayKind", "state", "notedAt"],
    forget: "columns",
    told: ["notedAt", "cause", "days"],
  },
  Goodwill: {
    shop: "shopId",
    hers: { order: "orderId" },
    personal: { code: nothing, givenId: nothing },
    plain: [
      ...["shopId", "orderId", "cause", "days", "gives", "amount", "currency", "worth", "state", "reason"],
      ...["proposedAt", "approvedAt", "settledAt", "expiresAt", "attempts"],
    ],
    forget: "columns",
    told: ["proposedAt", "cause", "gives", "amount", "currency", "state", "code", "givenId", "expiresAt"],
  },
  GoodwillDiscount: {
    shop: "shopId",
    hers: {},
    personal: {},
    plain: ["shopId", "gift", "discountId", "madeAt"],
    forget: "columns",
    told: [],
  },
};
