import { z } from "zod";
import { isRecord } from "~/platform/is-record";
import { defaultGoodwill, goodwillRanges, goodwillSchema } from "./goodwill-settings";
import { line, productList, rangedBy, says, yesNo, type SettingRange } from "./setting-parts";
import { defaultTouchpoints, touchpointRanges, touchpointsSchema } from "./touchpoint-settings";

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
  "holdOut.feedback_invitation": { min: 0, max: 50, unit: "percent" },
  "holdOut.product_follow_up": { min: 0, max: 50, unit: "percent" },
  "holdOut.win_back": { min: 0, max: 50, unit: "percent" },
  "holdOut.vip_reward": { min: 0, max: 50, unit: "percent" },
  "holdOut.replenishment": { min: 0, max: 50, unit: "percent" },
  "holdOut.welcome": { min: 0, max: 50, unit: "percent" },
  "holdOut.new_arrivals": { min: 0, max: 50, unit: "percent" },
  followUpHours: { min: 1, max: 168, unit: "hours" },
  "retention.months": { min: 6, max: 120, unit: "months" },
  ...touchpointRanges,
  ...goodwillRanges,
} as const satisfies Record<string, SettingRange>;

export type RangedSetting = keyof typeof settingRanges;

const ranged = rangedBy(settingRanges);

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
  touchpoints: touchpointsSchema,
  /** Shoppers left without a message of the kind, to see what it does. */
  holdOut: z.strictObject({
    feedback_invitation: ranged("holdOut.feedback_invitation"),
    product_follow_up: ranged("holdOut.product_follow_up"),
    win_back: ranged("holdOut.win_back"),
    vip_reward: ranged("holdOut.vip_reward"),
    replenishment: ranged("holdOut.replenishment"),
    welcome: ranged("holdOut.welcome"),
    new_arrivals: ranged("holdOut.new_arrivals"),
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

const singleMarket = ["IT", "DE", "FR", "AT", "ES", "NL", "BE"];

/** The days on the road a shop starts with: what is near from Milan is far from Toronto. */
export function usualTransit(from: string): ShopSettings["promiseRules"]["transit"] {
  const to = (country: string, minDays: number, maxDays: number) => ({
    ...{ to: country, method: null, minDays, maxDays },
  });
  const abroad = singleMarket.includes(from)
    ? [...singleMarket.filter((country) => country !== from).map((one) => to(one, 3, 6)), to("GB", 4, 8)]
    : from === "GB"
      ? singleMarket.map((one) => to(one, 4, 8))
      : [];
  return [
    { to: "domestic", method: "express", minDays: 1, maxDays: 2 },
    to("domestic", 2, 4),
    ...abroad,
    to("international", 6, 12),
  ];
}

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
    transit: usualTransit("IT"),
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
  touchpoints: defaultTouchpoints,
  holdOut: {
    feedback_invitation: 0,
    product_follow_up: 0,
    win_back: 0,
    vip_reward: 0,
    replenishment: 0,
    welcome: 0,
    new_arrivals: 0,
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
