import { useFetcher } from "@remix-run/react";
import { BlockStack, Button, ButtonGroup, Card, Text } from "@shopify/polaris";
import { useState } from "react";
import type { GoLiveOutcome } from "~/settings/go-live.server";
import { useShopTime } from "~/ui/shop-time";
import { useToast } from "~/ui/toast";
import { useWords } from "~/ui/use-words";

interface GoLiveCardProps {
  liveAt: Date | null;
  canGoLive: boolean;
}

/** Going live and pausing, each said in words before it is done. */
export function GoLiveCard({ liveAt, canGoLive }: GoLiveCardProps) {
  const say = useWords();
  const time = useShopTime();
  const fetcher = useFetcher<GoLiveOutcome | { outcome: "paused" | "not_live" }>();
  const [isAsking, setIsAsking] = useState(false);
  const answer = fetcher.data;
  useToast(answer, answer ? say(`goLive.${answer.outcome}`) : null, {
    isError: answer?.outcome === "not_ready",
  });
  const step = liveAt ? "pause" : "live";
  const confirm = () => {
    setIsAsking(false);
    fetcher.submit(
      { intent: liveAt ? "pause" : "go-live" },
      { method: "post", action: "/app/settings/go-live" },
    );
  };
  return (
    <Card>
      <BlockStack gap="300" inlineAlign="start">
        <Text as="h2" variant="headingMd">
          {say("goLive.title")}
        </Text>
        <Text as="p" tone="subdued">
          {say("goLive.why")}
        </Text>
        <Text as="p" fontWeight="semibold">
          {liveAt ? say("goLive.since", { at: time.at(liveAt) }) : say("goLive.notYet")}
        </Text>
        {isAsking ? (
          <>
            <Text as="p">{say(`goLive.${step}.confirm`)}</Text>
            <ButtonGroup>
              <Button variant="primary" onClick={confirm} {...(liveAt ? { tone: "critical" } : {})}>
                {say(`goLive.${step}.yes`)}
              </Button>
              <Button onClick={() => setIsAsking(false)}>{say("goLive.no")}</Button>
            </ButtonGroup>
          </>
        ) : (
          <>
            {!liveAt && !canGoLive ? <Text as="p">{say("goLive.needsSender")}</Text> : null}
            <Button
              loading={fetcher.state !== "idle"}
              disabled={!liveAt && !canGoLive}
              onClick={() => setIsAsking(true)}
              {...(liveAt ? {} : { variant: "primary" })}
            >
              {say(`goLive.${step}`)}
            </Button>
          </>
        )}
      </BlockStack>
    </Card>
  );
}
