import type { Share, WeekFigures } from "~/insights/delivery-figures";
import { percentOf } from "~/insights/figure-words";
import { enoughToTell } from "~/ui/enough-to-tell";
import { useShopTime } from "~/ui/shop-time";
import { useWords } from "~/ui/use-words";

const width = 960;
const height = 240;
const left = 44;
const bottom = 28;
const top = 12;
const plotHeight = height - top - bottom;

// Below half there is nothing to tell apart: the scale begins where shops live, unless one fell lower.
const usualFloor = 50;

/** Volume as bars behind, three rates as lines before. Said in words by its label and by the table below it. */
export function WeeksChart({ weeks }: { weeks: WeekFigures[] }) {
  const say = useWords();
  const time = useShopTime();
  const most = Math.max(1, ...weeks.map((week) => week.otif.n));
  const rates = weeks.flatMap(({ onTime, inFull, otif }) => [onTime, inFull, otif].map(percentOf));
  const lowest = Math.min(usualFloor, ...rates.filter((rate) => rate !== null));
  const floor = Math.floor(lowest / 10) * 10;
  const step = (width - left) / weeks.length;
  const x = (n: number) => left + step * (n + 0.5);
  const y = (percent: number) => top + plotHeight * (1 - (percent - floor) / (100 - floor));
  const line = (of: (week: WeekFigures) => Share) =>
    weeks
      .flatMap((week, n) => {
        const percent = percentOf(of(week));
        return percent === null ? [] : [`${x(n).toFixed(1)},${y(percent).toFixed(1)}`];
      })
      .join(" ");
  const marks = [floor, floor + (100 - floor) / 2, 100];
  const every = Math.ceil(weeks.length / 8);
  return (
    <figure className="insights-chart">
      <div className="insights-scroll">
        <svg
          viewBox={`0 0 ${String(width)} ${String(height)}`}
          role="img"
          aria-label={say("insights.weeks.picture", { weeks: weeks.length })}
        >
          {marks.map((percent) => (
            <g key={percent}>
              <line className="insights-grid" x1={left} x2={width} y1={y(percent)} y2={y(percent)} />
              <text className="insights-mark" x={left - 8} y={y(percent) + 4} textAnchor="end">
                {`${String(Math.round(percent))} %`}
              </text>
            </g>
          ))}
          {weeks.map((week, n) => {
            const tall = (plotHeight * 0.45 * week.otif.n) / most;
            return (
              <rect
                key={week.weekOf}
                className="insights-volume"
                x={x(n) - step * 0.32}
                y={top + plotHeight - tall}
                width={step * 0.64}
                height={tall}
                rx={3}
              />
            );
          })}
          <polyline className="insights-line insights-line-full" points={line((week) => week.inFull)} />
          <polyline className="insights-line insights-line-time" points={line((week) => week.onTime)} />
          <polyline className="insights-line insights-line-otif" points={line((week) => week.otif)} />
          {weeks.map((week, n) => {
            const percent = percentOf(week.otif);
            return percent === null ? null : (
              <circle
                key={week.weekOf}
                className={week.otif.n < enoughToTell ? "insights-dot insights-dot-few" : "insights-dot"}
                cx={x(n)}
                cy={y(percent)}
                r={4}
              />
            );
          })}
          {weeks.map((week, n) =>
            n % every === 0 ? (
              <text key={week.weekOf} className="insights-mark" x={x(n)} y={height - 8} textAnchor="middle">
                {time.day(week.weekOf).split(" ").slice(1).join(" ")}
              </text>
            ) : null,
          )}
        </svg>
      </div>
      <figcaption className="insights-legend">
        <span className="insights-key insights-key-otif">{say("insights.otif")}</span>
        <span className="insights-key insights-key-time">{say("insights.onTime")}</span>
        <span className="insights-key insights-key-full">{say("insights.inFull")}</span>
        <span className="insights-key insights-key-volume">{say("insights.volume")}</span>
        <span>{say("insights.hollow", { n: enoughToTell })}</span>
      </figcaption>
    </figure>
  );
}
