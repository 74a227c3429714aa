import { z } from "zod";
import { defaultGoodwill, goodwillRanges, goodwillSchema } from "./goodwill-settings";
import { says, type SettingProblem, type SettingRange } from "./setting-parts";

// A shop's choices. Stored as the difference from the defaults, so a better default reaches every
// merchant who never touched it. Everything is off until Shop.liveAt, whatever stands here.

/** Keyed by dotted path; positions in a list are left out. */
export const settingRanges = {
  "pressureCap.messages": { min: 1, max: 10, unit: "messages" },
  "pressureCap.days": { min: 1, max: 60, unit: "days" },
  "pressureCap.maxAgeDays": { min: 1, max: 60, unit: "days" },
  surveyEveryDays: { min: 7, max: 365, unit: "days" },
  troubleCoolDownDays: { min: 0, max: 60, unit: "days" },
  "promiseRules.handlingDays": { min: 0, max: 30, unit: "business_days" },
  "promiseRules.transit.minDays": { min: 0, max: 90, unit: "business_days" },
  "promiseRules.transit.maxDays": { min: 0, max: 120, unit: "business_days" },
  "delays.unshippedGraceDays": { min: 0, max: 10, unit: "business_days" },
  "delays.unscannedDays": { min: 1, max: 15, unit: "business_days" },
  "delays.stalledDomesticDays": { min: 1, max: 20, unit: "business_days" },
  "delays.stalledInternationalDays": { min: 1, max: 30, unit: "business_days" },
  "delays.predictedLateThreshold": { min: 20, max: 95, unit: "percent" },
  "delays.predictedLateEarliestDays": { min: 1, max: 15, unit: "business_days" },
  "delays.predictedLateLatestDays": { min: 0, max: 10, unit: "business_days" },
  "delays.maxNotices": { min: 1, max: 5, unit: "notices" },
  "delays.hoursBetweenNotices": { min: 24, max: 168, unit: "hours" },
  "touchpoints.thank_you_note.afterMinutes": { min: 0, max: 1440, unit: "minutes" },
  "touchpoints.feedback_invitation.afterDeliveryDays": { min: 0, max: 30, unit: "days" },
  "touchpoints.feedback_invitation.afterShippingDomesticDays": { min: 7, max: 60, unit: "days" },
  "touchpoints.feedback_invitation.afterShippingInternationalDays": { min: 7, max: 90, unit: "days" },
  "touchpoints.product_follow_up.afterDeliveryDays": { min: 1, max: 180, unit: "days" },
  "touchpoints.win_back.afterDays": { min: 30, max: 730, unit: "days" },
  "touchpoints.vip_reward.ordersFrom": { min: 2, max: 1000, unit: "orders" },
  "touchpoints.vip_reward.spentFrom": { min: 1, max: 100_000_000, unit: "money" },
  "touchpoints.vip_reward.afterDays": { min: 0, max: 60, unit: "days" },
  followUpHours: { min: 1, max: 168, unit: "hours" },
  "retention.months": { min: 6, max: 120, unit: "months" },
  ...goodwillRanges,
} as const satisfies Record<string, SettingRange>;

export type RangedSetting = keyof typeof settingRanges;

const ranged = (path: RangedSetting) =>
  z
    .int("range" satisfies SettingProblem)
    .min(settingRanges[path].min, "range" satisfies SettingProblem)
    .max(settingRanges[path].max, "range" satisfies SettingProblem);

const yesNo = z.boolean(says("yes_no"));
const line = (max: number) =>
  z.string(says("unreadable")).trim().min(1, says("too_few")).max(max, says("too_long"));
const email = z.email(says("email")).max(254, says("too_long"));
// Only web addresses: these are printed as links in shoppers' mails.
const url = z.url({ protocol: /^https?$/, error: says("url") }).max(2000, says("too_long"));
const time = z.string(says("time")).regex(/^([01]\d|2[0-3]):[0-5]\d$/, says("time"));
const country = z.string(says("country")).regex(/^[A-Z]{2}$/, says("country"));
const localDate = z.iso.date(says("date"));

const timeZone = z.string(says("time_zone")).refine((name) => isTimeZone(name), says("time_zone"));

const knownTimeZones = new Map<string, boolean>();

/** Asking the runtime costs a formatter; settings are read for every webhook, and zones are few. */
function isTimeZone(name: string): boolean {
  const known = knownTimeZones.get(name);
  if (known !== undefined) return known;
  const answer = canFormatIn(name);
  if (knownTimeZones.size < 1000) knownTimeZones.set(name, answer);
  return answer;
}

