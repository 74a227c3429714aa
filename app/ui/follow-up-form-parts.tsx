import { Button, ButtonGroup, TextField } from "@shopify/polaris";
import { useState } from "react";
import { noteLimit } from "~/surveys/follow-up";
import { useWords } from "./use-words";

/** What the next person should know; `noted` is what stands there so far. */
export function NoteField({ noted, refusal }: { noted: string; refusal: string | null }) {
  const say = useWords();
  const [note, setNote] = useState(noted);
  return (
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
  );
}

/** Do it, or leave it for now. */
export function DoItOrNot({ does, isBusy, onCancel }: { does: string; isBusy: boolean; onCancel(): void }) {
  const say = useWords();
  return (
    <ButtonGroup>
      <Button submit variant="primary" loading={isBusy}>
        {does}
      </Button>
      <Button onClick={onCancel}>{say("followUp.notYet")}</Button>
    </ButtonGroup>
  );
}
