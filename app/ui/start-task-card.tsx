import { useFetcher } from "@remix-run/react";
import { BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { useToast } from "./toast";
import { useWords } from "./use-words";

/** Long work that needs nothing but a press: everything as one file, the past orders from Shopify. */
export function StartTaskCard({ task }: { task: "export" | "backfill" }) {
  const say = useWords();
  const fetcher = useFetcher<{ outcome: "started" | "busy" }>();
  const answer = fetcher.data;
  useToast(answer, answer ? say(`data.${task}.${answer.outcome}`) : null, {
    isError: answer?.outcome === "busy",
  });
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {say(`data.${task}`)}
        </Text>
        <Text as="p" tone="subdued">
          {say(`data.${task}.why`)}
        </Text>
        <InlineStack>
          <Button
            loading={fetcher.state !== "idle"}
            onClick={() => void fetcher.submit({ intent: task }, { method: "post" })}
          >
            {say(`data.${task}.do`)}
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
