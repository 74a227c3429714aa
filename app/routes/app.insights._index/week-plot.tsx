import type { ReactNode } from "react";
import { useShopTime } from "~/ui/shop-time";

// The same picture twice, as wide as a desk and as wide as a phone: the style sheet shows the one that fits. Marks keep
// their size, so a phone has room for half as many.
const shapes = [
  { name: "wide", width: 960, mostMarks: 8 },
  { name: "narrow", width: 380, mostMarks: 4 },
] as const;
/** Half of the widest day below, so that the last is not cut off. */
const halfMark = 22;
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

interface WeekPlotProps {
  /** Their Mondays. */
  weeks: readonly string[];
  /** The picture in words. */
  label: string;
  height: number;
  range: readonly [number, number];
  markWords: (value: number) => string;
  children: (scale: WeekScale) => ReactNode;
}

/** The frame of a picture by weeks: its marks at the side, its days below. What is drawn in it is the caller's. */
export function WeekPlot(plot: WeekPlotProps) {
  return shapes.map((shape) => <Plot key={shape.name} {...plot} {...shape} />);
}

function Plot({
  name,
  width,
  mostMarks,
  weeks,
  label,
  height,
  range: [floor, ceiling],
  markWords,
  children,
}: WeekPlotProps & (typeof shapes)[number]) {
  const time = useShopTime();
  const plotHeight = height - top - bottom;
  const step = (width - left) / weeks.length;
  const x = (week: number) => left + step * (week + 0.5);
  const y = (value: number) => top + plotHeight * (1 - (value - floor) / (ceiling - floor));
  const line = (values: ReadonlyArray<number | null>) =>
    values
      .flatMap((value, week) => (value === null ? [] : [`${x(week).toFixed(1)},${y(value).toFixed(1)}`]))
      .join(" ");
  const every = Math.ceil(weeks.length / mostMarks);
  return (
    <svg
      className={`insights-plot-${name}`}
      viewBox={`0 0 ${String(width)} ${String(height)}`}
      role="img"
      aria-label={label}
    >
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
          <text
            key={weekOf}
            className="insights-mark"
            x={Math.min(x(week), width - halfMark)}
            y={height - 8}
            textAnchor="middle"
          >
            {time.day(weekOf).split(" ").slice(1).join(" ")}
          </text>
        ) : null,
      )}
    </svg>
  );
}
