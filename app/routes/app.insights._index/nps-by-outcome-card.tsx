import { BlockStack, Card, Text } from "@shopify/polaris";
import type { Insights } from "~/insights/insights.server";
import { happenings } from "~/surveys/happenings";
import type { NpsResult } from "~/surveys/nps";
import { enoughToTell } from "~/ui/enough-to-tell";
import { useWords } from "~/ui/use-words";

/** What shoppers say, by what really happened to them: the figure, and how far chance alone could move it. */
export function NpsByOutcomeCard({ npsByOutcome }: Pick<Insights, "npsByOutcome">) {
  const say = useWords();
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {say("insights.nps")}
        </Text>
        <div className="insights-scroll">
          <table className="insights-table">
            <thead>
              <tr>
                <th scope="col">{say("insights.happened")}</th>
                <th scope="col">NPS</th>
                <th scope="col">{say("insights.interval")}</th>
                <th scope="col">n</th>
              </tr>
            </thead>
            <tbody>
              {happenings.map((happening) => (
                <NpsRow
                  key={happening}
                  title={say(`insights.happened.${happening}`)}
                  result={npsByOutcome[happening]}
                />
              ))}
            </tbody>
          </table>
        </div>
      </BlockStack>
    </Card>
  );
}

function NpsRow({ title, result: { nps, n, interval } }: { title: string; result: NpsResult }) {
  const say = useWords();
  const isTold = nps !== null && interval !== null && n >= enoughToTell;
  return (
    <tr>
      <th scope="row">{title}</th>
      <td>{isTold ? Math.round(nps) : say("insights.fewShort")}</td>
      <td>{isTold ? <Interval nps={nps} {...interval} /> : ""}</td>
      <td>{n}</td>
    </tr>
  );
}

/** From −100 to 100: a line as long as chance may reach, with the figure on it. */
function Interval({ nps, low, high }: { nps: number; low: number; high: number }) {
  const say = useWords();
  const at = (value: number) => 5 + (value + 100) * 0.65;
  return (
    <svg
      viewBox="0 0 140 16"
      width="140"
      height="16"
      role="img"
      aria-label={say("figure.interval", { low: Math.round(low), high: Math.round(high) })}
    >
      <line className="insights-grid" x1={5} x2={135} y1={8} y2={8} />
      <line className="insights-grid" x1={70} x2={70} y1={2} y2={14} />
      <line className="insights-reach" x1={at(low)} x2={at(high)} y1={8} y2={8} />
      <circle className="insights-dot" cx={at(nps)} cy={8} r={4} />
    </svg>
  );
}
