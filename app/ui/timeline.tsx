import { Badge, BlockStack, Box, Card, InlineStack, Text } from "@shopify/polaris";
import { decisionWords } from "~/insights/decision-words";
import type { StoryEntry } from "~/insights/story-entries";
import { useShopTime } from "./shop-time";
import { storyLine, type StoryLine } from "./story-line";
import { useWords } from "./use-words";

const colors: Record<
  StoryLine["tone"],
  "bg-fill-tertiary" | "bg-fill-success" | "bg-fill-caution" | "bg-fill-info" | "bg-fill-disabled"
> = {
  quiet: "bg-fill-tertiary",
  good: "bg-fill-success",
  trouble: "bg-fill-caution",
  message: "bg-fill-info",
  held_back: "bg-fill-disabled",
};

/** The order's story from the first day on; what is planned stands at the end. */
export function Timeline({ entries, currency, now }: { entries: StoryEntry[]; currency: string; now: Date }) {
  const say = useWords();
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {say("story.title")}
        </Text>
        <ol style={{ listStyle: "none", margin: 0, padding: 0, display: "grid", gap: "var(--p-space-400)" }}>
          {entries.map((entry, position) => (
            <Entry key={position} entry={entry} currency={currency} isAhead={entry.at > now} />
          ))}
        </ol>
      </BlockStack>
    </Card>
  );
}

function Entry({ entry, currency, isAhead }: { entry: StoryEntry; currency: string; isAhead: boolean }) {
  const say = useWords();
  const time = useShopTime();
  const line = storyLine(entry, { say, time, currency });
  return (
    <li>
      <InlineStack gap="300" wrap={false} blockAlign="start">
        <Box background={colors[line.tone]} borderRadius="full" minWidth="10px" minHeight="10px" />
        <BlockStack gap="050">
          <InlineStack gap="200">
            <Text as="span" variant="bodySm" tone="subdued" numeric>
              {time.at(entry.at)}
            </Text>
            {isAhead ? <Badge tone="info">{say("story.ahead")}</Badge> : null}
          </InlineStack>
          <Text as="span" fontWeight="semibold">
            {line.title}
          </Text>
          {line.detail ? <Text as="span">{line.detail}</Text> : null}
          {(entry.type === "touchpoint" || entry.type === "reply") && entry.message?.text ? (
            <Written language={entry.message.language} text={entry.message.text} />
          ) : null}
          {entry.type === "touchpoint" ? <Reasons why={entry.why} /> : null}
        </BlockStack>
      </InlineStack>
    </li>
  );
}

function Written({ language, text }: { language: string; text: string }) {
  const say = useWords();
  return (
    <details>
      <summary>{say("story.read")}</summary>
      <Box padding="300" background="bg-surface-secondary" borderRadius="200">
        <div lang={language} style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
          {text}
        </div>
      </Box>
    </details>
  );
}

function Reasons({ why }: Pick<Extract<StoryEntry, { type: "touchpoint" }>, "why">) {
  const say = useWords();
  const time = useShopTime();
  if (why.length === 0) return null;
  return (
    <details>
      <summary>{say("story.why")}</summary>
      <Box paddingBlockStart="100" paddingInlineStart="300">
        {why.map((decision, position) => (
          <Text key={position} as="p" variant="bodySm">
            {`${time.at(decision.at)} · ${decisionWords(decision, say.language)}`}
          </Text>
        ))}
      </Box>
    </details>
  );
}
