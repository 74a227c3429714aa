import { delayKinds, type DelayKind } from "./delay-kinds";

// Apart from the playing: a page counts with this, and would have to load every calendar with the other.

/**
 * What a notice would have been worth. `early`: the promise broke after it. `after`: it was broken already.
 * `needless`: it arrived as promised. `open`: nobody can say yet. `unjudged`: nothing was promised, or the order
 * was taken back before it arrived.
 */
export const verdicts = ["early", "after", "needless", "open", "unjudged"] as const;
export type Verdict = (typeof verdicts)[number];

export interface DryNotice {
  orderId: string;
  name: string;
  kind: DelayKind;
  at: Date;
  verdict: Verdict;
  /** Hours from the notice to the end of the promised day, below zero after it; null without a promise. */
  hoursAhead: number | null;
}

export interface DryTally {
  notices: number;
  /** Sent before the promised day was over. */
  beforeLate: number;
  needless: number;
  /** Half the notices before the promised day's end came at least so early. */
  medianHoursAhead: number | null;
}

/** Counts notices, of all kinds or of one: the same list that stands below the numbers. */
export function tallyNotices(notices: DryNotice[]): DryTally {
  const ahead = notices.flatMap(({ hoursAhead }) =>
    hoursAhead !== null && hoursAhead > 0 ? [hoursAhead] : [],
  );
  const sorted = ahead.sort((one, other) => one - other);
  return {
    notices: notices.length,
    beforeLate: sorted.length,
    needless: notices.filter(({ verdict }) => verdict === "needless").length,
    medianHoursAhead: sorted[Math.floor((sorted.length - 1) / 2)] ?? null,
  };
}

/** The notices by kind, the kinds that would have spoken only. */
export function tallyByKind(notices: DryNotice[]): Array<DryTally & { kind: DelayKind }> {
  return delayKinds.flatMap((kind) => {
    const ofKind = notices.filter((notice) => notice.kind === kind);
    return ofKind.length === 0 ? [] : [{ kind, ...tallyNotices(ofKind) }];
  });
}
