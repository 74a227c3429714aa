import { tallyNotices } from "~/delays/dry-run-tally";
import type { Words } from "~/ui/words/speaker";
import type { DryRunSoFar } from "./use-dry-run";

/** The one sentence: what going live would have sent, how early, and how much of it needlessly. */
export function dryRunSentence(
  { orders, notices }: Pick<DryRunSoFar, "orders" | "notices">,
  when: string,
  say: Words,
): string {
  if (orders === 0) return say("dryRun.sentence.noOrders", { when });
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

/** What the sentence stands on, and what it does not count. */
export function dryRunDetail(
  { orders, late, updates, lateUnwarned, notices, heldBack }: DryRunSoFar,
  say: Words,
): string {
  if (orders === 0) return say("dryRun.noOrders.advice");
  const open = notices.filter(({ verdict }) => verdict === "open").length;
  return [
    say.n("dryRun.detail.orders", orders),
    say.n("dryRun.detail.late", late),
    say.n("dryRun.detail.unwarned", lateUnwarned.length),
    say.n("dryRun.detail.updates", updates),
    ...(open > 0 ? [say.n("dryRun.detail.open", open)] : []),
    ...(heldBack.delay_notice > 0 ? [say.n("dryRun.detail.heldBack", heldBack.delay_notice)] : []),
  ].join(" ");
}

/** Whole hours, from two days on whole days, rounded down: a part of the last hour counts as one. */
export function aheadWords(hours: number | null, say: Words): string {
  if (hours === null) return "–";
  return hours < 48
    ? say.n("dryRun.hours", Math.max(1, Math.floor(hours)))
    : say.n("dryRun.days", Math.floor(hours / 24));
}
