import { BlockStack, Button, Card, InlineStack, ProgressBar, Text } from "@shopify/polaris";
import type { TriedKind, UntriedKind } from "~/insights/tried-kinds";
import { catalogue } from "~/touchpoints/touchpoint-kinds";
import type { ReactNode } from "react";
import { useWords } from "~/ui/use-words";
import type { Words } from "~/ui/words/speaker";
import { useTouchpointDryRun, type DryRunSoFar } from "./use-touchpoint-dry-run";

interface DryRunCardProps {
  kind: TriedKind;
  days: number;
  /** No more orders than these are counted. */
  most: number;
}

/** What the touchpoint would have sent, by the rules as they stand in the form. */
export function DryRunCard({ kind, days, most }: DryRunCardProps) {
  const say = useWords();
  const { soFar, state, start } = useTouchpointDryRun({ kind, most });
  return (
    <DryRunFrame why={say("editor.dryRun.why", { days })}>
      <div aria-live="polite">
        {state === "done" && soFar ? <Text as="p">{sentence(soFar, { kind, days }, say)}</Text> : null}
        {state === "done" && soFar?.isAsSaved ? (
          <Text as="p" tone="caution">
            {say("editor.dryRun.asSaved")}
          </Text>
        ) : null}
        {state === "done" && soFar && soFar.orders >= most ? (
          <Text as="p" tone="subdued">
            {say("dryRun.bound", { n: most })}
          </Text>
        ) : null}
      </div>
      {state === "counting" ? (
        <BlockStack gap="200">
          <Text as="p">{say.n("dryRun.counting", soFar?.orders ?? 0)}</Text>
          <ProgressBar progress={(100 * (soFar?.orders ?? 0)) / most} size="small" animated={false} />
        </BlockStack>
      ) : null}
      <InlineStack>
        <Button loading={state === "counting"} onClick={start}>
          {say(state === "done" ? "editor.dryRun.again" : "editor.dryRun.do")}
        </Button>
      </InlineStack>
    </DryRunFrame>
  );
}

/** Why a touchpoint's past is not played. */
export function NoDryRun({ kind }: { kind: UntriedKind }) {
  const say = useWords();
  return <DryRunFrame why={say(`editor.dryRun.not.${kind}`)} />;
}

function DryRunFrame({ why, children }: { why: string; children?: ReactNode }) {
  const say = useWords();
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {say("editor.dryRun")}
        </Text>
        <Text as="p" tone="subdued">
          {why}
        </Text>
        {children}
      </BlockStack>
    </Card>
  );
}

/** "In the last 60 days this would have sent 41 messages, 38 by the promised day, 9 needlessly." */
function sentence(
  { sent, beforeLate, needless, byCap, otherwise }: DryRunSoFar,
  { kind, days }: { kind: TriedKind; days: number },
  say: Words,
): string {
  const stem = kind === "nps_survey" ? "editor.dryRun.asked" : "editor.dryRun.sent";
  const isCapped = catalogue[kind].class !== "service";
  const parts = [
    say.n(stem, sent, { days }),
    beforeLate === null ? null : say("editor.dryRun.before", { n: beforeLate }),
    needless === null ? null : say("editor.dryRun.needless", { n: needless }),
    isCapped ? say("editor.dryRun.byCap", { n: byCap }) : null,
    otherwise === 0 ? null : say("editor.dryRun.otherwise", { n: otherwise }),
  ];
  return `${parts.filter((part) => part !== null).join(", ")}.`;
}
