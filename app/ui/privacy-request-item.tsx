import { useRevalidator } from "@remix-run/react";
import { Badge, BlockStack, Box, Button, InlineStack, Text } from "@shopify/polaris";
import { useState } from "react";
import type { ListedRequest } from "~/privacy/data-requests.server";
import { useShopTime } from "./shop-time";
import { useWords } from "./use-words";

/** What one shopper asked of her data, its deadline, and the file for her; in a list. */
export function PrivacyRequestItem({ asked }: { asked: ListedRequest }) {
  const say = useWords();
  const time = useShopTime();
  const { outcome, settledAt } = asked;
  return (
    <Box as="li" padding="400" borderBlockEndWidth="025" borderColor="border">
      <InlineStack gap="400" align="space-between" blockAlign="center">
        <BlockStack gap="100">
          <InlineStack gap="200" blockAlign="center">
            <Text as="span" fontWeight="semibold">
              {say(`privacy.kind.${asked.kind}`)}
            </Text>
            {outcome === null ? (
              <Badge tone={asked.isOverdue ? "critical" : "attention"}>{say("privacy.open")}</Badge>
            ) : (
              <Badge tone="success">
                {say(`privacy.${outcome}`, { at: settledAt ? time.at(settledAt) : "" })}
              </Badge>
            )}
          </InlineStack>
          <Text as="span" tone="subdued">
            {whose(asked, say)}
          </Text>
          <Text as="span" variant="bodySm" tone="subdued">
            {[
              say("privacy.received", { at: time.at(asked.receivedAt) }),
              ...(outcome === null
                ? [say(asked.isOverdue ? "privacy.overdue" : "privacy.due", { at: time.at(asked.dueAt) })]
                : []),
            ].join(" · ")}
          </Text>
        </BlockStack>
        {asked.kind === "data_request" && outcome !== "forgotten" ? <Download requestId={asked.id} /> : null}
      </InlineStack>
    </Box>
  );
}

function whose({ customerId, outcome }: ListedRequest, say: ReturnType<typeof useWords>): string {
  if (outcome === "forgotten") return say("privacy.customer.gone");
  return customerId ? say("privacy.customer", { id: customerId }) : say("privacy.customer.unknown");
}

/** Fetched rather than linked: inside the admin only a fetch carries the merchant's token. */
function Download({ requestId }: { requestId: string }) {
  const say = useWords();
  const { revalidate } = useRevalidator();
  const [isBusy, setIsBusy] = useState(false);
  const download = async () => {
    setIsBusy(true);
    const answer = await fetch(`/app/settings/privacy/${requestId}`, { method: "POST" }).catch(() => null);
    setIsBusy(false);
    if (!answer?.ok) return window.shopify?.toast.show(say("privacy.download.failed"), { isError: true });
    const url = URL.createObjectURL(await answer.blob());
    const link = Object.assign(document.createElement("a"), {
      href: url,
      download: `data-request-${requestId}.html`,
    });
    link.click();
    URL.revokeObjectURL(url);
    window.shopify?.toast.show(say("privacy.downloaded"));
    revalidate();
  };
  return (
    <Button loading={isBusy} onClick={() => void download()}>
      {say("privacy.download")}
    </Button>
  );
}
