import { Text } from "@shopify/polaris";
import type { WeekFigures } from "~/insights/delivery-figures";
import { rateWords } from "~/ui/rate-words";
import { useShopTime } from "~/ui/shop-time";
import { useWords } from "~/ui/use-words";
import { InsightsCard } from "./insights-card";
import { TableBehind } from "./table-behind";
import { WeeksChart } from "./weeks-chart";

/** On time in full, week by week: the picture, and behind it the table it is drawn from. */
export function WeeksCard({ weeks }: { weeks: WeekFigures[] }) {
  const say = useWords();
  const time = useShopTime();
  const n = weeks.reduce((sum, week) => sum + week.otif.n, 0);
  const rate = (share: WeekFigures["otif"]) => (share.n === 0 ? "–" : rateWords(share, say));
  return (
    <InsightsCard title={say("insights.weeks")}>
      <Text as="p" tone="subdued">
        {say("insights.weeks.why")}
      </Text>
      {n === 0 ? (
        <Text as="p">{say("insights.nothing")}</Text>
      ) : (
        <>
          <WeeksChart weeks={weeks} />
          <TableBehind
            columns={[
              say("insights.week"),
              "n",
              say("insights.onTime"),
              say("insights.inFull"),
              say("insights.otif"),
            ]}
          >
            {weeks.map((week) => (
              <tr key={week.weekOf}>
                <th scope="row">{time.day(week.weekOf)}</th>
                <td>{say.count(week.otif.n)}</td>
                <td>{rate(week.onTime)}</td>
                <td>{rate(week.inFull)}</td>
                <td>{rate(week.otif)}</td>
              </tr>
            ))}
          </TableBehind>
        </>
      )}
    </InsightsCard>
  );
}
