import { expect, it } from "vitest";
import type { DryNotice, Verdict } from "~/delays/dry-run-tally";
import { speaker } from "~/ui/words/speaker";
import { dryRunDetail, dryRunSentence } from "./dry-run-sentence";

const told = (verdict: Verdict, hoursAhead: number | null): DryNotice => ({
  ...{ orderId: "1", name: "#1", kind: "stalled", at: new Date("2026-06-03T09:00:00Z") },
  ...{ verdict, hoursAhead },
});
const inEnglish = (notices: DryNotice[]) =>
  dryRunSentence({ orders: 2_000, notices }, "In the last 60 days", speaker("en"));
const inItalian = (notices: DryNotice[]) =>
  dryRunSentence({ orders: 2_000, notices }, "Negli ultimi 60 giorni", speaker("it"));

it.each<[string, DryNotice[], string, string]>([
  [
    "nothing to send",
    [],
    "In the last 60 days going live would have sent no delay notice.",
    "Negli ultimi 60 giorni, con Lastmile attivo, non sarebbe partito nessun avviso di ritardo.",
  ],
  [
    "one notice in time",
    [told("early", 30.7)],
    "In the last 60 days going live would have sent 1 delay notice, 30 hours before the end of the promised day, and not needlessly.",
    "Negli ultimi 60 giorni, con Lastmile attivo, sarebbe partito 1 avviso di ritardo, 30 ore prima della fine del giorno promesso, e non inutilmente.",
  ],
  [
    "one notice for nothing, in the last hour of the day",
    [told("needless", 0.4)],
    "In the last 60 days going live would have sent 1 delay notice, 1 hour before the end of the promised day, and needlessly.",
    "Negli ultimi 60 giorni, con Lastmile attivo, sarebbe partito 1 avviso di ritardo, 1 ora prima della fine del giorno promesso, e inutilmente.",
  ],
  [
    "one notice the morning after",
    [told("after", -8)],
    "In the last 60 days going live would have sent 1 delay notice, not by the promised day, and not needlessly.",
    "Negli ultimi 60 giorni, con Lastmile attivo, sarebbe partito 1 avviso di ritardo, non entro il giorno promesso, e non inutilmente.",
  ],
  [
    "all too late, one with nothing promised",
    [told("after", -8), told("unjudged", null)],
    "In the last 60 days going live would have sent 2 delay notices, none by the promised day, and none needlessly.",
    "Negli ultimi 60 giorni, con Lastmile attivo, sarebbero partiti 2 avvisi di ritardo, nessuno entro il giorno promesso, e nessuno inutilmente.",
  ],
  [
    "all early and all for nothing, half of them two days ahead",
    [told("needless", 71), told("needless", 12), told("needless", 48)],
    "In the last 60 days going live would have sent 3 delay notices, all by the promised day (half of them 2 days or more before its end), and all needlessly.",
    "Negli ultimi 60 giorni, con Lastmile attivo, sarebbero partiti 3 avvisi di ritardo, tutti entro il giorno promesso (la metà almeno 2 giorni prima della sua fine), e tutti inutilmente.",
  ],
  [
    "one of two in time",
    [told("early", 26), told("after", -8)],
    "In the last 60 days going live would have sent 2 delay notices, 1 by the promised day (26 hours before its end), and none needlessly.",
    "Negli ultimi 60 giorni, con Lastmile attivo, sarebbero partiti 2 avvisi di ritardo, 1 entro il giorno promesso (26 ore prima della sua fine), e nessuno inutilmente.",
  ],
  [
    "a shop of some size",
    [
      ...Array.from({ length: 1_200 }, () => told("early", 130)),
      ...Array.from({ length: 34 }, () => told("after", -8)),
      told("needless", 60),
    ],
    "In the last 60 days going live would have sent 1,235 delay notices, 1,201 by the promised day (half of these 5 days or more before its end), and 1 needlessly.",
    "Negli ultimi 60 giorni, con Lastmile attivo, sarebbero partiti 1235 avvisi di ritardo, 1201 entro il giorno promesso (la metà di questi almeno 5 giorni prima della sua fine), e 1 inutilmente.",
  ],
])("%s is told in one sentence: how many, how early, how many needlessly", (_, notices, english, italian) => {
  expect(inEnglish(notices)).toBe(english);
  expect(inItalian(notices)).toBe(italian);
});

it("tells of a notice nobody can judge yet, and of those that would not have gone out", () => {
  const soFar = {
    ...{ orders: 40, late: 1, updates: 2, notices: [told("open", 30)], lateUnwarned: [] },
    heldBack: { delay_notice: 3, delay_update: 3 },
  };
  expect(dryRunDetail(soFar, speaker("en"))).toBe(
    "40 orders were looked at: 1 broke its promise, 0 of them without a word in time. 2 updates would have followed the notices. 1 notice is about a parcel still on its way: whether it was needed nobody can say yet. 3 more would not have gone out: your conditions or your blocklist leave their orders out, or they have no address to write to.",
  );
});

it("says so where there is no order to try the rules on, and what to do", () => {
  const nothing = {
    ...{ orders: 0, late: 0, updates: 0, notices: [], lateUnwarned: [] },
    heldBack: { delay_notice: 0, delay_update: 0 },
  };
  expect(dryRunSentence(nothing, "In the last 60 days", speaker("en"))).toBe(
    "In the last 60 days there were no orders to play the rules over.",
  );
  expect(dryRunDetail(nothing, speaker("en"))).toMatch(/import a history/);
});
