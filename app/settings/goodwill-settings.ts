import { z } from "zod";
import { rangedBy, says, type SettingRange } from "./setting-parts";

// The goodwill ladder: rules read from the top, the first that fits speaks.

export const goodwillCauses = [
  "late",
  "late_to_leave",
  "late_on_its_way",
  "damaged",
  "incomplete",
  "wrong_item",
  "unhappy",
] as const;

export const goodwillCustomers = ["any", "first_order", "returning", "vip"] as const;

export const goodwillGifts = [
  "words",
  "free_shipping",
  "voucher_percent",
  "voucher_amount",
  "store_credit",
  "replacement",
] as const;
export type GoodwillGift = (typeof goodwillGifts)[number];

export const goodwillRanges = {
  "goodwill.ladder.fromDays": { min: 0, max: 30, unit: "business_days" },
  "goodwill.ladder.orderFrom": { min: 0, max: 100_000_000, unit: "money" },
  "goodwill.ladder.spentFrom": { min: 0, max: 100_000_000, unit: "money" },
  "goodwill.ladder.amount": { min: 0, max: 1_000_000, unit: "gift" },
  "goodwill.expiresDays": { min: 14, max: 365, unit: "days" },
  "goodwill.customerCap": { min: 0, max: 10_000_000, unit: "money" },
  "goodwill.monthCap": { min: 0, max: 100_000_000, unit: "money" },
  "goodwill.shippingWorth": { min: 0, max: 100_000, unit: "money" },
} as const satisfies Record<string, SettingRange>;

const ranged = rangedBy(goodwillRanges);

const rule = z
  .strictObject({
    cause: z.enum(goodwillCauses, says("choice")),
    /** Business days late; of no meaning for other causes. */
    fromDays: ranged("goodwill.ladder.fromDays"),
    /** The order's value. */
    orderFrom: ranged("goodwill.ladder.orderFrom"),
    customer: z.enum(goodwillCustomers, says("choice")),
    /** What the customer has spent so far, this order included. */
    spentFrom: ranged("goodwill.ladder.spentFrom"),
    gives: z.enum(goodwillGifts, says("choice")),
    /** Percent for a voucher by percentage, else money. */
    amount: ranged("goodwill.ladder.amount"),
    /** Without asking the merchant, at a shopper's first mishap. */
    automatic: z.boolean(says("yes_no")),
  })
  .superRefine(({ gives, amount, automatic }, context) => {
    const refuse = (path: string, message: string) =>
      context.addIssue({ code: "custom", path: [path], message });
    if (gives === "voucher_percent" && (amount < 1 || amount > 100)) refuse("amount", says("percent"));
    if ((gives === "voucher_amount" || gives === "store_credit") && amount < 1)
      refuse("amount", says("amount"));
    if (gives === "replacement" && automatic) refuse("automatic", says("never_by_itself"));
  });
export type GoodwillRule = z.infer<typeof rule>;

export const goodwillSchema = z.strictObject({
  ladder: z.array(rule).max(30, says("too_many")),
  /** A code lives at least that long. */
  expiresDays: ranged("goodwill.expiresDays"),
  /** For one customer in twelve months. */
  customerCap: ranged("goodwill.customerCap"),
  /** For all of them in a calendar month of the shop. */
  monthCap: ranged("goodwill.monthCap"),
  /** What a parcel sent free counts for. */
  shippingWorth: ranged("goodwill.shippingWorth"),
});
export type GoodwillSettings = z.infer<typeof goodwillSchema>;

/** For anyone, asked first. The keys stand as in the schema: what is saved is compared with this as text. */
const usual = (
  cause: GoodwillRule["cause"],
  gives: GoodwillGift,
  part: Partial<GoodwillRule> = {},
): GoodwillRule => ({
  cause,
  fromDays: 0,
  orderFrom: 0,
  customer: "any",
  spentFrom: 0,
  gives,
  amount: 0,
  automatic: false,
  ...part,
});

/**
 * What was bought is put right first; a delay is answered by how long it was, with little for a small order; an
 * unhappy answer with something that asks for a second chance. Nothing goes by itself until the merchant says so.
 */
export const defaultGoodwill: GoodwillSettings = {
  ladder: [
    usual("wrong_item", "replacement"),
    usual("damaged", "replacement"),
    usual("incomplete", "replacement"),
    usual("late", "voucher_percent", { fromDays: 5, amount: 15 }),
    usual("late", "voucher_amount", { fromDays: 1, orderFrom: 30, amount: 5 }),
    usual("late", "words", { fromDays: 1 }),
    usual("unhappy", "free_shipping"),
  ],
  expiresDays: 90,
  customerCap: 40,
  monthCap: 300,
  shippingWorth: 6,
};
