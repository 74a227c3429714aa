import { BlockStack, Card, Text } from "@shopify/polaris";
import type { TextCosts } from "~/insights/text-costs.server";
import { money } from "~/ui/money";
import { useWords } from "~/ui/use-words";

/** What text messages cost; nothing where none was sent. */
export function TextsCard({ texts }: { texts: TextCosts[] }) {
  const say = useWords();
  if (texts.length === 0) return null;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {say("insights.texts")}
        </Text>
        <div className="insights-scroll">
          <table className="insights-table">
            <thead>
              <tr>
                <th scope="col">{say("insights.texts.cost")}</th>
                <th scope="col">{say("insights.texts.messages")}</th>
                <th scope="col">{say("insights.texts.segments")}</th>
                <th scope="col">{say("insights.texts.notDelivered")}</th>
              </tr>
            </thead>
            <tbody>
              {texts.map(({ currency, cost, messages, segments, notDelivered }) => (
                <tr key={currency ?? ""}>
                  <th scope="row">
                    {currency === null ? say("insights.texts.unpriced") : money(cost, currency, say.language)}
                  </th>
                  <td>{messages}</td>
                  <td>{segments}</td>
                  <td>{notDelivered}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <Text as="p" variant="bodySm" tone="subdued">
          {say("insights.texts.help")}
        </Text>
      </BlockStack>
    </Card>
  );
}
