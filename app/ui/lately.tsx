import { BlockStack, Card, InlineStack, Link, Text } from "@shopify/polaris";
import { decisionWords } from "~/insights/decision-words";
import type { LatelyEntry } from "~/insights/lately.server";
import { touchpointWords } from "./kind-words";
import { useShopTime } from "./shop-time";
import { shopperName } from "./shopper-name";
import { useWords } from "./use-words";

/** What was written or deliberately not written, newest first, each with its reason. */
export function Lately({ entries, isLive }: { entries: LatelyEntry[]; isLive: boolean }) {
  const say = useWords();
  const time = useShopTime();
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {say("lately.title")}
        </Text>
        {entries.length === 0 ? (
          <Text as="p" tone="subdued">
            {say(isLive ? "lately.empty" : "lately.notLive")}
          </Text>
        ) : null}
        {entries.map((entry) => (
          <BlockStack key={entry.id} gap="050">
            <InlineStack gap="200">
              <Text as="span" tone="subdued" numeric>
                {time.at(entry.at)}
              </Text>
              <Text as="span" fontWeight="semibold">
                {entry.kind ? touchpointWords(entry.kind, say) : say("lately.delay")}
              </Text>
              {entry.orderId ? (
                <Link url={`/app/orders/${entry.orderId}`} removeUnderline>
                  {[entry.orderName ?? say("order.unknown"), shopperName(entry)].filter(Boolean).join(" ")}
                </Link>
              ) : (
                <Text as="span">
                  {[shopperName(entry), say("lately.noOrder")].filter(Boolean).join(", ")}
                </Text>
              )}
            </InlineStack>
            <Text as="span" {...(entry.decision.outcome === "sent" ? {} : { tone: "subdued" })}>
              {entry.subject
                ? say("lately.sent", { subject: entry.subject })
                : decisionWords(entry.decision, say.language)}
            </Text>
          </BlockStack>
        ))}
      </BlockStack>
    </Card>
  );
}
