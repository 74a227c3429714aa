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
      shipBy: new Date("2026-06-13T16:00:00Z"),
      madeAt: at,
      sequence: 0,
      rule: { handlingDays: 1, minDays: 2, maxDays: 4 },
    };
    expect(tell({ at, type: "placed", promise }).detail).toBe(
      "Promised for Tue 16 – Wed 17 Jun (your rules: 1 business day to ship, 2–4 on the way). To be shipped by Sat 13 Jun, 18:00.",
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

  it("says what a planned message waits for", () => {
    expect(tell(touchpoint("planned", "quiet_hours"))).toMatchObject({
      title: "Feedback invitation planned",
      detail: "Waits: it is night where the shopper lives",
    });
    expect(tell(touchpoint("planned", null)).detail).toBeNull();
  });

  it("counts a late arrival in business days", () => {
    expect(tell({ at, type: "arrived", lateness: 1 }).title).toBe("Arrived, 1 business day late");
    expect(tell({ at, type: "arrived", lateness: 3 }, "it").title).toBe(
      "Arrivato, con 3 giorni lavorativi di ritardo",
    );
    expect(tell({ at, type: "arrived", lateness: -1 }).title).toBe("Arrived early");
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
