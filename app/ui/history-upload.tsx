import { useRevalidator } from "@remix-run/react";
import { BlockStack, Button, Card, InlineError, InlineStack, Text } from "@shopify/polaris";
import { useId, useRef, useState } from "react";
import { knownColumns, longestUpload, neededColumns } from "~/promises/history-file";
import type { UploadOutcome } from "~/promises/uploaded-history.server";
import { useToast } from "./toast";
import { useWords } from "./use-words";
import type { Words } from "./words/speaker";

type Answer = UploadOutcome | { outcome: "none_chosen" | "failed" };

/** Sends a file of past orders. What is wrong with the file as a whole is said beside it at once. */
export function HistoryUpload() {
  const say = useWords();
  const revalidator = useRevalidator();
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const [isSending, setIsSending] = useState(false);
  const [fileName, setFileName] = useState<string | null>(null);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const isStarted = answer?.outcome === "started";
  useToast(answer, isStarted ? say("data.import.started") : null);
  const send = async (file: File) => {
    setIsSending(true);
    setAnswer(await upload(file));
    setIsSending(false);
    revalidator.revalidate();
  };
  const problem = answer && !isStarted ? problemWords(answer, say) : null;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {say("data.import")}
        </Text>
        <Text as="p" tone="subdued">
          {say("data.import.why")}
        </Text>
        <Text as="p">{say("data.import.columns", { columns: neededColumns.join(", ") })}</Text>
        <Text as="p" tone="subdued" breakWord>
          {say("data.import.moreColumns", { columns: knownColumns.join(", ") })}
        </Text>
        <label htmlFor={id}>
          <Text as="span" fontWeight="semibold">
            {say("data.import.file")}
          </Text>
        </label>
        {/* The browser's own button speaks the browser's language. */}
        <input
          ref={input}
          id={id}
          type="file"
          hidden
          accept=".csv,.gz,text/csv,application/gzip"
          onChange={({ target }) => {
            setFileName(target.files?.[0]?.name ?? null);
            setAnswer(null);
          }}
        />
        <InlineStack gap="200" blockAlign="center">
          <Button ariaDescribedBy={`${id}Error`} onClick={() => input.current?.click()}>
            {say("data.import.choose")}
          </Button>
          <Text as="span" tone="subdued" breakWord>
            {fileName ?? say("data.import.noFile")}
          </Text>
        </InlineStack>
        <div id={`${id}Error`} role="status">
          {problem ? <InlineError message={problem} fieldID={id} /> : null}
        </div>
        <InlineStack>
          <Button
            loading={isSending}
            onClick={() => {
              const file = input.current?.files?.[0];
              if (file) void send(file);
              else setAnswer({ outcome: "none_chosen" });
            }}
          >
            {say("data.import.do")}
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}

async function upload(file: File): Promise<Answer> {
  // The server hangs up on a file that is far too long, which looks like a network that is away.
  if (file.size > longestUpload) return { outcome: "too_large" };
  try {
    const answer = await fetch("/app/settings/data/import", {
      method: "POST",
      headers: { "Content-Type": "application/octet-stream" },
      body: file,
    });
    return answer.ok ? ((await answer.json()) as UploadOutcome) : { outcome: "failed" };
  } catch {
    // Said beside the field; there is nothing else to do about a network that is away.
    return { outcome: "failed" };
  }
}

function problemWords(answer: Exclude<Answer, { outcome: "started" }>, say: Words): string {
  return answer.outcome === "no_columns"
    ? say("data.import.no_columns", { columns: answer.columns.join(", ") })
    : say(`data.import.${answer.outcome}`);
}
