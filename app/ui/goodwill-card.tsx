import { useFetcher } from "@remix-run/react";
import { Badge, BlockStack, Button, Card, InlineStack, Link, List, Text } from "@shopify/polaris";
import { reasonOfRule } from "~/insights/decision-words";
import type { AnsweredGoodwill } from "~/recovery/answer-goodwill.server";
import type { ShownGoodwill } from "~/recovery/shown-goodwill";
import { giftWords, goodwillStates, mishapWords } from "./goodwill-words";
import { money } from "./money";
import { useShopTime } from "./shop-time";
import { shopperName } from "./shopper-name";
import { useToast } from "./toast";
import { useWords } from "./use-words";
import type { Words } from "./words/speaker";

const tones = { proposed: "attention", approved: "info", given: "success", failed: "critical" } as const;

interface GoodwillCardProps {
  goodwill: ShownGoodwill;
  /** The list leads to the order; on the order's own page there is no need. */
  hasLink?: boolean;
}

/** What is proposed to make an order good, with the merchant's answer; or what became of it. */
export function GoodwillCard({ goodwill, hasLink = false }: GoodwillCardProps) {
  const say = useWords();
  const time = useShopTime();
  const { state, reason, code, expiresAt, draftId, order } = goodwill;
  const known = goodwillStates.find((one) => one === state);
  const tone = Object.entries(tones).find(([name]) => name === state)?.[1];
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack gap="200" align="space-between" blockAlign="center">
          <Text as="h3" variant="headingSm">
            {say("goodwill.title", { gift: giftWords(goodwill, say) })}
          </Text>
          <Badge {...(tone ? { tone } : {})}>{known ? say(`goodwill.state.${known}`) : state}</Badge>
        </InlineStack>
        <BlockStack gap="100">
          <Text as="p">{`${mishapWords(goodwill, say)}.`}</Text>
          {reason ? (
            <Text as="p" tone={state === "failed" ? "critical" : "subdued"}>
              {sentence(reasonOfRule(reason, {}, say.language) ?? reason)}
            </Text>
          ) : null}
          {code && state === "given" ? (
            <Text as="p">{say("goodwill.code", { code, until: expiresAt ? time.at(expiresAt) : "" })}</Text>
          ) : null}
          {draftId ? (
            <InlineStack gap="200">
              <Text as="span">{say("goodwill.draft")}</Text>
              <Link url={`shopify://admin/draft_orders/${draftId}`} target="_top">
                {say("goodwill.draft.do")}
              </Link>
            </InlineStack>
          ) : null}
          {hasLink ? (
            <InlineStack gap="200">
              <Link url={`/app/orders/${goodwill.orderId}`}>
                {[order.name, shopperName(order)].filter(Boolean).join(" ")}
              </Link>
              <Text as="span" tone="subdued">
                {money(order.totalAmount, order.currency, say.language)}
              </Text>
            </InlineStack>
          ) : null}
        </BlockStack>
        <Stock goods={goodwill.goods} isReplacement={goodwill.gives === "replacement"} state={state} />
        {state === "proposed" || state === "failed" ? <Answer goodwill={goodwill} /> : null}
      </BlockStack>
    </Card>
  );
}

const sentence = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;

/** Whether what would be sent again is there. */
function Stock({
  goods,
  isReplacement,
  state,
}: Pick<ShownGoodwill, "goods" | "state"> & { isReplacement: boolean }) {
  const say = useWords();
  if (!isReplacement || state === "given") return null;
  if (goods === null)
    return (
      <Text as="p" tone="subdued">
        {say("goodwill.stock.unknown")}
      </Text>
    );
  return (
    <List>
      {goods.map(({ title, quantity, stock, isSoldOut }) => (
        <List.Item key={title}>
          {`${String(quantity)} × ${title}: `}
          <Text as="span" tone={isSoldOut ? "critical" : "subdued"}>
            {stockWords({ stock, isSoldOut }, say)}
          </Text>
        </List.Item>
      ))}
    </List>
  );
}

function stockWords({ stock, isSoldOut }: { stock: number | null; isSoldOut: boolean }, say: Words): string {
  if (isSoldOut) return say("goodwill.stock.none");
  return stock === null ? say("goodwill.stock.uncounted") : say.n("goodwill.stock", stock);
}

function Answer({ goodwill: { orderId, state } }: { goodwill: ShownGoodwill }) {
  const say = useWords();
  const fetcher = useFetcher<AnsweredGoodwill>();
  const answer = fetcher.data;
  const isRefused = answer?.outcome === "refused";
  useToast(answer, answer ? answerWords(answer, say) : null, { isError: isRefused });
  const submit = (intent: string) => fetcher.submit({ intent, orderId }, { method: "post" });
  const isBusy = fetcher.state !== "idle";
  if (answer?.outcome === "needs_permission") {
    const { scopes } = answer;
    const ask = async () => {
      const granted = await window.shopify?.scopes.request(scopes);
      if (granted?.result === "granted-all") submit("goodwill-approve");
    };
    return (
      <BlockStack gap="200" inlineAlign="start">
        <Text as="p">{say("goodwill.permission")}</Text>
        <Button variant="primary" loading={isBusy} onClick={() => void ask()}>
          {say("goodwill.permission.do")}
        </Button>
      </BlockStack>
    );
  }
  return (
    <InlineStack gap="200">
      <Button variant="primary" loading={isBusy} onClick={() => submit("goodwill-approve")}>
        {say(state === "failed" ? "goodwill.again" : "goodwill.approve")}
      </Button>
      <Button disabled={isBusy} onClick={() => submit("goodwill-decline")}>
        {say("goodwill.decline")}
      </Button>
    </InlineStack>
  );
}

function answerWords(answer: AnsweredGoodwill, say: Words): string | null {
  switch (answer.outcome) {
    case "needs_permission":
      return null;
    case "refused":
      return say(`goodwill.refused.${answer.reason}`);
    default:
      return say(`goodwill.answered.${answer.outcome}`);
  }
}
