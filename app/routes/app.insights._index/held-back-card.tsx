import { Text } from "@shopify/polaris";
import { reasonOfRule } from "~/insights/decision-words";
import type { Insights } from "~/insights/insights.server";
import { isAboutAnOrder, ordersBehind } from "~/insights/orders-behind";
import { touchpointWords } from "~/ui/kind-words";
import { useWords } from "~/ui/use-words";
import { FigureTable } from "~/ui/figure-table";
import { InsightsCard } from "./insights-card";
import { OrdersLink } from "./orders-link";

/** What was not sent and why: holding back is work too. */
export function HeldBackCard({ heldBack, days }: Pick<Insights, "heldBack"> & { days: string }) {
  const say = useWords();
  return (
    <InsightsCard title={say("insights.heldBack")}>
      {heldBack.length === 0 ? (
        <Text as="p">{say("insights.heldBack.none")}</Text>
      ) : (
        <FigureTable
          columns={[
            say("insights.message"),
            { words: say("insights.reason"), isSentence: true },
            say("insights.count"),
          ]}
        >
          {heldBack.map(({ kind, reason, count }) => (
            <tr key={`${kind} ${reason}`}>
              <th scope="row">{touchpointWords(kind, say)}</th>
              <td className="figures-words">{reasonOfRule(reason, {}, say.language) ?? reason}</td>
              <td>
                {isAboutAnOrder(kind) ? (
                  <OrdersLink
                    url={ordersBehind(days, "held_back", { kind, reason })}
                    n={count}
                    of={touchpointWords(kind, say)}
                  />
                ) : (
                  say.count(count)
                )}
              </td>
            </tr>
          ))}
        </FigureTable>
      )}
    </InsightsCard>
  );
}
