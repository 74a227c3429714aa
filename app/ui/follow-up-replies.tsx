import { BlockStack, Box, Text } from "@shopify/polaris";
import type { ListedFollowUp } from "~/surveys/follow-ups.server";
import { useShopTime } from "./shop-time";
import { useWords } from "./use-words";

const states = {
  sent: "followUp.reply.sentAt",
  failed: "followUp.reply.failedAt",
  unconfirmed: "followUp.reply.unconfirmedAt",
} as const;

/** What was written to her, and whether it went out. */
export function FollowUpReplies({ replies }: Pick<ListedFollowUp, "replies">) {
  const say = useWords();
  const time = useShopTime();
  return replies.map(({ state, text, writtenAt, sentAt }, position) => (
    <Box key={position} padding="200" background="bg-surface-secondary" borderRadius="200">
      <BlockStack gap="100">
        <Text as="p" variant="bodySm" tone={state === "failed" ? "critical" : "subdued"}>
          {say(states[state as keyof typeof states] ?? "followUp.reply.waiting", {
            at: time.at(sentAt ?? writtenAt),
          })}
        </Text>
        <Text as="p" breakWord>
          <span style={{ whiteSpace: "pre-line" }}>{text}</span>
        </Text>
      </BlockStack>
    </Box>
  ));
}
