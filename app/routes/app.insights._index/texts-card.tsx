import type { TextCosts } from "~/insights/text-costs.server";
import { ordersBehind } from "~/insights/orders-behind";
import { money } from "~/ui/money";
import { useWords } from "~/ui/use-words";
import { FigureTable } from "~/ui/figure-table";
import { InsightsCard } from "./insights-card";
import { OrdersLink } from "./orders-link";

/** What text messages cost; nothing where none was sent. */
export function TextsCard({ texts, days }: { texts: TextCosts[]; days: string }) {
  const say = useWords();
  if (texts.length === 0) return null;
  return (
    <InsightsCard title={say("insights.texts")} counts={say("insights.texts.help")}>
      <FigureTable
        columns={[
          say("insights.texts.cost"),
          say("insights.texts.messages"),
          say("insights.texts.segments"),
          say("insights.texts.notDelivered"),
        ]}
      >
        {texts.map(({ currency, cost, messages, segments, notDelivered }) => (
          <tr key={currency ?? ""}>
            <th scope="row">
              {currency === null ? say("insights.texts.unpriced") : money(cost, currency, say.language)}
            </th>
            <td>
              <OrdersLink
                url={ordersBehind(days, "texted", { currency: currency ?? "" })}
                n={messages}
                of={say("insights.texts")}
              />
            </td>
            <td>{say.count(segments)}</td>
            <td>
              <OrdersLink
                url={ordersBehind(days, "text_not_delivered", { currency: currency ?? "" })}
                n={notDelivered}
                of={say("insights.texts.notDelivered")}
              />
            </td>
          </tr>
        ))}
      </FigureTable>
    </InsightsCard>
  );
}
