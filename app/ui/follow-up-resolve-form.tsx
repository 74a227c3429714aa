import { BlockStack, Select } from "@shopify/polaris";
import { useState } from "react";
import { followUpOutcomes } from "~/surveys/follow-up";
import { DoItOrNot, NoteField } from "./follow-up-form-parts";
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
      <NoteField noted={noted} refusal={refusal} />
      <DoItOrNot does={say("followUp.resolve")} isBusy={isBusy} onCancel={onCancel} />
    </BlockStack>
  );
}
