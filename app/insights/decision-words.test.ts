import { describe, expect, it } from "vitest";
import { decisionWords, reasonOfRule } from "./decision-words";

describe("the why-log in plain words", () => {
  it.each([
    [
      { outcome: "suppressed", rule: "survey_recently", inputs: { days: 12, every: 90 } },
      "Not sent: this shopper was asked in the last 90 days.",
    ],
    [
      { outcome: "suppressed", rule: "survey_recently", inputs: {} },
      "Not sent: this shopper was asked only recently.",
    ],
    [
      { outcome: "postponed", rule: "quiet_hours", inputs: { until: "2026-06-13T06:00:00Z" } },
      "Put off: it is night where the shopper lives.",
    ],
    [{ outcome: "sent", rule: "due", inputs: null }, "Sent."],
    [{ outcome: "sent", rule: "for_the_packer", inputs: {} }, "The packer is asked to add a little extra."],
    [{ outcome: "opened", rule: "stalled", inputs: {} }, "Noticed: the carrier has not scanned it for days."],
    [
      {
        outcome: "opened",
        rule: "stalled",
        inputs: { usualDays: 2, speaks: "lane", destination: "IT-PA", carrier: "BRT" },
      },
      "Noticed: parcels to PA (Italy) by BRT are usually scanned again within 2 business days; this one was not.",
    ],
    [
      { outcome: "opened", rule: "stalled", inputs: { usualDays: 1, speaks: "carrier", carrier: "BRT" } },
      "Noticed: parcels by BRT are usually scanned again within 1 business day; this one was not.",
    ],
    [
      { outcome: "opened", rule: "stalled", inputs: { usualDays: 3, speaks: "setting" } },
      "Noticed: the carrier has not scanned it for 3 business days (your setting: too few parcels to learn from yet).",
    ],
    [{ outcome: "closed", rule: "arrived", inputs: {} }, "Settled: the parcel has arrived."],
    [{ outcome: "moving", rule: "new_scan", inputs: {} }, "Moving again: the carrier has scanned it again."],
  ])("%j reads %s", (decision, words) => {
    expect(decisionWords(decision, "en")).toBe(words);
  });

  it("speaks Italian to an Italian merchant", () => {
    expect(decisionWords({ outcome: "suppressed", rule: "pressure_cap", inputs: { days: 7 } }, "it")).toBe(
      "Non inviato: questo cliente ha già ricevuto un messaggio negli ultimi 7 giorni.",
    );
  });

  it("shows the name of a rule nobody gave words to", () => {
    expect(reasonOfRule("full_moon", {}, "en")).toBe("full moon");
    expect(reasonOfRule("constructor", {}, "en")).toBe("constructor");
  });
});
