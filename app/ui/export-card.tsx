import { useFetcher } from "@remix-run/react";
import { BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { useToast } from "./toast";
import { useWords } from "./use-words";

/** Everything the shop can take along, as one file. */
export function ExportCard() {
  const say = useWords();
  const fetcher = useFetcher<{ outcome: "started" | "busy" }>();
  const answer = fetcher.data;
  useToast(answer, answer ? say(`data.export.${answer.outcome}`) : null, {
    isError: answer?.outcome === "busy",
  });
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {say("data.export")}
        </Text>
        <Text as="p" tone="subdued">
          {say("data.export.why")}
        </Text>
        <InlineStack>
          <Button
            loading={fetcher.state !== "idle"}
            onClick={() => void fetcher.submit({ intent: "export" }, { method: "post" })}
          >
            {say("data.export.do")}
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
