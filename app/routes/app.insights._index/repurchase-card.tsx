import { percentOf } from "~/insights/figure-words";
import type { Insights } from "~/insights/insights.server";
import { ordersBehind } from "~/insights/orders-behind";
import { repurchaseDays } from "~/insights/repurchase";
import { happenings } from "~/surveys/happenings";
import { comparisonWords } from "~/ui/comparison-words";
import { happenedWords } from "~/ui/kind-words";
import { rateWords } from "~/ui/rate-words";
import { useWords } from "~/ui/use-words";
import { FigureTable } from "~/ui/figure-table";
import { InsightsCard } from "./insights-card";
import { OrdersLink } from "./orders-link";

/** Who bought again, by what really happened to the order before. */
export function RepurchaseCard({
  insights: { repurchases, before },
  days,
}: {
  insights: Insights;
  days: string;
}) {
  const say = useWords();
  return (
    <InsightsCard
      title={say("insights.repurchase", { days: repurchaseDays })}
      counts={say("insights.repurchase.counts", { days: repurchaseDays })}
    >
      <FigureTable
        columns={[
          say("insights.happened"),
          say("insights.repurchase.again"),
          "n",
          { words: say("insights.repurchase.before"), isSentence: true },
        ]}
      >
        {happenings.map((happening) => {
          const [share, earlier] = [repurchases[happening], before.repurchases[happening]];
          const title = happenedWords(happening, say);
          const behind = { happened: happening };
          return (
            <tr key={happening}>
              <th scope="row">{title}</th>
              <td className="figures-unbroken">
                <OrdersLink
                  url={ordersBehind(days, "bought_again", behind)}
                  n={share.part}
                  of={title}
                  words={rateWords(share, say)}
                />
              </td>
              <td>
                <OrdersLink url={ordersBehind(days, "judged", behind)} n={share.n} of={title} />
              </td>
              <td className="figures-words">
                {comparisonWords(
                  { points: percentOf(share), n: share.n },
                  { points: percentOf(earlier), n: earlier.n },
                  say,
                )}
              </td>
            </tr>
          );
        })}
      </FigureTable>
    </InsightsCard>
  );
}
