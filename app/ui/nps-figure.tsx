import type { NpsResult } from "~/surveys/nps";
import { Figure } from "./figure";
import { enoughToTell } from "./enough-to-tell";
import { useWords } from "./use-words";

interface NpsFigureProps {
  title: string;
  result: NpsResult;
  period: string;
  /** How it was before. */
  trend?: string;
}

/** NPS never stands without its n and what chance alone could make of it. */
export function NpsFigure({ title, result: { nps, n, interval }, period, trend }: NpsFigureProps) {
  const say = useWords();
  const compared = trend ? { trend } : {};
  if (nps === null || interval === null || n < enoughToTell) {
    return <Figure title={title} value={null} n={n} detail={period} {...compared} />;
  }
  return (
    <Figure
      title={title}
      value={String(Math.round(nps))}
      n={n}
      {...compared}
      detail={`${period} · ${say("figure.interval", { low: Math.round(interval.low), high: Math.round(interval.high) })}`}
    />
  );
}
