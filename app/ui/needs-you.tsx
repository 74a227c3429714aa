import { Badge, BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import type { HomePage } from "~/insights/home.server";
import { batchTitle } from "./batch-title";
import { followUpTitle } from "./follow-up-title";
import { useShopTime } from "./shop-time";
import { useWords } from "./use-words";

/** What a person has to do today, the most pressing first, each with the way there. */
export function NeedsYou({ needs }: { needs: HomePage["needs"] }) {
  const say = useWords();
  const time = useShopTime();
  const isQuiet =
    needs.batches.length === 0 &&
    needs.goodwill === 0 &&
    needs.openFollowUps === 0 &&
    needs.failedMessages === 0 &&
    needs.unconfirmedMessages === 0 &&
    needs.unreadable === 0 &&
    !needs.senderMissing &&
    needs.sender === null;
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {say("needs.title")}
        </Text>
        {isQuiet ? (
          <Text as="p" tone="subdued">
            {say("needs.nothing")}
          </Text>
        ) : null}
        {needs.batches.map((batch) => (
          <Line
            key={batch.id}
            words={batchTitle(batch.about, batch.waiting, say)}
            badge={<Badge tone="critical">{say("batch.since", { at: time.at(batch.openedAt) })}</Badge>}
            action={say("batch.review")}
            url={`/app/batches/${batch.id}`}
          />
        ))}
        {needs.senderMissing ? (
          <Line words={say("needs.sender")} action={say("needs.sender.do")} url="/app/settings/sender" />
        ) : null}
        {needs.sender ? (
          <Line
            words={say("needs.sender.lacking", {
              domain: needs.sender.domain,
              records: needs.sender.lacking.map((record) => record.toUpperCase()).join(", "),
            })}
            action={say("needs.sender.fix")}
            url="/app/settings/sender"
          />
        ) : null}
        {needs.followUps.map((followUp) => (
          <Line
            key={followUp.id}
            words={followUpTitle(followUp, say)}
            badge={
              <Badge tone={followUp.overdue ? "critical" : "attention"}>
                {say(followUp.overdue ? "followUp.wasDue" : "followUp.due", { at: time.at(followUp.dueAt) })}
              </Badge>
            }
            action={say("needs.followUp.do")}
            url={followUp.orderId ? `/app/orders/${followUp.orderId}` : "/app/feedback"}
          />
        ))}
        {needs.openFollowUps > needs.followUps.length ? (
          <Line
            words={say.n("needs.more", needs.openFollowUps - needs.followUps.length)}
            action={say("needs.more.do")}
            url="/app/feedback"
          />
        ) : null}
        {needs.goodwill > 0 ? (
          <Line
            words={say.n("needs.goodwill", needs.goodwill)}
            action={say("needs.goodwill.do")}
            url="/app/goodwill"
          />
        ) : null}
        {needs.unreadable > 0 ? <Line words={say.n("needs.unreadable", needs.unreadable)} /> : null}
        {needs.unconfirmedMessages > 0 ? (
          <Line words={say.n("needs.unconfirmed", needs.unconfirmedMessages)} />
        ) : null}
        {needs.failedMessages > 0 ? <Line words={say.n("needs.failed", needs.failedMessages)} /> : null}
      </BlockStack>
    </Card>
  );
}

function Line({
  words,
  badge,
  action,
  url,
}: {
  words: string;
  badge?: JSX.Element;
  action?: string;
  url?: string;
}) {
  return (
    <InlineStack gap="300" align="space-between" blockAlign="center">
      <InlineStack gap="200" blockAlign="center">
        <Text as="p">{words}</Text>
        {badge}
      </InlineStack>
      {action && url ? <Button url={url}>{action}</Button> : null}
    </InlineStack>
  );
}
