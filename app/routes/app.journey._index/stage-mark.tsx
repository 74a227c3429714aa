import type { JourneyStage } from "~/insights/journey-places";

// A cart, a box, a van, a house, a heart: drawn on 24 by 24 with a line of 1.8.
const drawings: Record<JourneyStage, string> = {
  bought: "M3 4h2.2l2.1 10.2h10l2-7.2H6M9 19.2a.9.9 0 1 0 0-.1M16 19.2a.9.9 0 1 0 0-.1",
  prepared: "M4 8l8-4 8 4v8.5l-8 4-8-4zM4 8l8 4 8-4M12 12v8.5M8 6l8 4",
  on_its_way:
    "M2.5 6.5h11v10h-11zM13.5 10h4l3.5 3.2v3.3h-7.5M7 19a1.9 1.9 0 1 0 0-3.8A1.9 1.9 0 0 0 7 19M17 19a1.9 1.9 0 1 0 0-3.8A1.9 1.9 0 0 0 17 19",
  arrived: "M3.5 11.5L12 4.5l8.5 7M6 10v9.5h12V10M10 19.5V14h4v5.5",
  afterwards: "M12 19.5S4 14.8 4 9.3A4.2 4.2 0 0 1 12 7.4 4.2 4.2 0 0 1 20 9.3c0 5.5-8 10.2-8 10.2z",
};

/**
 * A stop on the road. The road is drawn twice, lying and standing: the style sheet shows the one that fits the
 * screen. Said by the heading beside it, so hidden from who listens.
 */
export function StageMark({
  stage,
  isFirst,
  isLast,
}: {
  stage: JourneyStage;
  isFirst: boolean;
  isLast: boolean;
}) {
  return (
    <svg className="journey-mark" aria-hidden="true" focusable="false">
      <line
        className="journey-road journey-road-lying"
        x1={isFirst ? "22" : "0"}
        x2={isLast ? "22" : "100%"}
        y1="22"
        y2="22"
      />
      <line
        className="journey-road journey-road-standing"
        x1="22"
        x2="22"
        y1={isFirst ? "22" : "0"}
        y2={isLast ? "22" : "100%"}
      />
      <circle className="journey-stop" cx="22" cy="22" r="20" />
      <path className="journey-drawing" d={drawings[stage]} transform="translate(10 10)" />
    </svg>
  );
}
