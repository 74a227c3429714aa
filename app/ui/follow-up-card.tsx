import { useFetcher } from "@remix-run/react";
import { Badge, BlockStack, Button, Card, InlineStack, Link, Text } from "@shopify/polaris";
import { useEffect, useState } from "react";
import type { ChangedFollowUp } from "~/surveys/change-follow-up.server";
import type { ListedFollowUp } from "~/surveys/follow-ups.server";
import { FollowUpPlanForm } from "./follow-up-plan-form";
import { FollowUpReplies } from "./follow-up-replies";
import { FollowUpReplyForm } from "./follow-up-reply-form";
import { FollowUpResolveForm } from "./follow-up-resolve-form";
import { followUpTitle } from "./follow-up-title";
import { useShopTime } from "./shop-time";
import { useToast } from "./toast";
import { useWords } from "./use-words";

type OpenForm = "reply" | "plan" | "resolve";

/** An open task: what happened, who sees to it until when, the answer to her, and what came of it. */
export function FollowUpCard({ followUp }: { followUp: ListedFollowUp }) {
  const say = useWords();
  const time = useShopTime();
  const fetcher = useFetcher<ChangedFollowUp>();
  const [form, setForm] = useState<OpenForm | null>(null);
  const answer = fetcher.data;
  const refusal = answer?.outcome === "refused" ? answer.reason : null;
  useToast(answer, answer ? say(`followUp.${answer.outcome}`) : null, { isError: refusal !== null });
  // Only a new answer closes the form: a refused one stays open with its error.
  useEffect(() => {
    if (answer && answer.outcome !== "refused") setForm(null);
  }, [answer]);
  const { order, draft } = followUp;
  const isBusy = fetcher.state !== "idle";
  const close = () => setForm(null);
  return (
    <Card>
      <BlockStack gap="300">
        <BlockStack gap="100" inlineAlign="start">
          <Text as="h3" variant="headingSm" breakWord>
            {followUpTitle(followUp, say)}
          </Text>
          <InlineStack gap="200">
            <Badge tone={followUp.overdue ? "critical" : "attention"}>
              {say(followUp.overdue ? "followUp.wasDue" : "followUp.due", { at: time.at(followUp.dueAt) })}
            </Badge>
            {followUp.owner ? <Badge>{followUp.owner}</Badge> : null}
          </InlineStack>
        </BlockStack>
        <InlineStack gap="300">
          {followUp.orderId ? (
            <Link url={`/app/orders/${followUp.orderId}`}>{order?.name ?? say("order.unknown")}</Link>
          ) : null}
          {followUp.answer?.mayContact === false ? (
            <Text as="span" tone="subdued">
              {say("followUp.noContact")}
            </Text>
          ) : null}
        </InlineStack>
        {followUp.wish ? (
          <Text as="p" breakWord>
            <span style={{ whiteSpace: "pre-line" }}>{`“${followUp.wish}”`}</span>
          </Text>
        ) : null}
        {followUp.note ? (
          <Text as="p" tone="subdued" breakWord>
            <span style={{ whiteSpace: "pre-line" }}>
              {say("followUp.noteSaid", { note: followUp.note })}
            </span>
          </Text>
        ) : null}
        <FollowUpReplies replies={followUp.replies} />
        {form === null ? (
          <InlineStack gap="200">
            {draft ? <Button onClick={() => setForm("reply")}>{say("followUp.reply.open")}</Button> : null}
            <Button onClick={() => setForm("plan")}>{say("followUp.plan.open")}</Button>
            <Button onClick={() => setForm("resolve")}>{say("followUp.close")}</Button>
          </InlineStack>
        ) : (
          <fetcher.Form method="post">
            <input type="hidden" name="followUpId" value={followUp.id} />
            {form === "reply" && draft ? (
              <FollowUpReplyForm draft={draft} refusal={refusal} isBusy={isBusy} onCancel={close} />
            ) : null}
            {form === "plan" ? (
              <FollowUpPlanForm followUp={followUp} refusal={refusal} isBusy={isBusy} onCancel={close} />
            ) : null}
            {form === "resolve" ? (
              <FollowUpResolveForm
                note={followUp.note ?? ""}
                refusal={refusal}
                isBusy={isBusy}
                onCancel={close}
              />
            ) : null}
          </fetcher.Form>
        )}
      </BlockStack>
    </Card>
  );
}
