import { useFetcher } from "@remix-run/react";
import {
  Badge,
  BlockStack,
  Button,
  ButtonGroup,
  Card,
  InlineStack,
  Link,
  Select,
  Text,
  TextField,
} from "@shopify/polaris";
import { useState } from "react";
import { followUpOutcomes } from "~/surveys/follow-up";
import type { ListedFollowUp } from "~/surveys/follow-ups.server";
import type { ResolvedFollowUp } from "~/surveys/resolve-follow-up.server";
import { followUpTitle } from "./follow-up-title";
import { useShopTime } from "./shop-time";
import { useToast } from "./toast";
import { useWords } from "./use-words";

/** An open task: what happened, until when, how to reach her, and what came of it. */
export function FollowUpCard({ followUp }: { followUp: ListedFollowUp }) {
  const say = useWords();
  const time = useShopTime();
  const fetcher = useFetcher<ResolvedFollowUp>();
  const [outcome, setOutcome] = useState<string>(followUpOutcomes[0]);
  const [note, setNote] = useState("");
  const [isClosing, setIsClosing] = useState(false);
  const answer = fetcher.data;
  const isRefused = answer?.outcome === "refused";
  useToast(answer, answer ? say(`followUp.${answer.outcome}`) : null, { isError: isRefused });
  const { order } = followUp;
  return (
    <Card>
      <fetcher.Form method="post">
        <input type="hidden" name="followUpId" value={followUp.id} />
        <BlockStack gap="300">
          <BlockStack gap="100" inlineAlign="start">
            <Text as="h3" variant="headingSm">
              {followUpTitle(followUp, say)}
            </Text>
            <Badge tone={followUp.overdue ? "critical" : "attention"}>
              {say(followUp.overdue ? "followUp.wasDue" : "followUp.due", { at: time.at(followUp.dueAt) })}
            </Badge>
          </BlockStack>
          <InlineStack gap="300">
            {followUp.orderId ? (
              <Link url={`/app/orders/${followUp.orderId}`}>{order?.name ?? say("order.unknown")}</Link>
            ) : null}
            {order?.email && followUp.answer?.mayContact !== false ? (
              <Link url={`mailto:${order.email}`}>{say("followUp.write")}</Link>
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
          {isClosing ? (
            <>
              <Select
                name="outcome"
                label={say("followUp.outcome")}
                options={followUpOutcomes.map((value) => ({
                  value,
                  label: say(`followUp.outcome.${value}`),
                }))}
                value={outcome}
                onChange={setOutcome}
              />
              <TextField
                name="note"
                label={say("followUp.note")}
                autoComplete="off"
                multiline={2}
                maxLength={2000}
                value={note}
                onChange={setNote}
              />
              <ButtonGroup>
                <Button submit variant="primary" loading={fetcher.state !== "idle"}>
                  {say("followUp.resolve")}
                </Button>
                <Button onClick={() => setIsClosing(false)}>{say("followUp.notYet")}</Button>
              </ButtonGroup>
            </>
          ) : (
            <InlineStack>
              <Button onClick={() => setIsClosing(true)}>{say("followUp.close")}</Button>
            </InlineStack>
          )}
        </BlockStack>
      </fetcher.Form>
    </Card>
  );
}
