import { BlockStack, TextField } from "@shopify/polaris";
import { useState } from "react";
import { ownerLimit } from "~/surveys/follow-up";
import type { ListedFollowUp } from "~/surveys/follow-ups.server";
import { DoItOrNot, NoteField } from "./follow-up-form-parts";
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
      <NoteField noted={followUp.note ?? ""} refusal={refusal} />
      <DoItOrNot does={say("followUp.plan")} isBusy={isBusy} onCancel={onCancel} />
    </BlockStack>
  );
}
