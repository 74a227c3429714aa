import { describe, expect, it } from "vitest";
import { dayMs } from "~/platform/durations";
import { defaultShopSettings } from "~/settings/shop-settings";
import { decideTouchpoint, type DecisionFacts } from "./decide-touchpoint";

const noon = new Date("2026-06-12T12:00:00+02:00");
const daysAgo = (days: number) => new Date(noon.getTime() - days * dayMs);
const daysOn = (days: number) => daysAgo(-days);

interface Change {
  kind?: DecisionFacts["kind"];
  dueAt?: Date;
  settings?: DecisionFacts["settings"];
  arrived?: boolean;
  delay?: DecisionFacts["delay"];
  variant?: string;
  channel?: DecisionFacts["channel"];
  shop?: Partial<DecisionFacts["shop"]>;
  order?: Partial<DecisionFacts["order"]>;
  shopper?: Partial<DecisionFacts["shopper"]>;
}

/** An invitation for an order that arrived, to a calm shopper who opted in. */
function facts({ shop, order, shopper, ...rest }: Change = {}): DecisionFacts {
  return {
    kind: "feedback_invitation",
    dueAt: noon,
    settings: defaultShopSettings,
    arrived: true,
    delay: null,
    isGiven: false,
    parcel: null,
    channel: { outcome: "email" },
    purchases: null,
    packing: null,
    isThanked: false,
    isNothingNew: false,
    lastOrder: null,
    variant: "default",
    ...rest,
    shop: { live: true, uninstalled: false, ...shop },
    order: {
      email: "marta@example.com",
      tags: [],
      products: [],
      test: false,
      imported: false,
      cancelled: false,
      deleted: false,
      fullyRefunded: false,
      held: false,
      countryCode: "IT",
      firstOrder: false,
      totalAmount: 49.9,
      optedIn: true,
      timeZone: "Europe/Rome",
      ...order,
    },
    shopper: {
      unsubscribed: false,
      paused: false,
      openIncident: false,
      openReturn: false,
      openFollowUp: false,
      troubleEndedAt: null,
      lastSurveyAt: null,
      isAnotherFirst: false,
      cappedMessagesAt: [],
      orderedSince: false,
      answered: false,
      heldOut: false,
      ...shopper,
    },
  };
}

const followedUp: DecisionFacts["settings"] = {
  ...defaultShopSettings,
  touchpoints: {
    ...defaultShopSettings.touchpoints,
    product_follow_up: { enabled: true, afterDeliveryDays: 14, conditions: [] },
  },
};

const decide = (change: Change = {}, now = noon) => decideTouchpoint(facts(change), now);

describe("we write", () => {
  it("when nothing speaks against it", () => {
    expect(decide()).toMatchObject({ outcome: "send", rule: "due" });
  });

  it("a thank-you without asking for marketing consent", () => {
    expect(decide({ kind: "thank_you_note", order: { optedIn: false } })).toMatchObject({ outcome: "send" });
  });

  it("a thank-you to a shopper who unsubscribed from surveys and has an open trouble", () => {
    const shopper = { unsubscribed: true, openIncident: true, openFollowUp: true };
    expect(decide({ kind: "thank_you_note", shopper })).toMatchObject({ outcome: "send" });
  });

  it("a survey without consent where the country does not ask for it", () => {
    expect(decide({ order: { countryCode: "US", optedIn: false } })).toMatchObject({ outcome: "send" });
  });
});

describe("we never write", () => {
  it.each<[string, Change, string, string]>([
    ["to a shop that left", { shop: { uninstalled: true } }, "cancel", "shop_uninstalled"],
    ["about a cancelled order", { order: { cancelled: true } }, "cancel", "cancelled"],
    ["about a deleted order", { order: { deleted: true } }, "cancel", "order_deleted"],
    ["about a test order", { order: { test: true } }, "cancel", "test_order"],
    ["about imported history", { order: { imported: true } }, "cancel", "imported"],
    ["about a fully refunded order", { order: { fullyRefunded: true } }, "cancel", "fully_refunded"],
    ["while the merchant is not live", { shop: { live: false } }, "suppress", "not_live"],
    ["without an address", { channel: { outcome: "none", rule: "no_address" } }, "suppress", "no_address"],
    [
      "to a number that said STOP",
      { channel: { outcome: "none", rule: "text_stopped" } },
      "suppress",
      "text_stopped",
    ],
    ["a survey before arrival", { arrived: false }, "suppress", "not_arrived"],
    ["a survey in Italy without an opt-in", { order: { optedIn: false } }, "suppress", "no_consent"],
    ["a survey she unsubscribed from", { shopper: { unsubscribed: true } }, "suppress", "unsubscribed"],
    ["a survey she already answered", { shopper: { answered: true } }, "suppress", "already_answered"],
    [
      "a second survey within 90 days",
      { shopper: { lastSurveyAt: daysAgo(89) } },
      "suppress",
      "survey_recently",
    ],
    [
      "marketing to who has not agreed to it, whatever the country",
      { kind: "product_follow_up", settings: followedUp, order: { countryCode: "US", optedIn: false } },
      "suppress",
      "no_marketing_consent",
    ],
    [
      "marketing to who asked for no more of it",
      { kind: "product_follow_up", settings: followedUp, shopper: { unsubscribed: true } },
      "suppress",
      "unsubscribed",
    ],
    ["a shopper held out of it", { shopper: { heldOut: true } }, "suppress", "held_out"],
    [
      "a shopper held out who would not have been written to",
      { shopper: { heldOut: true, unsubscribed: true } },
      "suppress",
      "unsubscribed",
    ],
    ["marketing that is not switched on", { kind: "product_follow_up" }, "suppress", "touchpoint_off"],
    ["thanks a week late", { kind: "thank_you_note", dueAt: daysAgo(7) }, "suppress", "too_old"],
    [
      "a warning about a parcel that has arrived",
      {
        kind: "delay_notice",
        delay: { standing: "over", arrivedOn: "2026-06-11", answer: null },
      },
      "suppress",
      "arrived",
    ],
    [
      "a warning about a parcel that moves again",
      {
        kind: "delay_notice",
        delay: { standing: "moving_again", arrivedOn: null, answer: null },
      },
      "suppress",
      "moving_again",
    ],
    [
      "about a wave of delays the merchant has dismissed",
      {
        kind: "delay_notice",
        delay: { standing: "holds", arrivedOn: null, answer: "dismissed" },
      },
      "suppress",
      "batch_dismissed",
    ],
  ])("%s", (_title, change, outcome, rule) => {
    expect(decide(change)).toMatchObject({ outcome, rule });
  });

  it("to a blocked address, whatever its case, or for a blocked tag or product", () => {
    const settings = {
      ...defaultShopSettings,
      blocklist: { emails: ["MARTA@example.com"], tags: ["wholesale"], products: "Vaso (77)\nCampione" },
    };
    expect(decide({ settings })).toMatchObject({ outcome: "suppress", rule: "blocked" });
    expect(decide({ settings, order: { email: "x@example.com", tags: ["Wholesale"] } })).toMatchObject({
      rule: "blocked",
    });
    for (const line of [
      { productId: "77", title: "Vaso nuovo", sku: null },
      { productId: null, title: "campione", sku: null },
    ]) {
      const order = { email: "x@example.com", products: [line] };
      expect(decide({ settings, order })).toMatchObject({ rule: "blocked" });
    }
    const other = { productId: "78", title: "Vaso", sku: null };
    expect(decide({ settings, order: { email: "x@example.com", products: [other] } })).not.toMatchObject({
      rule: "blocked",
    });
  });
});

