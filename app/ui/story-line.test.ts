import { describe, expect, it } from "vitest";
import type { StoryEntry } from "~/insights/story-entries";
import { shopTime } from "./shop-time";
import { storyLine } from "./story-line";
import { speaker } from "./words/speaker";

const at = new Date("2026-06-12T07:10:00Z");
const tell = (entry: StoryEntry, language: "en" | "it" = "en") =>
  storyLine(entry, { say: speaker(language), time: shopTime(language, "Europe/Rome"), currency: "EUR" });
const touchpoint = (state: string, reason: string | null): StoryEntry => ({
  at,
  type: "touchpoint",
  touchpoint: { kind: "feedback_invitation", state, reason, channel: "email" },
  message: null,
  why: [],
});

describe("a line of the order's story", () => {
  it("says what was promised and by which rule", () => {
    const promise = {
      earliestOn: "2026-06-16",
      latestOn: "2026-06-17",
      source: "promise_rules",
      location: null,
      shipBy: new Date("2026-06-13T16:00:00Z"),
      madeAt: at,
      sequence: 0,
      rule: { handlingDays: 1, minDays: 2, maxDays: 4 },
    };
    expect(tell({ at, type: "placed", promise }).detail).toBe(
      "Promised for Tue 16 – Wed 17 Jun (your rules: 1 business day to ship, 2–4 on the way). To be shipped by Sat 13 Jun, 18:00.",
    );
    const fromMilan = { ...promise, rule: null, location: "Milan" };
    expect(tell({ at, type: "placed", promise: fromMilan }).detail).toBe(
      "Promised for Tue 16 – Wed 17 Jun (your promise rules). To be shipped from Milan by Sat 13 Jun, 18:00.",
    );
    expect(tell({ at, type: "placed", promise: { ...promise, rule: null, shipBy: null } }).detail).toBe(
      "Promised for Tue 16 – Wed 17 Jun (your promise rules).",
    );
  });

  it("says why a message was held back", () => {
    expect(tell(touchpoint("suppressed", "unsubscribed"))).toEqual({
      title: "Feedback invitation not sent",
      detail: "this shopper asked not to get such messages",
      tone: "held_back",
    });
  });

  it("says that a little extra is asked of the packer, who sends nothing", () => {
    const extra = (state: string, reason: string | null): StoryEntry => ({
      ...{ at, type: "touchpoint", message: null, why: [] },
      touchpoint: { kind: "surprise", state, reason, channel: "order_note" },
    });
    expect(tell(extra("dispatched", null)).title).toBe("A little extra: asked of the packer");
    expect(tell(extra("suppressed", null), "it").title).toBe("Un piccolo extra: non chiesto");
  });

  it("says what a planned message waits for", () => {
    expect(tell(touchpoint("planned", "quiet_hours"))).toMatchObject({
      title: "Feedback invitation planned",
      detail: "Waits: it is night where the shopper lives",
    });
    expect(tell(touchpoint("planned", null)).detail).toBeNull();
  });

  it("says that a message may have arrived where the mail server did not confirm it", () => {
    expect(tell(touchpoint("failed", "not_confirmed"))).toMatchObject({
      title: "Feedback invitation perhaps sent",
      detail: "the mail server took it and did not confirm it",
    });
  });

  it("counts a late arrival in business days", () => {
    expect(tell({ at, type: "arrived", lateness: 1 }).title).toBe("Arrived, 1 business day late");
    expect(tell({ at, type: "arrived", lateness: 3 }, "it").title).toBe(
      "Arrivato, con 3 giorni lavorativi di ritardo",
    );
    expect(tell({ at, type: "arrived", lateness: -1 }).title).toBe("Arrived early");
  });

  it("says after what she was asked", () => {
    const answer = { at, type: "answer", rating: 3, comment: "Scatola rotta" } as const;
    expect(tell({ ...answer, reasons: [], survey: "purchase_nps" })).toEqual({
      title: "Answered 3 of 10, after buying",
      detail: "“Scatola rotta”",
      tone: "trouble",
    });
    expect(tell({ ...answer, reasons: [], rating: 9, survey: "delivery_feedback" }, "it").title).toBe(
      "Ha risposto 9 su 10, dopo la consegna",
    );
  });

  it("tells a card printed once more from the first one", () => {
    const card = { at, type: "card", variant: "first_order" } as const;
    expect(tell({ ...card, isFirst: true })).toMatchObject({
      title: "Thank-you card printed",
      detail: "first order",
    });
    expect(tell({ ...card, variant: "late", isFirst: false }, "it")).toMatchObject({
      title: "Biglietto di ringraziamento stampato di nuovo",
      detail: "in ritardo",
    });
  });

  it("shows a scan it has no words for by its own name", () => {
    expect(
      tell({ at, type: "scan", status: "held_at_customs", city: "Chiasso", message: null, carrier: "BRT" }),
    ).toMatchObject({
      title: "Held at customs, Chiasso",
      detail: "BRT",
    });
  });
});
