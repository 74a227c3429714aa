import { useFetcher } from "@remix-run/react";
import { BlockStack, Button, Card, Icon, InlineStack, Text } from "@shopify/polaris";
import { CheckCircleIcon, MinusCircleIcon } from "@shopify/polaris-icons";
import { useWords } from "./use-words";

export const setupSteps = ["sender", "promise_rules", "touchpoints", "block", "test", "go_live"] as const;
export type SetupStep = (typeof setupSteps)[number];

const pages: Record<SetupStep, string | null> = {
  sender: "/app/settings/sender",
  promise_rules: "/app/settings/promise-rules",
  touchpoints: "/app/journey",
  // Placed in Shopify's checkout editor, which only the merchant can open.
  block: null,
  test: "/app/journey/thank_you_note",
  go_live: "/app/settings",
};

/** What is left before the first message, or after it. A tick means that it was looked up, not that somebody clicked. */
export function SetupGuide({ done, isLive }: { done: Record<SetupStep, boolean>; isLive: boolean }) {
  const say = useWords();
  const fetcher = useFetcher();
  const isDone = setupSteps.every((step) => done[step]);
  const next = setupSteps.find((step) => !done[step] && pages[step] !== null);
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {say(isDone ? "setup.title.done" : isLive ? "setup.title.live" : "setup.title")}
          </Text>
          <Text as="p" tone="subdued">
            {say("setup.progress", {
              done: setupSteps.filter((step) => done[step]).length,
              of: setupSteps.length,
            })}
          </Text>
        </BlockStack>
        {setupSteps.map((step) => {
          const page = pages[step];
          return (
            <InlineStack key={step} gap="300" wrap={false} blockAlign="start">
              <span>
                <Icon
                  source={done[step] ? CheckCircleIcon : MinusCircleIcon}
                  tone={done[step] ? "success" : "subdued"}
                  accessibilityLabel={say(done[step] ? "setup.done" : "setup.open")}
                />
              </span>
              <BlockStack gap="200" inlineAlign="start">
                <Text as="h3" variant="headingSm">
                  {say(`setup.${step}`)}
                </Text>
                <Text as="p" tone="subdued">
                  {say(`setup.${step}.why`)}
                </Text>
                {done[step] || page === null ? null : (
                  <Button url={page} {...(step === next ? { variant: "primary" } : {})}>
                    {say(`setup.${step}.do`)}
                  </Button>
                )}
              </BlockStack>
            </InlineStack>
          );
        })}
        {done.go_live ? (
          <InlineStack>
            <Button
              loading={fetcher.state !== "idle"}
              onClick={() =>
                void fetcher.submit({ intent: "dismiss-setup" }, { method: "post", action: "/app?index" })
              }
            >
              {say("setup.dismiss")}
            </Button>
          </InlineStack>
        ) : null}
      </BlockStack>
    </Card>
  );
}