function canFormatIn(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

const transitRule = z
  .strictObject({
    /** domestic, international, or one ISO country, which is looked at first. */
    to: z.string(says("destination")).regex(/^(domestic|international|[A-Z]{2})$/, says("destination")),
    /** A part of the shipping method's title, any case; null stands for every method. */
    method: line(60).nullable(),
    minDays: ranged("promiseRules.transit.minDays"),
    maxDays: ranged("promiseRules.transit.maxDays"),
  })
  .refine((rule) => rule.minDays <= rule.maxDays, { path: ["maxDays"], error: says("min_over_max") });

const shippingLocation = z.strictObject({
  /** As Shopify calls it. */
  name: line(80),
  country,
  timeZone,
  cutOff: time,
  /** Beside the shop's own closed days. */
  closedOn: z.array(localDate).max(200, says("too_many")),
});

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

/** One product a line (settings/product-list.ts); a browser sends its own kind of line ends. */
const productList = z
  .string(says("unreadable"))
  .overwrite((text) => text.replaceAll("\r\n", "\n"))
  .trim();

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

export const shopSettingsSchema = z.strictObject({
  brand: z.strictObject({
    /** null: the shop's own name */
    name: line(80).nullable(),
    color: z.string(says("color")).regex(/^#[0-9a-f]{6}$/, says("color")),
    logoUrl: url.nullable(),
    voice: z.enum(["warm", "playful", "essential", "elegant"], says("choice")),
    signature: line(120).nullable(),
  }),
  sender: z.strictObject({
    name: line(80).nullable(),
    email: email.nullable(),
    replyTo: email.nullable(),
  }),
  languages: z.strictObject({ fallback: z.enum(["en", "it"], says("choice")) }),
  /** In the shopper's time zone. The same time twice: no quiet hours. */
  quietHours: z.strictObject({ startsAt: time, endsAt: time, exceptServiceSameDay: yesNo }),
  /** Over survey and care messages together; one waiting longer than maxAgeDays is dropped. */
  pressureCap: z.strictObject({
    messages: ranged("pressureCap.messages"),
    days: ranged("pressureCap.days"),
    maxAgeDays: ranged("pressureCap.maxAgeDays"),
  }),
  surveyEveryDays: ranged("surveyEveryDays"),
  troubleCoolDownDays: ranged("troubleCoolDownDays"),
  consent: z.strictObject({
    /** Countries where a survey by mail counts as advertising: only with an opt-in or a soft opt-in. */
    surveyNeedsOptIn: z.array(country).max(60, says("too_many")),
  }),
  promiseRules: z.strictObject({
    originCountry: country,
    timeZone,
    cutOff: time,
    handlingDays: ranged("promiseRules.handlingDays"),
    /** ISO: Monday is 1 */
    workingDays: z
      .array(z.int(says("weekday")).min(1, says("weekday")).max(7, says("weekday")))
      .min(1, says("too_few"))
      .max(7, says("too_many")),
    closedOn: z.array(localDate).max(200, says("too_many")),
    transit: z.array(transitRule).min(1, says("too_few")).max(100, says("too_many")),
    /** Where goods leave from by other clocks and days than the shop's. */
    locations: z.array(shippingLocation).max(50, says("too_many")),
  }),
  delays: z
    .strictObject({
      unshippedGraceDays: ranged("delays.unshippedGraceDays"),
      unscannedDays: ranged("delays.unscannedDays"),
      stalledDomesticDays: ranged("delays.stalledDomesticDays"),
      stalledInternationalDays: ranged("delays.stalledInternationalDays"),
      predictedLateThreshold: ranged("delays.predictedLateThreshold"),
      predictedLateEarliestDays: ranged("delays.predictedLateEarliestDays"),
      predictedLateLatestDays: ranged("delays.predictedLateLatestDays"),
      maxNotices: ranged("delays.maxNotices"),
      hoursBetweenNotices: ranged("delays.hoursBetweenNotices"),
    })
    .refine((rules) => rules.predictedLateLatestDays <= rules.predictedLateEarliestDays, {
      path: ["predictedLateLatestDays"],
      error: says("min_over_max"),
    }),
  touchpoints: z.strictObject({
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
      afterShippingInternationalDays: ranged(
        "touchpoints.feedback_invitation.afterShippingInternationalDays",
      ),
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
  }),
  texts: z.strictObject({
    way: z.enum(["sms", "whatsapp"], says("choice")),
    /** Whose numbers are texted: prices and laws differ from country to country. */
    countries: z.array(country).max(60, says("too_many")),
    /** Delay notices by text to who subscribed to texts, also where there is an e-mail address. */
    toSubscribers: yesNo,
  }),
  contacts: z.strictObject({
    email: email.nullable(),
    phone: line(40).nullable(),
    whatsapp: line(40).nullable(),
    chatUrl: url.nullable(),
    faqUrl: url.nullable(),
    returnsUrl: url.nullable(),
    policyUrl: url.nullable(),
  }),
  followUpHours: ranged("followUpHours"),
  goodwill: goodwillSchema,
  reviewUrl: url.nullable(),
  blocklist: z.strictObject({
    emails: z.array(email).max(5000, says("too_many")),
    tags: z.array(line(60)).max(200, says("too_many")),
    products: productList.max(20_000, says("too_long")),
  }),
  /** Who placed an order is forgotten that long after it; what was done stays countable. */
  retention: z.strictObject({ months: ranged("retention.months") }),
});

export type ShopSettings = z.infer<typeof shopSettingsSchema>;

/** The defaults of PRODUCT.md sections 3 and 4: an Italian shop until the installation says where it is. */
export const defaultShopSettings: ShopSettings = {
  brand: { name: null, color: "#1f5f4f", logoUrl: null, voice: "warm", signature: null },
  sender: { name: null, email: null, replyTo: null },
  languages: { fallback: "en" },
  quietHours: { startsAt: "21:00", endsAt: "08:00", exceptServiceSameDay: false },
  pressureCap: { messages: 1, days: 7, maxAgeDays: 14 },
  surveyEveryDays: 90,
  troubleCoolDownDays: 7,
  consent: { surveyNeedsOptIn: ["DE", "IT"] },
  promiseRules: {
    originCountry: "IT",
    timeZone: "Europe/Rome",
    cutOff: "14:00",
    handlingDays: 1,
    workingDays: [1, 2, 3, 4, 5],
    closedOn: [],
    transit: [
      { to: "domestic", method: "express", minDays: 1, maxDays: 2 },
      { to: "domestic", method: null, minDays: 2, maxDays: 4 },
      ...["DE", "FR", "AT", "ES", "NL", "BE"].map((to) => ({ to, method: null, minDays: 3, maxDays: 6 })),
      { to: "GB", method: null, minDays: 4, maxDays: 8 },
      { to: "international", method: null, minDays: 6, maxDays: 12 },
    ],
    locations: [],
  },
  delays: {
    unshippedGraceDays: 1,
    unscannedDays: 3,
    stalledDomesticDays: 3,
    stalledInternationalDays: 5,
    predictedLateThreshold: 50,
    predictedLateEarliestDays: 5,
    predictedLateLatestDays: 2,
    maxNotices: 3,
    hoursBetweenNotices: 48,
  },
  touchpoints: {
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
  },
  texts: {
    way: "sms",
    countries: ["IT", "DE", "FR", "AT", "ES", "NL", "BE", "PT", "IE", "GB"],
    toSubscribers: false,
  },
  contacts: {
    email: null,
    phone: null,
    whatsapp: null,
    chatUrl: null,
    faqUrl: null,
    returnsUrl: null,
    policyUrl: null,
  },
  followUpHours: 24,
  goodwill: defaultGoodwill,
  reviewUrl: null,
  blocklist: { emails: [], tags: [], products: "" },
  // Two years: the usual time to bring a claim for goods in the EU.
  retention: { months: 24 },
};

const readBefore = new Map<string, ShopSettings>();
const remembered = 500;

/**
 * Reads what is stored, whatever its age: an unknown part is left out, a missing or broken one is its default. Never
 * throws. Asked for every webhook of a shop, so the last answers are kept.
 */
export function parseShopSettings(json: unknown): ShopSettings {
  const key = JSON.stringify(json ?? null);
  const known = readBefore.get(key);
  if (known) return known;
  const settings = shopSettingsSchema.parse(mended(shopSettingsSchema, json, defaultShopSettings));
  if (readBefore.size >= remembered) readBefore.clear();
  readBefore.set(key, settings);
  return settings;
}

function mended(schema: z.core.$ZodType, value: unknown, fallback: unknown): unknown {
  if (schema instanceof z.ZodObject && isRecord(fallback)) {
    const given = isRecord(value) ? value : {};
    return Object.fromEntries(
      Object.entries(schema.shape).map(([key, part]) => [
        key,
        mended(part as z.core.$ZodType, given[key], fallback[key]),
      ]),
    );
  }
  const read = z.safeParse(schema, value);
  return read.success ? read.data : fallback;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
