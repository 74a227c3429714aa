import { BlockStack, Button, ButtonGroup, TextField } from "@shopify/polaris";
import { useState } from "react";
import { noteLimit, ownerLimit } from "~/surveys/follow-up";
import type { ListedFollowUp } from "~/surveys/follow-ups.server";
import { useWords } from "./use-words";

interface PlanFormProps {
  followUp: Pick<ListedFollowUp, "owner" | "dueLocal" | "note">;
  refusal: string | null;
  isBusy: boolean;
  onCancel(): void;
}

/** Who sees to it, until when, and what the next person should know. */
export function FollowUpPlanForm({ followUp, refusal, isBusy, onCancel }: PlanFormProps) {
  const say = useWords();
  const [owner, setOwner] = useState(followUp.owner ?? "");
  const [dueLocal, setDueLocal] = useState(followUp.dueLocal);
  const [note, setNote] = useState(followUp.note ?? "");
  return (
    <BlockStack gap="300">
      <input type="hidden" name="intent" value="plan" />
      <TextField
        name="owner"
        label={say("followUp.owner")}
        placeholder={say("followUp.owner.nobody")}
        autoComplete="off"
        maxLength={ownerLimit}
        value={owner}
        onChange={setOwner}
        error={refusal === "owner" ? say("followUp.owner.tooLong") : false}
      />
      <TextField
        name="dueLocal"
        type="datetime-local"
        label={say("followUp.dueAt")}
        helpText={say("followUp.dueAt.help")}
        autoComplete="off"
        value={dueLocal}
        onChange={setDueLocal}
        error={refusal === "due" ? say("followUp.dueAt.wrong") : false}
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
          {say("followUp.plan")}
        </Button>
        <Button onClick={onCancel}>{say("followUp.notYet")}</Button>
      </ButtonGroup>
    </BlockStack>
  );
}