describe("the question on a page that was not asked says why", () => {
  it.each<[string, Change, string]>([
    ["she never opened the page", {}, "page_not_opened"],
    ["a parcel of hers is late", { shopper: { openIncident: true } }, "open_incident"],
    ["a return for damage is open", { shopper: { openReturn: true } }, "open_return"],
    ["a person still has to answer her", { shopper: { openFollowUp: true } }, "open_follow_up"],
    ["she wants no surveys", { shopper: { unsubscribed: true } }, "unsubscribed"],
    ["she was asked about another order", { shopper: { lastSurveyAt: daysAgo(89) } }, "survey_recently"],
    ["long ago that was", { shopper: { lastSurveyAt: daysAgo(90) } }, "page_not_opened"],
  ])("%s", (_title, change, rule) => {
    expect(decide({ kind: "nps_survey", ...change })).toMatchObject({ outcome: "suppress", rule });
  });
});

describe("we wait", () => {
  it("a day while a parcel of hers is late, and give up after two weeks", () => {
    expect(decide({ shopper: { openIncident: true } })).toMatchObject({
      outcome: "postpone",
      rule: "open_incident",
      until: daysOn(1),
    });
    expect(decide({ dueAt: daysAgo(14), shopper: { openIncident: true } })).toMatchObject({
      outcome: "suppress",
      rule: "open_incident",
    });
  });

  it("until a week after the trouble ended", () => {
    expect(decide({ shopper: { troubleEndedAt: daysAgo(3) } })).toMatchObject({
      outcome: "postpone",
      rule: "cool_down",
      until: daysOn(4),
    });
    expect(decide({ shopper: { troubleEndedAt: daysAgo(7) } })).toMatchObject({ outcome: "send" });
  });

  it("for the next free slot under the pressure cap", () => {
    expect(decide({ shopper: { cappedMessagesAt: [daysAgo(2)] } })).toMatchObject({
      outcome: "postpone",
      rule: "pressure_cap",
      until: daysOn(5),
    });
    expect(decide({ shopper: { cappedMessagesAt: [daysAgo(7)] } })).toMatchObject({ outcome: "send" });
  });

  it("for another message to her that is due as well and goes first", () => {
    expect(decide({ shopper: { isAnotherFirst: true } })).toMatchObject({
      outcome: "postpone",
      rule: "another_first",
    });
    expect(decide({ kind: "delay_notice", delay: null, shopper: { isAnotherFirst: true } }).rule).not.toBe(
      "another_first",
    );
  });

  it("for nothing with marketing to who was asked last month", () => {
    const shopper = { lastSurveyAt: daysAgo(30), answered: true };
    expect(decide({ kind: "product_follow_up", settings: followedUp, shopper })).toMatchObject({
      outcome: "send",
    });
  });

  it("for the end of her night, for service messages too", () => {
    const night = new Date("2026-06-12T23:30:00+02:00");
    const morning = new Date("2026-06-13T08:00:00+02:00");
    expect(decide({}, night)).toMatchObject({ outcome: "postpone", rule: "quiet_hours", until: morning });
    const delay = { standing: "holds" as const, arrivedOn: null, answer: null };
    expect(decide({ kind: "delay_notice", delay }, night)).toMatchObject({
      outcome: "postpone",
      until: morning,
    });
    const settings = {
      ...defaultShopSettings,
      quietHours: { ...defaultShopSettings.quietHours, exceptServiceSameDay: true },
    };
    expect(decide({ kind: "delay_notice", delay, settings }, night)).toMatchObject({ outcome: "send" });
    // A mail waits silently; a text rings.
    const channel = { outcome: "text_message" } as const;
    expect(decide({ kind: "delay_notice", delay, settings, channel }, night)).toMatchObject({
      outcome: "postpone",
      until: morning,
    });
  });
});
