import { useNavigate, useSearchParams } from "@remix-run/react";
import {
  ActionList,
  BlockStack,
  Button,
  Card,
  InlineGrid,
  InlineStack,
  Popover,
  Select,
  Text,
  TextField,
} from "@shopify/polaris";
import { useState } from "react";
import type { TouchpointEditor } from "~/insights/touchpoint-editor.server";
import { messageVariants } from "~/messages/message-words";
import type { PartFault } from "~/messages/own-words";
import { languages, voices } from "~/messages/voices";
import { partsOf, type WordsPart } from "~/messages/words-parts";
import { useDraft } from "~/ui/settings-draft";
import { useWords } from "~/ui/use-words";
import { faultWords } from "./fault-words";
import { insertableValues } from "./insertable-values";
import { useFaults } from "./live-preview";

/** What it says: in one language and voice at a time, with our words to start from. */
export function WordsCard({ editor }: { editor: Pick<TouchpointEditor, "place"> }) {
  const say = useWords();
  const draft = useDraft();
  const faults = useFaults();
  const [lastPart, setLastPart] = useState<WordsPart>("body");
  const { place } = editor;
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {say("editor.words")}
        </Text>
        <Text as="p" tone="subdued">
          {say("editor.words.why")}
        </Text>
        <PlaceChoice place={place} isDirty={draft.isDirty} />
        {partsOf(place.kind).map((part) => (
          <PartField
            key={part}
            part={part}
            faults={faults.filter((fault) => fault.part === part)}
            onFocus={() => setLastPart(part)}
          />
        ))}
        <InsertValue kind={place.kind} into={lastPart} />
      </BlockStack>
    </Card>
  );
}

/** Another language or voice is another set of words: what is written here is saved or given up first. */
function PlaceChoice({ place, isDirty }: { place: TouchpointEditor["place"]; isDirty: boolean }) {
  const say = useWords();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const choose = (name: string) => (value: string) => {
    const next = new URLSearchParams(search);
    next.set(name, value);
    void navigate(`?${next.toString()}`, { preventScrollReset: true });
  };
  const variants: readonly string[] = messageVariants[place.kind];
  return (
    <BlockStack gap="100">
      <InlineGrid columns={{ xs: 1, sm: variants.length > 1 ? 3 : 2 }} gap="300">
        {variants.length > 1 ? (
          <Select
            label={say("editor.variant")}
            options={messageVariants[place.kind].map((value) => ({ value, label: say(`variant.${value}`) }))}
            value={place.variant}
            onChange={choose("variant")}
            disabled={isDirty}
          />
        ) : null}
        <Select
          label={say("editor.language")}
          options={languages.map((value) => ({ value, label: say(`language.${value}`) }))}
          value={place.language}
          onChange={choose("language")}
          disabled={isDirty}
        />
        <Select
          label={say("settings.brand.voice")}
          options={voices.map((value) => ({ value, label: say(`voice.${value}`) }))}
          value={place.voice}
          onChange={choose("voice")}
          disabled={isDirty}
        />
      </InlineGrid>
      {isDirty ? (
        <Text as="p" variant="bodySm" tone="subdued">
          {say("editor.saveFirst")}
        </Text>
      ) : null}
    </BlockStack>
  );
}

const lines: Record<WordsPart, number> = { subject: 1, preheader: 1, heading: 1, body: 6, after: 2 };
const fieldId = (part: WordsPart) => `words-${part}`;

function PartField({ part, faults, onFocus }: { part: WordsPart; faults: PartFault[]; onFocus(): void }) {
  const say = useWords();
  const draft = useDraft();
  const path = `words.${part}`;
  return (
    <TextField
      id={fieldId(part)}
      name={path}
      label={say(`editor.part.${part}`)}
      autoComplete="off"
      value={draft.fields[path] ?? ""}
      onChange={(value) => draft.set(path, value)}
      onFocus={onFocus}
      helpText={say(`editor.part.${part}.help`)}
      {...(lines[part] > 1 ? { multiline: lines[part] } : {})}
      {...(faults.length > 0 ? { error: faults.map((fault) => faultWords(fault, say)).join(" ") } : {})}
    />
  );
}

/** Puts a value where the cursor stood last. */
function InsertValue({ kind, into }: { kind: TouchpointEditor["place"]["kind"]; into: WordsPart }) {
  const say = useWords();
  const draft = useDraft();
  const [isOpen, setIsOpen] = useState(false);
  const insert = (name: string) => {
    const path = `words.${into}`;
    const text = draft.fields[path] ?? "";
    const field = document.getElementById(fieldId(into));
    const at =
      field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement
        ? (field.selectionStart ?? text.length)
        : text.length;
    draft.set(path, `${text.slice(0, at)}{{ ${name} }}${text.slice(at)}`);
    setIsOpen(false);
  };
  return (
    <InlineStack>
      <Popover
        active={isOpen}
        onClose={() => setIsOpen(false)}
        activator={
          <Button disclosure onClick={() => setIsOpen(!isOpen)}>
            {say("editor.insert", { part: say(`editor.part.${into}`) })}
          </Button>
        }
      >
        <ActionList
          items={insertableValues(kind).map((name) => ({
            content: say(`value.${name}`),
            helpText: `{{ ${name} }}`,
            onAction: () => insert(name),
          }))}
        />
      </Popover>
    </InlineStack>
  );
}
