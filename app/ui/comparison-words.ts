import { decimal } from "~/insights/figure-words";
import { enoughToTell } from "./enough-to-tell";
import type { Words } from "./words/speaker";

/** A figure in points (percent, or NPS) with what it rests on; null where there is none. */
export interface Measured {
  points: number | null;
  n: number;
}

/** How a figure stands against the one of as many days before; says so where either rests on too few. */
export function comparisonWords(now: Measured, before: Measured, say: Words): string {
  const n = before.n;
  if (now.points === null || before.points === null || now.n < enoughToTell || n < enoughToTell)
    return say("insights.noBefore", { n });
  // As far as it is written out: a change of nothing is none.
  const change = Math.round((now.points - before.points) * 10) / 10;
  const points = decimal(Math.abs(change), say.language);
  return say(change > 0 ? "insights.more" : change < 0 ? "insights.less" : "insights.same", { points, n });
}
