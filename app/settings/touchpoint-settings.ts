import { z } from "zod";
import {
  line,
  productList,
  rangedBy,
  says,
  yesNo,
  type SettingProblem,
  type SettingRange,
} from "./setting-parts";

// When each touchpoint goes out, and to whom.

export const touchpointRanges = {
  "touchpoints.thank_you_note.afterMinutes": { min: 0, max: 1440, unit: "minutes" },
  "touchpoints.feedback_invitation.afterDeliveryDays": { min: 0, max: 30, unit: "days" },
  "touchpoints.feedback_invitation.afterShippingDomesticDays": { min: 7, max: 60, unit: "days" },
  "touchpoints.feedback_invitation.afterShippingInternationalDays": { min: 7, max: 90, unit: "days" },
  "touchpoints.product_follow_up.afterDeliveryDays": { min: 1, max: 180, unit: "days" },
  "touchpoints.win_back.afterDays": { min: 30, max: 730, unit: "days" },
  "touchpoints.vip_reward.ordersFrom": { min: 2, max: 1000, unit: "orders" },
  "touchpoints.vip_reward.spentFrom": { min: 1, max: 100_000_000, unit: "money" },
  "touchpoints.vip_reward.afterDays": { min: 0, max: 60, unit: "days" },
  "touchpoints.surprise.everyOrders": { min: 2, max: 100, unit: "orders" },
  "touchpoints.surprise.worth": { min: 0, max: 100_000, unit: "money" },
  "touchpoints.surprise.monthBudget": { min: 0, max: 10_000_000, unit: "money" },
  "touchpoints.welcome.afterMinutes": { min: 0, max: 4320, unit: "minutes" },
  "touchpoints.new_arrivals.everyDays": { min: 30, max: 180, unit: "days" },
  "touchpoints.replenishment.afterDays": { min: 7, max: 365, unit: "days" },
} as const satisfies Record<string, SettingRange>;

const ranged = rangedBy(touchpointRanges);

export const conditionRules = [
  "first_order",
  "returning",
  "country_in",
  "country_not_in",
  "tagged",
  "not_tagged",
  "value_from",
  "value_up_to",
  "product_in",
  "product_not_in",
] as const;

/**
 * Only orders it holds for get the touchpoint. `value` is text: countries, one tag, an amount in the shop's currency or
 * products.
 */
const condition = z
  .strictObject({
    rule: z.enum(conditionRules, says("choice")),
    value: productList.max(2_000, says("too_long")),
  })
  .superRefine(({ rule, value }, context) => {
    const refuse = (problem: SettingProblem) =>
      context.addIssue({ code: "custom", path: ["value"], message: problem });
    if (rule.startsWith("country") && !/^[A-Z]{2}(\s*,\s*[A-Z]{2})*$/.test(value)) refuse("country");
    if ((rule.endsWith("tagged") || rule.startsWith("product")) && value === "") refuse("too_few");
    if (rule.startsWith("value") && !/^\d{1,9}(\.\d{1,2})?$/.test(value)) refuse("amount");
  });
export type TouchpointCondition = z.infer<typeof condition>;
const conditions = z.array(condition).max(10, says("too_many"));

