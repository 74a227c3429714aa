import { BlockStack, Card, Text } from "@shopify/polaris";
import { reasonOfRule } from "~/insights/decision-words";
import type { Insights } from "~/insights/insights.server";
import { touchpointWords } from "~/ui/kind-words";
import { useWords } from "~/ui/use-words";

/** What was not sent and why: holding back is work too. */
export function HeldBackCard({ heldBack }: Pick<Insights, "heldBack">) {
  const say = useWords();
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {say("insights.heldBack")}
        </Text>
        {heldBack.length === 0 ? (
          <Text as="p">{say("insights.heldBack.none")}</Text>
        ) : (
          <div className="insights-scroll">
            <table className="insights-table">
              <thead>
                <tr>
                  <th scope="col">{say("insights.message")}</th>
                  <th scope="col" className="insights-words">
                    {say("insights.reason")}
                  </th>
                  <th scope="col">{say("insights.count")}</th>
                </tr>
              </thead>
              <tbody>
                {heldBack.map(({ kind, reason, count }) => (
                  <tr key={`${kind} ${reason}`}>
                    <th scope="row">{touchpointWords(kind, say)}</th>
                    <td className="insights-words">{reasonOfRule(reason, {}, say.language) ?? reason}</td>
                    <td>{count}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </BlockStack>
    </Card>
  );
}
