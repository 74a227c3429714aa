import type { WeekFigures } from "~/insights/delivery-figures";
import { percentOf } from "~/insights/figure-words";
import { enoughToTell } from "~/ui/enough-to-tell";
import { useWords } from "~/ui/use-words";
import { WeekPlot } from "./week-plot";

// Below half there is nothing to tell apart: the scale begins where shops live, unless one fell lower.
const usualFloor = 50;

/** Volume as bars behind, three rates as lines before. Said in words by its label and by the table below it. */
export function WeeksChart({ weeks }: { weeks: WeekFigures[] }) {
  const say = useWords();
  const most = Math.max(1, ...weeks.map((week) => week.otif.n));
  const inFull = weeks.map((week) => percentOf(week.inFull));
  const onTime = weeks.map((week) => percentOf(week.onTime));
  const otif = weeks.map((week) => percentOf(week.otif));
  const lowest = Math.min(usualFloor, ...[...inFull, ...onTime, ...otif].filter((rate) => rate !== null));
  return (
    <figure className="insights-chart">
      <WeekPlot
        weeks={weeks.map(({ weekOf }) => weekOf)}
        label={say("insights.weeks.picture", { weeks: weeks.length })}
        height={240}
        range={[Math.floor(lowest / 10) * 10, 100]}
        markWords={(percent) => `${String(Math.round(percent))} %`}
      >
        {({ x, y, step, plotHeight, floorY, line }) => (
          <>
            {weeks.map((week, n) => {
              const tall = (plotHeight * 0.45 * week.otif.n) / most;
              return (
                <rect
                  key={week.weekOf}
                  className="insights-volume"
                  x={x(n) - step * 0.32}
                  y={floorY - tall}
                  width={step * 0.64}
                  height={tall}
                  rx={3}
                />
              );
            })}
            <polyline className="insights-line insights-line-full" points={line(inFull)} />
            <polyline className="insights-line insights-line-time" points={line(onTime)} />
            <polyline className="insights-line insights-line-otif" points={line(otif)} />
            {weeks.map((week, n) => {
              const percent = otif[n] ?? null;
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
          </>
        )}
      </WeekPlot>
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
