import type { ReactNode } from "react";
import { useShopTime } from "~/ui/shop-time";

const width = 960;
const left = 44;
const bottom = 28;
const top = 12;

/** Where a week and a value stand in the picture. */
export interface WeekScale {
  x(week: number): number;
  y(value: number): number;
  /** The width of a week. */
  step: number;
  plotHeight: number;
  /** The lower edge. */
  floorY: number;
  /** The line through those weeks that have a value. */
  line(values: ReadonlyArray<number | null>): string;
}

/** The frame of a picture by weeks: its marks at the side, its days below. What is drawn in it is the caller's. */
export function WeekPlot({
  weeks,
  label,
  height,
  range: [floor, ceiling],
  markWords,
  children,
}: {
  /** Their Mondays. */
  weeks: readonly string[];
  /** The picture in words. */
  label: string;
  height: number;
  range: readonly [number, number];
  markWords: (value: number) => string;
  children: (scale: WeekScale) => ReactNode;
}) {
  const time = useShopTime();
  const plotHeight = height - top - bottom;
  const step = (width - left) / weeks.length;
  const x = (week: number) => left + step * (week + 0.5);
  const y = (value: number) => top + plotHeight * (1 - (value - floor) / (ceiling - floor));
  const line = (values: ReadonlyArray<number | null>) =>
    values
      .flatMap((value, week) => (value === null ? [] : [`${x(week).toFixed(1)},${y(value).toFixed(1)}`]))
      .join(" ");
  const every = Math.ceil(weeks.length / 8);
  return (
    // Wider than a phone: whoever has no finger to push it with reaches it by the keyboard.
    <div className="insights-scroll" tabIndex={0}>
      <svg viewBox={`0 0 ${String(width)} ${String(height)}`} role="img" aria-label={label}>
        {[floor, (floor + ceiling) / 2, ceiling].map((value) => (
          <g key={value}>
            <line className="insights-grid" x1={left} x2={width} y1={y(value)} y2={y(value)} />
            <text className="insights-mark" x={left - 8} y={y(value) + 4} textAnchor="end">
              {markWords(value)}
            </text>
          </g>
        ))}
        {children({ x, y, step, plotHeight, floorY: top + plotHeight, line })}
        {weeks.map((weekOf, week) =>
          week % every === 0 ? (
            <text key={weekOf} className="insights-mark" x={x(week)} y={height - 8} textAnchor="middle">
              {time.day(weekOf).split(" ").slice(1).join(" ")}
            </text>
          ) : null,
        )}
      </svg>
    </div>
  );
}
