import { BlockStack, Card, Text } from "@shopify/polaris";
import type { Insights } from "~/insights/insights.server";
import { goodwillGifts } from "~/settings/goodwill-settings";
import { money } from "~/ui/money";
import { useWords } from "~/ui/use-words";

/** What making good came to: a shop that gave nothing is not bothered with it. */
export function GoodwillCostsCard({ goodwill }: Pick<Insights, "goodwill">) {
  const say = useWords();
  if (goodwill.length === 0) return null;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {say("insights.goodwill")}
        </Text>
        <div className="insights-scroll">
          <table className="insights-table">
            <thead>
              <tr>
                <th scope="col">{say("settings.goodwill.gives")}</th>
                <th scope="col">{say("insights.goodwill.orders")}</th>
                <th scope="col">{say("insights.goodwill.worth")}</th>
              </tr>
            </thead>
            <tbody>
              {goodwill.map(({ gives, currency, orders, worth }) => {
                const gift = goodwillGifts.find((one) => one === gives);
                return (
                  <tr key={`${gives} ${currency}`}>
                    <th scope="row">{gift ? say(`gives.${gift}`) : gives}</th>
                    <td>{orders}</td>
                    <td>{Number(worth) > 0 ? money(worth, currency, say.language) : "–"}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
        <Text as="p" tone="subdued">
          {say("insights.goodwill.why")}
        </Text>
      </BlockStack>
    </Card>
  );
}
