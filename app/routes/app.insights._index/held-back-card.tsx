import { Text } from "@shopify/polaris";
import { reasonOfRule } from "~/insights/decision-words";
import type { Insights } from "~/insights/insights.server";
import { touchpointWords } from "~/ui/kind-words";
import { useWords } from "~/ui/use-words";
import { FigureTable } from "~/ui/figure-table";
import { InsightsCard } from "./insights-card";

/** What was not sent and why: holding back is work too. */
export function HeldBackCard({ heldBack }: Pick<Insights, "heldBack">) {
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
              <td>{say.count(count)}</td>
            </tr>
          ))}
        </FigureTable>
      )}
    </InsightsCard>
  );
}
