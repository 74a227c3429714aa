import { Text } from "@shopify/polaris";
import type { Insights } from "~/insights/insights.server";
import { ordersBehind } from "~/insights/orders-behind";
import { goodwillGifts } from "~/settings/goodwill-settings";
import { money } from "~/ui/money";
import { useWords } from "~/ui/use-words";
import { FigureTable } from "~/ui/figure-table";
import { InsightsCard } from "./insights-card";
import { OrdersLink } from "./orders-link";

/** What making good and giving back came to: a shop that did neither is not bothered with it. */
export function ComplaintCostsCard({
  insights: { costs, before },
  days,
}: {
  insights: Insights;
  days: string;
}) {
  const say = useWords();
  const { gifts, refunds, totals } = costs;
  if (totals.length === 0) return null;
  const amount = (worth: string, currency: string) =>
    Number(worth) > 0 ? money(worth, currency, say.language) : "–";
  return (
    <InsightsCard title={say("insights.costs")} counts={say("insights.costs.counts")}>
      <FigureTable
        columns={[say("insights.costs.what"), say("insights.costs.orders"), say("insights.costs.worth")]}
        totals={
          <>
            {totals.map(({ currency, worth }) => (
              <tr key={currency}>
                <th scope="row">{say("insights.costs.total")}</th>
                <td />
                <td className="figures-unbroken">{money(worth, currency, say.language)}</td>
              </tr>
            ))}
          </>
        }
      >
        {gifts.map(({ gives, currency, orders, worth }) => {
          const gift = goodwillGifts.find((one) => one === gives);
          const title = gift ? say(`gives.${gift}`) : gives;
          return (
            <tr key={`${gives} ${currency}`}>
              <th scope="row">{title}</th>
              <td>
                <OrdersLink url={ordersBehind(days, "given", { gives, currency })} n={orders} of={title} />
              </td>
              <td className="figures-unbroken">{amount(worth, currency)}</td>
            </tr>
          );
        })}
        <tr>
          <th scope="row">{say("insights.costs.refunds")}</th>
          <td>
            <OrdersLink
              url={ordersBehind(days, "refunded")}
              n={refunds.orders}
              of={say("insights.costs.refunds")}
            />
          </td>
          <td className="figures-unbroken">{amount(refunds.worth, refunds.currency)}</td>
        </tr>
      </FigureTable>
      {before.costs.totals.map(({ currency, worth }) => (
        <Text as="p" key={currency}>
          {say("insights.costs.before", { amount: money(worth, currency, say.language) })}
        </Text>
      ))}
    </InsightsCard>
  );
}
