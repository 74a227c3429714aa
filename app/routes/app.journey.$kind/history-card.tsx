import { useFetcher } from "@remix-run/react";
import { Badge, BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import type { TouchpointEditor } from "~/insights/touchpoint-editor.server";
import { useShopTime } from "~/ui/shop-time";
import { useToast } from "~/ui/toast";
import { useWords } from "~/ui/use-words";
import type { EditOutcome } from "./edit-touchpoint.server";

/** Every set of words that was live, newest first, down to our own. */
export function HistoryCard({
  versions,
  action,
  isDirty,
}: {
  versions: TouchpointEditor["versions"];
  /** Where the words on the page are brought back. */
  action: string;
  isDirty: boolean;
}) {
  const say = useWords();
  const time = useShopTime();
  const fetcher = useFetcher<EditOutcome>();
  const answer = fetcher.data;
  useToast(answer, answer ? say(answer.outcome === "saved" ? "history.restored" : "history.same") : null);
  const restore = (version: number) =>
    void fetcher.submit({ restore: String(version) }, { method: "post", action });
  const entries = [
    ...versions.map(({ version, savedAt, restoredFrom }) => ({
      version,
      title: say("history.version", { version }),
      detail: [
        time.at(savedAt),
        restoredFrom === null
          ? ""
          : restoredFrom === 0
            ? say("history.backToOurs")
            : say("history.from", { version: restoredFrom }),
      ]
        .filter(Boolean)
        .join(" · "),
    })),
    { version: 0, title: say("history.ours"), detail: say("history.ours.why") },
  ];
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {say("history.title")}
        </Text>
        {entries.map(({ version, title, detail }, n) => (
          <InlineStack key={version} align="space-between" blockAlign="center" gap="300" wrap={false}>
            <BlockStack gap="050">
              <Text as="p" fontWeight="semibold">
                {title}
              </Text>
              <Text as="p" tone="subdued" variant="bodySm">
                {detail}
              </Text>
            </BlockStack>
            {n === 0 ? (
              <Badge tone="success">{say("history.live")}</Badge>
            ) : (
              <Button
                disabled={isDirty}
                loading={fetcher.state !== "idle"}
                accessibilityLabel={say("history.restore.of", { title })}
                onClick={() => restore(version)}
              >
                {say("history.restore")}
              </Button>
            )}
          </InlineStack>
        ))}
      </BlockStack>
    </Card>
  );
}
