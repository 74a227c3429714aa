import { Text } from "@shopify/polaris";
import { decimal, percentOf } from "~/insights/figure-words";
import type { Insights } from "~/insights/insights.server";
import { enoughToTell } from "~/ui/enough-to-tell";
import { useWords } from "~/ui/use-words";
import { FigureTable } from "~/ui/figure-table";
import { InsightsCard } from "./insights-card";

/** Whether "70 % likely late" was late seven times in ten: what was said beside what happened. */
export function ForecastsCard({ forecasts: { distance, n, said } }: Pick<Insights, "forecasts">) {
  const say = useWords();
  return (
    <InsightsCard title={say("insights.forecasts")} counts={say("insights.forecasts.help")}>
      {distance === null ? (
        <Text as="p">{say("insights.forecasts.none")}</Text>
      ) : (
        <Text as="p">
          {n < enoughToTell
            ? say("insights.forecasts.few", { n })
            : say("insights.forecasts.distance", { points: decimal(distance * 100, say.language), n })}
        </Text>
      )}
      {said.length === 0 ? null : (
        <FigureTable columns={[say("insights.forecasts.said"), say("insights.forecasts.late"), "n"]}>
          {said.map((one) => (
            <tr key={one.chance}>
              <th scope="row">{Math.round(one.chance * 100)} %</th>
              <td>
                {one.n < enoughToTell
                  ? say("insights.fewShort")
                  : `${String(Math.round(percentOf({ part: one.late, n: one.n }) ?? 0))} %`}
              </td>
              <td>{say.count(one.n)}</td>
            </tr>
          ))}
        </FigureTable>
      )}
    </InsightsCard>
  );
}
