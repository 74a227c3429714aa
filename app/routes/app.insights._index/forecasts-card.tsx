import { BlockStack, Card, Text } from "@shopify/polaris";
import { decimal, percentOf } from "~/insights/figure-words";
import type { Insights } from "~/insights/insights.server";
import { enoughToTell } from "~/ui/enough-to-tell";
import { useWords } from "~/ui/use-words";

/** Whether "70 % likely late" was late seven times in ten: what was said beside what happened. */
export function ForecastsCard({ forecasts: { distance, n, said } }: Pick<Insights, "forecasts">) {
  const say = useWords();
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {say("insights.forecasts")}
        </Text>
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
          <div className="insights-scroll">
            <table className="insights-table">
              <thead>
                <tr>
                  <th scope="col">{say("insights.forecasts.said")}</th>
                  <th scope="col">{say("insights.forecasts.late")}</th>
                  <th scope="col">n</th>
                </tr>
              </thead>
              <tbody>
                {said.map((one) => (
                  <tr key={one.chance}>
                    <th scope="row">{Math.round(one.chance * 100)} %</th>
                    <td>
                      {one.n < enoughToTell
                        ? say("insights.fewShort")
                        : `${String(Math.round(percentOf({ part: one.late, n: one.n }) ?? 0))} %`}
                    </td>
                    <td>{one.n}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
        <Text as="p" variant="bodySm" tone="subdued">
          {say("insights.forecasts.help")}
        </Text>
      </BlockStack>
    </Card>
  );
}
