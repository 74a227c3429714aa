import { BlockStack, Card, InlineStack, Link, Tag, Text } from "@shopify/polaris";
import type { AnswerRow } from "~/insights/feedback.server";
import { feedbackReasons } from "~/messages/shopper-page-words";
import { reasonWords } from "~/messages/words/reason-words";
import { RatingBadge } from "./rating-badge";
import { useShopTime } from "./shop-time";
import { shopperName } from "./shopper-name";
import { useWords } from "./use-words";
import { whatHappened } from "./what-happened";

/** What she said, beside what really happened to her order. */
export function AnswerCard({ row: { answer, order } }: { row: AnswerRow }) {
  const say = useWords();
  const time = useShopTime();
  const reasons = feedbackReasons.filter((reason) => answer.reasons.includes(reason));
  return (
    <Card>
      <BlockStack gap="200">
        <InlineStack gap="200" blockAlign="center">
          <RatingBadge rating={answer.rating} />
          {order ? (
            <Link url={`/app/orders/${order.id}`}>
              {[order.name, shopperName(order)].filter(Boolean).join(" ")}
            </Link>
          ) : (
            <Text as="span" tone="subdued">
              {say("answer.noOrder")}
            </Text>
          )}
          <Text as="span" tone="subdued">
            {`${say(answer.survey === "purchase_nps" ? "answer.purchase" : "answer.delivery")} · ${time.at(answer.answeredAt)}`}
          </Text>
        </InlineStack>
        {answer.comment ? <Text as="p">{`“${answer.comment}”`}</Text> : null}
        {reasons.length > 0 ? (
          <InlineStack gap="100">
            {reasons.map((reason) => (
              <Tag key={reason}>{reasonWords(reason, say.language)}</Tag>
            ))}
          </InlineStack>
        ) : null}
        {order ? (
          <Text as="p" variant="bodySm" tone="subdued">
            {whatHappened(order.happened, say)}
          </Text>
        ) : null}
      </BlockStack>
    </Card>
  );
}