export const touchpointsSchema = z.strictObject({
  thank_you_note: z.strictObject({
    enabled: yesNo,
    afterMinutes: ranged("touchpoints.thank_you_note.afterMinutes"),
    conditions,
  }),
  delay_notice: z.strictObject({ enabled: yesNo, conditions }),
  delay_update: z.strictObject({ enabled: yesNo, conditions }),
  arrival_notice: z.strictObject({ enabled: yesNo, conditions }),
  feedback_invitation: z.strictObject({
    enabled: yesNo,
    afterDeliveryDays: ranged("touchpoints.feedback_invitation.afterDeliveryDays"),
    afterShippingDomesticDays: ranged("touchpoints.feedback_invitation.afterShippingDomesticDays"),
    afterShippingInternationalDays: ranged("touchpoints.feedback_invitation.afterShippingInternationalDays"),
    conditions,
  }),
  nps_survey: z.strictObject({ enabled: yesNo }),
  /** Off: each is proposed, and approving it sends its words. On: what a rule lets go by itself does. */
  recovery_offer: z.strictObject({ enabled: yesNo }),
  product_follow_up: z.strictObject({
    enabled: yesNo,
    afterDeliveryDays: ranged("touchpoints.product_follow_up.afterDeliveryDays"),
    conditions,
  }),
  /** The days are for shoppers without a rhythm of their own. */
  win_back: z.strictObject({
    enabled: yesNo,
    afterDays: ranged("touchpoints.win_back.afterDays"),
    conditions,
  }),
  vip_reward: z
    .strictObject({
      enabled: yesNo,
      /** Either will do; null leaves it out. */
      ordersFrom: ranged("touchpoints.vip_reward.ordersFrom").nullable(),
      spentFrom: ranged("touchpoints.vip_reward.spentFrom").nullable(),
      /** After the order that reached it was paid. */
      afterDays: ranged("touchpoints.vip_reward.afterDays"),
      /** A discount code the merchant made; null says thank you and no more. */
      code: line(60).nullable(),
      conditions,
    })
    .refine(({ enabled, ordersFrom, spentFrom }) => !enabled || ordersFrom !== null || spentFrom !== null, {
      path: ["ordersFrom"],
      error: says("too_few"),
    }),
  replenishment: z
    .strictObject({
      enabled: yesNo,
      /** What runs out; nothing else is written about. */
      products: productList.max(20_000, says("too_long")),
      /** After it was paid for, for who has no rhythm of her own with it. */
      afterDays: ranged("touchpoints.replenishment.afterDays"),
      conditions,
    })
    .refine(({ enabled, products }) => !enabled || products !== "", {
      path: ["products"],
      error: says("too_few"),
    }),
  /** No order brings it, so nothing about an order can be asked. */
  welcome: z.strictObject({
    enabled: yesNo,
    /** After the shopper subscribed. */
    afterMinutes: ranged("touchpoints.welcome.afterMinutes"),
    /** A discount code the merchant made; null leaves it out. */
    code: line(60).nullable(),
  }),
  /** No order brings it either. */
  new_arrivals: z.strictObject({
    enabled: yesNo,
    /** Between two to one shopper. */
    everyDays: ranged("touchpoints.new_arrivals.everyDays"),
    /** Asked of her last order. */
    conditions,
  }),
  surprise: z.strictObject({
    enabled: yesNo,
    onFirst: yesNo,
    /** Every so many orders of hers; null leaves it out. */
    everyOrders: ranged("touchpoints.surprise.everyOrders").nullable(),
    onAnniversary: yesNo,
    /** On the order. */
    tag: line(60).nullable(),
    /** What the packer is to do; null says it in our words. */
    note: line(60).nullable(),
    /** What one costs the shop, and what all of a calendar month may. */
    worth: ranged("touchpoints.surprise.worth"),
    monthBudget: ranged("touchpoints.surprise.monthBudget"),
    conditions,
  }),
});

export const defaultTouchpoints: z.infer<typeof touchpointsSchema> = {
  thank_you_note: { enabled: true, afterMinutes: 10, conditions: [] },
  delay_notice: { enabled: true, conditions: [] },
  delay_update: { enabled: true, conditions: [] },
  arrival_notice: { enabled: false, conditions: [] },
  feedback_invitation: {
    enabled: true,
    afterDeliveryDays: 3,
    afterShippingDomesticDays: 14,
    afterShippingInternationalDays: 21,
    conditions: [],
  },
  nps_survey: { enabled: true },
  recovery_offer: { enabled: false },
  product_follow_up: { enabled: false, afterDeliveryDays: 14, conditions: [] },
  win_back: { enabled: false, afterDays: 90, conditions: [] },
  vip_reward: {
    enabled: false,
    ordersFrom: 5,
    spentFrom: null,
    afterDays: 7,
    code: null,
    conditions: [],
  },
  replenishment: { enabled: false, products: "", afterDays: 30, conditions: [] },
  welcome: { enabled: false, afterMinutes: 30, code: null },
  new_arrivals: { enabled: false, everyDays: 30, conditions: [] },
  surprise: {
    enabled: false,
    onFirst: true,
    everyOrders: 10,
    onAnniversary: true,
    tag: null,
    note: null,
    worth: 3,
    monthBudget: 50,
    conditions: [],
  },
};
