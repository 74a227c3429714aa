import { Card, DataTable, Text, BlockStack } from "@shopify/polaris";
import { tallyByKind, tallyNotices, type DryNotice, type DryTally } from "~/delays/dry-run-tally";
import { delayKindWords } from "~/ui/kind-words";
import { useWords } from "~/ui/use-words";

/** The notices by what would have set them off. */
export function KindTable({ notices }: { notices: DryNotice[] }) {
  const say = useWords();
  if (notices.length === 0) return null;
  const cells = ({ notices: n, beforeLate, needless, medianHoursAhead }: DryTally) => [
    n,
    beforeLate,
    medianHoursAhead === null ? "–" : ahead(medianHoursAhead),
    needless,
  ];
  function ahead(hours: number): string {
    return hours < 48
      ? say.n("dryRun.hours", Math.max(1, Math.round(hours)))
      : say.n("dryRun.days", Math.round(hours / 24));
  }
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {say("dryRun.byKind")}
        </Text>
        <div ref={makeReachable}>
          <DataTable
            columnContentTypes={["text", "numeric", "numeric", "numeric", "numeric"]}
            headings={[
              say("dryRun.kind"),
              say("dryRun.notices"),
              say("dryRun.before"),
              say("dryRun.ahead"),
              say("dryRun.needless"),
            ]}
            rows={tallyByKind(notices).map(({ kind, ...tally }) => [
              delayKindWords(kind, say),
              ...cells(tally),
            ])}
            totals={["", ...cells(tallyNotices(notices))]}
            totalsName={{ singular: say("dryRun.total"), plural: say("dryRun.total") }}
            increasedTableDensity
          />
        </div>
      </BlockStack>
    </Card>
  );
}

/** On a phone Polaris' table scrolls sideways: the keyboard has to get there as well. */
function makeReachable(around: HTMLDivElement | null): void {
  around?.querySelector(".Polaris-DataTable__ScrollContainer")?.setAttribute("tabindex", "0");
}
