import { describe, expect, it } from "vitest";
import { decisionWords, reasonOfRule, rulesWithWords } from "./decision-words";

describe("the why-log in plain words", () => {
  it.each([
    [{ outcome: "suppressed", rule: "survey_recently", inputs: { days: 12, every: 90 } }, "Not sent: this shopper was asked in the last 90 days."],
    [{ outcome: "suppressed", rule: "survey_recently", inputs: {} }, "Not sent: this shopper was asked only recently."],
    [{ outcome: "postponed", rule: "quiet_hours", inputs: { until: "2026-06-13T06:00:00Z" } }, "Put off: it is night where the shopper lives."],
    [{ outcome: "sent", rule: "due", inputs: null }, "Sent."],
    [{ outcome: "opened", rule: "no new carrier scan", inputs: { kind: "stalled" } }, "Noticed: the carrier has not scanned it for days."],
    [{ outcome: "closed", rule: "it arrived", inputs: { kind: "stalled", reason: "arrived" } }, "Settled: the parcel has arrived."],
    [{ outcome: "moving", rule: "it moves again", inputs: { kind: "stalled" } }, "Moving again."],
  ])("%j reads %s", (decision, words) => {
    expect(decisionWords(decision, "en")).toBe(words);
  });

  it("speaks Italian to an Italian merchant", () => {
    expect(decisionWords({ outcome: "suppressed", rule: "pressure_cap", inputs: { days: 7 } }, "it")).toBe(
      "Non inviato: questo cliente ha già ricevuto un messaggio negli ultimi 7 giorni.",
    );
  });

  it("has words for the same rules in both languages", () => {
    expect(rulesWithWords("it")).toEqual(rulesWithWords("en"));
  });

  it("shows the name of a rule nobody gave words to", () => {
    expect(reasonOfRule("full_moon", {}, "en")).toBe("full moon");
  });
});
