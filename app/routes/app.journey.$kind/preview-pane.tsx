import { BlockStack, Box, Card, InlineGrid, InlineStack, Select, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import type { TouchpointEditor } from "~/insights/touchpoint-editor.server";
import type { TouchpointPreview } from "~/insights/touchpoint-preview.server";
import { volumeVerb } from "~/ui/kind-words";
import { SteadyTabs } from "~/ui/steady-tabs";
import { useWords } from "~/ui/use-words";
import { TestSend } from "./test-send";

const looks = ["desktop", "phone", "text", "sms", "page"] as const;
type Look = (typeof looks)[number];

interface PaneProps {
  editor: Pick<TouchpointEditor, "orders" | "testAddress" | "sums" | "place">;
  preview: TouchpointPreview;
  days: number;
  previewUrl: string;
  order: string;
  onOrder(order: string): void;
}

const another = "another";

/** The message as it will be read, with an invented or a real order. */
export function PreviewPane({ editor, preview, days, previewUrl, order, onOrder }: PaneProps) {
  const say = useWords();
  const isMail = preview.question === null && preview.card === null;
  const [look, setLook] = useState<Look>(isMail ? "desktop" : "page");
  const [isTyping, setIsTyping] = useState(false);
  const offered = looks.filter(
    (one) => (one !== "sms" || preview.sms) && (one === "page" ? preview.note !== null || !isMail : isMail),
  );
  const orders = [
    { value: "", label: say("preview.sample") },
    ...editor.orders.map((name) => ({ value: name, label: name })),
    { value: another, label: say("preview.another") },
  ];
  return (
    <div className="preview-pane">
      <Card>
        <BlockStack gap="400">
          <Text as="h2" variant="headingMd">
            {say("settings.preview")}
          </Text>
          {preview.question ? null : (
            <InlineGrid columns={{ xs: 1, sm: 2 }} gap="300">
              <Select
                label={say("preview.order")}
                options={orders}
                value={isTyping ? another : order}
                onChange={(value) => {
                  setIsTyping(value === another);
                  onOrder(value === another ? "" : value);
                }}
              />
              {isTyping ? (
                <TextField
                  label={say("preview.number")}
                  autoComplete="off"
                  value={order}
                  onChange={onOrder}
                  placeholder="1043"
                  {...(order !== "" && preview.orderName === null
                    ? { helpText: say("preview.unknown") }
                    : {})}
                />
              ) : null}
            </InlineGrid>
          )}
          {offered.length > 1 ? (
            <SteadyTabs
              fitted
              tabs={offered.map((id) => ({ id, content: say(`preview.look.${id}`), panelID: "preview" }))}
              selected={Math.max(0, offered.indexOf(look))}
              onSelect={(index) => setLook(offered[index] ?? "desktop")}
            />
          ) : null}
          <div id="preview">
            <Shown look={offered.includes(look) ? look : (offered[0] ?? "page")} preview={preview} />
          </div>
          {isMail ? <TestSend address={editor.testAddress} action={previewUrl} order={order} /> : null}
          <Volume kind={editor.place.kind} sums={editor.sums} days={days} />
        </BlockStack>
      </Card>
    </div>
  );
}

function Shown({ look, preview }: { look: Look; preview: TouchpointPreview }) {
  const say = useWords();
  const { mail, sms, note, question, card } = preview;
  switch (look) {
    case "desktop":
    case "phone":
      return (
        <BlockStack gap="200">
          <BlockStack gap="050">
            <Text as="p" fontWeight="semibold" breakWord>
              {mail.subject}
            </Text>
            <Text as="p" tone="subdued" variant="bodySm" breakWord>
              {mail.preheader}
            </Text>
          </BlockStack>
          <div style={{ maxWidth: look === "phone" ? "390px" : "none", margin: "0 auto", width: "100%" }}>
            <iframe
              title={say("preview.mail")}
              srcDoc={mail.html}
              sandbox=""
              style={{
                width: "100%",
                height: "36rem",
                border: "1px solid var(--p-color-border)",
                borderRadius: "var(--p-border-radius-200)",
                background: "#f3f2ef",
              }}
            />
          </div>
        </BlockStack>
      );
    case "text":
      return <Plain text={mail.text} label={say("preview.look.text")} />;
    case "sms":
      return sms ? (
        <BlockStack gap="200">
          <Plain text={sms.text} label={say("preview.look.sms")} />
          <Text as="p" tone="subdued">
            {say.n("preview.segments", sms.segments, { characters: sms.characters })}{" "}
            {sms.costly.length > 0 ? say("preview.costly", { characters: sms.costly.join(" ") }) : ""}
          </Text>
        </BlockStack>
      ) : null;
    case "page":
      return (
        <Box padding="400" borderWidth="025" borderColor="border" borderRadius="200">
          <BlockStack gap="300">
            {note ? (
              <>
                <Text as="h3" variant="headingMd">
                  {note.heading}
                </Text>
                <p style={{ whiteSpace: "pre-line" }}>{note.body}</p>
                {note.promise ? <Text as="p">{note.promise}</Text> : null}
              </>
            ) : null}
            {card ? (
              <>
                <Text as="h3" variant="headingMd">
                  {card.heading}
                </Text>
                {card.lines.map((line) => (
                  <Text key={line} as="p">
                    {line}
                  </Text>
                ))}
              </>
            ) : null}
            {question ? <Question question={question} /> : null}
          </BlockStack>
        </Box>
      );
  }
}

function Plain({ text, label }: { text: string; label: string }) {
  return (
    <pre
      tabIndex={0}
      aria-label={label}
      style={{
        margin: 0,
        padding: "var(--p-space-400)",
        maxHeight: "36rem",
        overflow: "auto",
        whiteSpace: "pre-wrap",
        overflowWrap: "anywhere",
        font: "inherit",
        background: "var(--p-color-bg-surface-secondary)",
        borderRadius: "var(--p-border-radius-200)",
      }}
    >
      {text}
    </pre>
  );
}

function Question({ question }: { question: NonNullable<TouchpointPreview["question"]> }) {
  return (
    <BlockStack gap="300">
      <Text as="h3" variant="headingMd">
        {question.question}
      </Text>
      <div style={{ display: "grid", gridTemplateColumns: "repeat(11, minmax(0, 1fr))", gap: "4px" }}>
        {Array.from({ length: 11 }, (_, rating) => (
          <span
            key={rating}
            style={{
              border: "1px solid var(--p-color-border)",
              borderRadius: "var(--p-border-radius-150)",
              padding: "8px 0",
              textAlign: "center",
            }}
          >
            {rating}
          </span>
        ))}
      </div>
      <InlineStack align="space-between">
        <Text as="span" tone="subdued">
          {question.lowest}
        </Text>
        <Text as="span" tone="subdued">
          {question.highest}
        </Text>
      </InlineStack>
      <Text as="p">{`0–6: ${question.followUps.detractor}`}</Text>
      <Text as="p">{`7–8: ${question.followUps.passive}`}</Text>
      <Text as="p">{`9–10: ${question.followUps.promoter}`}</Text>
    </BlockStack>
  );
}

interface VolumeProps {
  kind: string;
  sums: PaneProps["editor"]["sums"];
  days: number;
}

function Volume({ kind, sums, days }: VolumeProps) {
  const say = useWords();
  const heldBack = sums.heldBack.reduce((sum, { count }) => sum + count, 0);
  return (
    <Text as="p" tone="subdued">
      {say("editor.volume", { days, done: say.n(`journey.${volumeVerb(kind)}`, sums.sent), heldBack })}
    </Text>
  );
}
