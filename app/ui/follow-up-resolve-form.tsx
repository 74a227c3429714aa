import { BlockStack, Button, ButtonGroup, Select, TextField } from "@shopify/polaris";
import { useState } from "react";
import { followUpOutcomes, noteLimit } from "~/surveys/follow-up";
import { useWords } from "./use-words";

interface ResolveFormProps {
  /** What was noted so far. */
  note: string;
  refusal: string | null;
  isBusy: boolean;
  onCancel(): void;
}

/** What came of it: closes the loop. */
export function FollowUpResolveForm({ note: noted, refusal, isBusy, onCancel }: ResolveFormProps) {
  const say = useWords();
  const [outcome, setOutcome] = useState<string>(followUpOutcomes[0]);
  const [note, setNote] = useState(noted);
  return (
    <BlockStack gap="300">
      <input type="hidden" name="intent" value="resolve" />
      <Select
        name="outcome"
        label={say("followUp.outcome")}
        options={followUpOutcomes.map((value) => ({ value, label: say(`followUp.outcome.${value}`) }))}
        value={outcome}
        onChange={setOutcome}
      />
      <TextField
        name="note"
        label={say("followUp.note")}
        autoComplete="off"
        multiline={2}
        maxLength={noteLimit}
        value={note}
        onChange={setNote}
        error={refusal === "note" ? say("followUp.note.tooLong") : false}
      />
      <ButtonGroup>
        <Button submit variant="primary" loading={isBusy}>
          {say("followUp.resolve")}
        </Button>
        <Button onClick={onCancel}>{say("followUp.notYet")}</Button>
      </ButtonGroup>
    </BlockStack>
  );
}
