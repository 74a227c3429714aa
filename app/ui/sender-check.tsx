import { useFetcher } from "@remix-run/react";
import { Badge, BlockStack, Box, Button, InlineStack, Text } from "@shopify/polaris";
import { senderRecords, type RecordState, type RecordToAdd } from "~/channels/sender-domain";
import { useShopTime } from "./shop-time";
import { useToast } from "./toast";
import { useWords } from "./use-words";

const tones = {
  good: "success",
  missing: "critical",
  wrong: "critical",
  unknown: "attention",
  not_asked: "info",
} as const satisfies Record<RecordState, string>;

export interface ShownSenderCheck {
  domain: string;
  spf: string;
  dkim: string;
  dmarc: string;
  checkedAt: Date;
  toAdd: RecordToAdd[];
}

/** Whether mail programs will believe the sender, and what to write where so that they do. */
export function SenderCheck({ check }: { check: ShownSenderCheck | null }) {
  const say = useWords();
  const time = useShopTime();
  const fetcher = useFetcher<{ outcome: "checked" | "no_sender" }>();
  const answer = fetcher.data;
  useToast(answer, answer ? say(`sender.${answer.outcome}`) : null);
  return (
    <BlockStack gap="300">
      <Text as="h3" variant="headingSm">
        {say("sender.check")}
      </Text>
      <Text as="p" tone="subdued">
        {check
          ? say("sender.checkedAt", { domain: check.domain, at: time.at(check.checkedAt) })
          : say("sender.check.why")}
      </Text>
      {check ? (
        <InlineStack gap="200">
          {senderRecords.map((record) => {
            const state = stateOf(check[record]);
            return (
              <Badge key={record} tone={tones[state]}>
                {say(`sender.record.${state}`, { record: record.toUpperCase() })}
              </Badge>
            );
          })}
        </InlineStack>
      ) : null}
      {check?.toAdd.map(({ record, type, name, value, replaces }) => (
        <Box key={record} padding="300" background="bg-surface-secondary" borderRadius="200">
          <BlockStack gap="100">
            <Text as="p" fontWeight="semibold">
              {say(replaces === null ? `sender.add.${record}` : "sender.change.spf")}
            </Text>
            <Text as="p" breakWord>
              {say("sender.add.where", { type, name })}
            </Text>
            <Text as="p" breakWord>
              <code>{value}</code>
            </Text>
          </BlockStack>
        </Box>
      ))}
      {check && check.toAdd.length > 0 ? (
        <Text as="p" tone="subdued">
          {say("sender.add.how")}
        </Text>
      ) : null}
      <InlineStack>
        <Button
          loading={fetcher.state !== "idle"}
          onClick={() => void fetcher.submit({}, { method: "post", action: "/app/settings/sender-check" })}
        >
          {say(check ? "sender.check.again" : "sender.check.do")}
        </Button>
      </InlineStack>
    </BlockStack>
  );
}

function stateOf(stored: string): RecordState {
  return stored in tones ? (stored as RecordState) : "unknown";
}
