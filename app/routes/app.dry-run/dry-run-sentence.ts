import { tallyNotices, type DryNotice } from "~/delays/dry-run-tally";
import type { Words } from "~/ui/words/speaker";

/** The one sentence: what going live would have sent, how early, and how much of it needlessly. */
export function dryRunSentence(notices: DryNotice[], when: string, say: Words): string {
  const { notices: all, beforeLate, needless, medianHoursAhead } = tallyNotices(notices);
  if (all === 0) return say("dryRun.sentence.none", { when });
  const ahead = aheadWords(medianHoursAhead, say);
  return say.n("dryRun.sentence", all, {
    when,
    early: told("early", beforeLate),
    needless: told("needless", needless),
  });

  function told(what: "early" | "needless", part: number): string {
    const share = part === 0 ? "none" : part === all ? "all" : "some";
    return say.n(`dryRun.sentence.${what}.${share}`, part || all, { n: part, ahead });
  }
}

/** Whole hours, from two days on whole days, rounded down: a part of the last hour counts as one. */
export function aheadWords(hours: number | null, say: Words): string {
  if (hours === null) return "–";
  return hours < 48
    ? say.n("dryRun.hours", Math.max(1, Math.floor(hours)))
    : say.n("dryRun.days", Math.floor(hours / 24));
}
