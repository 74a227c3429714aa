import { Text } from "@shopify/polaris";
import type { Insights } from "~/insights/insights.server";
import { daysOfWeek } from "~/insights/insights-period";
import { ordersBehind } from "~/insights/orders-behind";
import type { NpsResult } from "~/surveys/nps";
import type { Survey } from "~/surveys/survey-kinds";
import { enoughToTell } from "~/ui/enough-to-tell";
import { useShopTime } from "~/ui/shop-time";
import { useWords } from "~/ui/use-words";
import { InsightsCard } from "./insights-card";
import { OrdersLink } from "./orders-link";
import { TableBehind } from "./table-behind";
import { WeekPlot } from "./week-plot";

/** Both NPS week by week, by the day of the answer: the picture, and behind it the table it is drawn from. */
export function NpsWeeksCard({ npsWeeks, period }: Pick<Insights, "npsWeeks" | "period">) {
  const say = useWords();
  const time = useShopTime();
  const answersOf = (weekOf: string, survey: Survey) =>
    ordersBehind(daysOfWeek(weekOf, period), "answered", { survey });
  const n = npsWeeks.reduce((sum, week) => sum + week.purchase_nps.n + week.delivery_feedback.n, 0);
  return (
    <InsightsCard title={say("insights.npsWeeks")}>
      {n === 0 ? (
        <Text as="p">{say("insights.npsWeeks.none")}</Text>
      ) : (
        <>
          {npsWeeks.some((week) => surveys.some((survey) => told(week[survey]) !== null)) ? (
            <NpsWeeksChart npsWeeks={npsWeeks} />
          ) : (
            <Text as="p">{say("insights.npsWeeks.tooFew", { n, few: enoughToTell })}</Text>
          )}
          <TableBehind
            columns={[
              say("insights.week"),
              say("insights.npsWeeks.purchase"),
              "n",
              say("insights.npsWeeks.delivery"),
              "n",
            ]}
          >
            {npsWeeks.map(({ weekOf, purchase_nps: purchase, delivery_feedback: delivery }) => (
              <tr key={weekOf}>
                <th scope="row">{time.day(weekOf)}</th>
                <NpsCells
                  result={purchase}
                  of={time.day(weekOf)}
                  orders={answersOf(weekOf, "purchase_nps")}
                />
                <NpsCells
                  result={delivery}
                  of={time.day(weekOf)}
                  orders={answersOf(weekOf, "delivery_feedback")}
                />
              </tr>
            ))}
          </TableBehind>
        </>
      )}
    </InsightsCard>
  );
}

function NpsCells({ result: { nps, n }, of, orders }: { result: NpsResult; of: string; orders: string }) {
  const say = useWords();
  const few = n === 0 ? "–" : say("insights.fewShort");
  return (
    <>
      <td>{nps === null || n < enoughToTell ? few : Math.round(nps)}</td>
      <td>
        <OrdersLink url={orders} n={n} of={of} />
      </td>
    </>
  );
}

const surveys = ["purchase_nps", "delivery_feedback"] as const satisfies Survey[];
const lines = {
  delivery_feedback: "insights-line-otif",
  purchase_nps: "insights-line-time",
} as const satisfies Record<Survey, string>;

/** Weeks with too few answers leave no point: a handful would throw the line about. */
const told = ({ nps, n }: NpsResult) => (n < enoughToTell ? null : nps);

function NpsWeeksChart({ npsWeeks }: Pick<Insights, "npsWeeks">) {
  const say = useWords();
  return (
    <figure className="insights-chart">
      <WeekPlot
        weeks={npsWeeks.map(({ weekOf }) => weekOf)}
        label={say("insights.npsWeeks.picture", { weeks: npsWeeks.length })}
        height={200}
        range={[-100, 100]}
        markWords={String}
      >
        {({ x, y, line }) =>
          surveys.map((survey) => {
            const values = npsWeeks.map((week) => told(week[survey]));
            return (
              <g key={survey}>
                <polyline className={`insights-line ${lines[survey]}`} points={line(values)} />
                {values.map((value, n) =>
                  value === null ? null : (
                    <circle
                      key={npsWeeks[n]?.weekOf}
                      className={
                        survey === "purchase_nps" ? "insights-dot insights-dot-time" : "insights-dot"
                      }
                      cx={x(n)}
                      cy={y(value)}
                      r={4}
                    />
                  ),
                )}
              </g>
            );
          })
        }
      </WeekPlot>
      <figcaption className="insights-legend">
        <span className="insights-key insights-key-otif">{say("insights.npsWeeks.delivery")}</span>
        <span className="insights-key insights-key-time">{say("insights.npsWeeks.purchase")}</span>
        <span>{say("insights.npsWeeks.few", { n: enoughToTell })}</span>
      </figcaption>
    </figure>
  );
}
