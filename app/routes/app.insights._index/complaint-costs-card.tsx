import { BlockStack, Card, Text } from "@shopify/polaris";
import type { Insights } from "~/insights/insights.server";
import { goodwillGifts } from "~/settings/goodwill-settings";
import { money } from "~/ui/money";
import { useWords } from "~/ui/use-words";

/** What making good and giving back came to: a shop that did neither is not bothered with it. */
export function ComplaintCostsCard({ insights: { costs, before } }: { insights: Insights }) {
  const say = useWords();
  const { gifts, refunds, totals } = costs;
  if (totals.length === 0) return null;
  const amount = (worth: string, currency: string) =>
    Number(worth) > 0 ? money(worth, currency, say.language) : "–";
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {say("insights.costs")}
        </Text>
        <div className="insights-scroll">
          <table className="insights-table">
            <thead>
              <tr>
                <th scope="col">{say("insights.costs.what")}</th>
                <th scope="col">{say("insights.costs.orders")}</th>
                <th scope="col">{say("insights.costs.worth")}</th>
              </tr>
            </thead>
            <tbody>
              {gifts.map(({ gives, currency, orders, worth }) => {
                const gift = goodwillGifts.find((one) => one === gives);
                return (
                  <tr key={`${gives} ${currency}`}>
                    <th scope="row">{gift ? say(`gives.${gift}`) : gives}</th>
                    <td>{orders}</td>
                    <td>{amount(worth, currency)}</td>
                  </tr>
                );
              })}
              <tr>
                <th scope="row">{say("insights.costs.refunds")}</th>
                <td>{refunds.orders}</td>
                <td>{amount(refunds.worth, refunds.currency)}</td>
              </tr>
            </tbody>
            <tfoot>
              {totals.map(({ currency, worth }) => (
                <tr key={currency}>
                  <th scope="row">{say("insights.costs.total")}</th>
                  <td />
                  <td>{money(worth, currency, say.language)}</td>
                </tr>
              ))}
            </tfoot>
          </table>
        </div>
        {before.costs.totals.map(({ currency, worth }) => (
          <Text as="p" key={currency}>
            {say("insights.costs.before", { amount: money(worth, currency, say.language) })}
          </Text>
        ))}
        <Text as="p" variant="bodySm" tone="subdued">
          {say("insights.costs.counts")}
        </Text>
      </BlockStack>
    </Card>
  );
}
