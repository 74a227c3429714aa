import { useFetcher } from "@remix-run/react";
import { BlockStack, Button, ButtonGroup, Card, InlineGrid, Layout, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { longestReason, readBatchReason } from "~/delays/batch-reason";
import type { BatchPreview } from "~/delays/preview-batch.server";
import type { SettleOutcome } from "~/delays/settle-batch.server";
import type { BatchPage } from "~/insights/delay-batches.server";
import { languages, type Language } from "~/messages/voices";
import { SteadyTabs } from "~/ui/steady-tabs";
import { useToast } from "~/ui/toast";
import { useWords } from "~/ui/use-words";
import type { Words } from "~/ui/words/speaker";

type Batch = Pick<BatchPage, "waiting" | "languages">;

/** One reason for all, what the mail looks like with it, and the one answer. */
export function DecideCard({ batch, firstPreviews }: { batch: Batch; firstPreviews: BatchPreview[] }) {
  const say = useWords();
  const settle = useFetcher<SettleOutcome>();
  const preview = useFetcher<{ outcome: "previewed"; previews: BatchPreview[] }>();
  const [reason, setReason] = useState<Partial<Record<Language, string>>>({});
  const answer = settle.data;
  const checked = readBatchReason(reason);
  const problemOf = (language: Language) => {
    const error = checked.outcome === "refused" ? checked.errors[language] : undefined;
    return error ? say(`batch.reason.${error}`, { n: longestReason }) : false;
  };
  useToast(answer, answer ? answerWords(answer, say) : null, { isError: answer?.outcome === "refused" });
  const read = languages.filter((language) => (batch.languages[language] ?? 0) > 0);
  const fields = (intent: string) => ({
    intent,
    ...Object.fromEntries(languages.map((language) => [`reason.${language}`, reason[language] ?? ""])),
  });
  const previews = preview.data?.previews ?? firstPreviews;
  const show = () => preview.submit(fields("preview"), { method: "post" });
  return (
    <Layout.Section>
      <InlineGrid columns={{ xs: 1, md: 2 }} gap="400">
        <Card>
          <BlockStack gap="400">
            <Text as="p">{say("batch.why")}</Text>
            {read.map((language) => (
              <TextField
                key={language}
                label={say(`batch.reason.${language}`)}
                helpText={say.n("batch.reason.help", batch.languages[language] ?? 0, {
                  example: say(`batch.reason.example.${language}`),
                })}
                placeholder={say("batch.reason.empty")}
                value={reason[language] ?? ""}
                onChange={(text) => setReason((before) => ({ ...before, [language]: text }))}
                onBlur={show}
                error={problemOf(language)}
                autoComplete="off"
                multiline={2}
                maxLength={longestReason}
                showCharacterCount
              />
            ))}
            <ButtonGroup>
              <Button
                variant="primary"
                loading={settle.state !== "idle"}
                onClick={() => settle.submit(fields("approve"), { method: "post" })}
              >
                {say.n("batch.approve", batch.waiting)}
              </Button>
              <Button onClick={() => settle.submit(fields("dismiss"), { method: "post" })}>
                {say("batch.dismiss")}
              </Button>
            </ButtonGroup>
            <Text as="p" tone="subdued" variant="bodySm">
              {say("batch.approve.note")} {say("batch.why.later")}
            </Text>
          </BlockStack>
        </Card>
        <Preview previews={previews} isLoading={preview.state !== "idle"} onShow={show} />
      </InlineGrid>
    </Layout.Section>
  );
}

function Preview({
  previews,
  isLoading,
  onShow,
}: {
  previews: BatchPreview[];
  isLoading: boolean;
  onShow: () => void;
}) {
  const say = useWords();
  const [tab, setTab] = useState(0);
  const shown = previews[Math.min(tab, previews.length - 1)];
  const names = new Intl.DisplayNames([say.language], { type: "language" });
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {say("batch.preview")}
        </Text>
        {previews.length > 1 ? (
          <SteadyTabs
            selected={tab}
            onSelect={setTab}
            tabs={previews.map(({ language }) => ({ id: language, content: names.of(language) ?? language }))}
          />
        ) : null}
        {shown ? (
          <>
            <Text as="p" fontWeight="semibold">
              {shown.subject}
            </Text>
            {/* Its links lead nowhere here: the shopper's choices are hers. */}
            <iframe
              title={say("batch.preview")}
              srcDoc={shown.html}
              sandbox=""
              style={{ width: "100%", height: 480, border: 0, borderRadius: 8 }}
            />
            <div>
              <Button onClick={onShow} loading={isLoading}>
                {say("batch.preview.update")}
              </Button>
            </div>
          </>
        ) : (
          <Text as="p" tone="subdued">
            {say("batch.preview.none")}
          </Text>
        )}
      </BlockStack>
    </Card>
  );
}

function answerWords(answer: SettleOutcome, say: Words): string {
  switch (answer.outcome) {
    case "approved":
      return say.n("batch.approved", answer.notices);
    case "dismissed":
    case "refused":
    case "already_settled":
    case "unknown":
      return say(`batch.${answer.outcome}`);
  }
}
