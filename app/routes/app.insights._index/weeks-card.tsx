import { Text } from "@shopify/polaris";
import type { WeekFigures } from "~/insights/delivery-figures";
import { daysOfWeek, type Period } from "~/insights/insights-period";
import { ordersBehind, type PromiseFilter } from "~/insights/orders-behind";
import { rateWords } from "~/ui/rate-words";
import { useShopTime } from "~/ui/shop-time";
import { useWords } from "~/ui/use-words";
import { InsightsCard } from "./insights-card";
import { OrdersLink } from "./orders-link";
import { TableBehind } from "./table-behind";
import { WeeksChart } from "./weeks-chart";

/** On time in full, week by week: the picture, and behind it the table it is drawn from. */
export function WeeksCard({ weeks, period }: { weeks: WeekFigures[]; period: Period }) {
  const say = useWords();
  const time = useShopTime();
  const n = weeks.reduce((sum, week) => sum + week.otif.n, 0);
  const shown = (share: WeekFigures["otif"]) => ({
    part: share.part,
    words: share.n === 0 ? "–" : rateWords(share, say),
  });
  const ordersOf = (
    { weekOf }: WeekFigures,
    which: PromiseFilter,
    { part, words }: { part: number; words: string },
  ) => (
    <OrdersLink
      url={ordersBehind(daysOfWeek(weekOf, period), which)}
      n={part}
      of={time.day(weekOf)}
      words={words}
    />
  );
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
                <td>{ordersOf(week, "all", { part: week.otif.n, words: say.count(week.otif.n) })}</td>
                <td>{ordersOf(week, "on_time", shown(week.onTime))}</td>
                <td>{ordersOf(week, "in_full", shown(week.inFull))}</td>
                <td>{ordersOf(week, "on_time_in_full", shown(week.otif))}</td>
              </tr>
            ))}
          </TableBehind>
        </>
      )}
    </InsightsCard>
  );
}
