import { BlockStack, Card, Text } from "@shopify/polaris";
import { tallyByKind, tallyNotices, type DryNotice, type DryTally } from "~/delays/dry-run-tally";
import { FigureTable } from "~/ui/figure-table";
import { delayKindWords } from "~/ui/kind-words";
import { useWords } from "~/ui/use-words";
import { aheadWords } from "./dry-run-sentence";

/** The notices by what would have set them off. */
export function KindTable({ notices }: { notices: DryNotice[] }) {
  const say = useWords();
  if (notices.length === 0) return null;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {say("dryRun.byKind")}
        </Text>
        <FigureTable
          columns={[
            say("dryRun.kind"),
            say("dryRun.notices"),
            say("dryRun.before"),
            say("dryRun.ahead"),
            say("dryRun.needless"),
          ]}
          totals={<KindRow name={say("dryRun.total")} tally={tallyNotices(notices)} />}
        >
          {tallyByKind(notices).map(({ kind, ...tally }) => (
            <KindRow key={kind} name={delayKindWords(kind, say)} tally={tally} />
          ))}
        </FigureTable>
      </BlockStack>
    </Card>
  );
}

function KindRow({ name, tally }: { name: string; tally: DryTally }) {
  const say = useWords();
  const { notices, beforeLate, needless, medianHoursAhead } = tally;
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{say.count(notices)}</td>
      <td>{say.count(beforeLate)}</td>
      <td>{aheadWords(medianHoursAhead, say)}</td>
      <td>{say.count(needless)}</td>
    </tr>
  );
}
