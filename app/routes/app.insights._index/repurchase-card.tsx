import { BlockStack, Card, Text } from "@shopify/polaris";
import { percentOf } from "~/insights/figure-words";
import type { Insights } from "~/insights/insights.server";
import { repurchaseDays } from "~/insights/repurchase";
import { happenings, type Happening } from "~/surveys/happenings";
import { comparisonWords } from "~/ui/comparison-words";
import { rateWords } from "~/ui/rate-words";
import { useWords } from "~/ui/use-words";
import type { WordKey } from "~/ui/words/speaker";

const titles = {
  on_time: "insights.happened.on_time",
  late_warned: "insights.happened.late_warned",
  late_silent: "insights.happened.late_silent",
  made_good: "insights.repurchase.madeGood",
} as const satisfies Record<Happening, WordKey>;

/** Who bought again, by what really happened to the order before. */
export function RepurchaseCard({ insights: { repurchases, before } }: { insights: Insights }) {
  const say = useWords();
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {say("insights.repurchase", { days: repurchaseDays })}
        </Text>
        <div className="insights-scroll">
          <table className="insights-table">
            <thead>
              <tr>
                <th scope="col">{say("insights.happened")}</th>
                <th scope="col">{say("insights.repurchase.again")}</th>
                <th scope="col">n</th>
                <th scope="col" className="insights-words">
                  {say("insights.repurchase.before")}
                </th>
              </tr>
            </thead>
            <tbody>
              {happenings.map((happening) => {
                const [share, earlier] = [repurchases[happening], before.repurchases[happening]];
                return (
                  <tr key={happening}>
                    <th scope="row">{say(titles[happening])}</th>
                    <td>{rateWords(share, say)}</td>
                    <td>{share.n}</td>
                    <td className="insights-words">
                      {comparisonWords(
                        { points: percentOf(share), n: share.n },
                        { points: percentOf(earlier), n: earlier.n },
                        say,
                      )}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
        <Text as="p" variant="bodySm" tone="subdued">
          {say("insights.repurchase.counts", { days: repurchaseDays })}
        </Text>
      </BlockStack>
    </Card>
  );
}
