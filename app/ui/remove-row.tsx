import { Button, InlineStack } from "@shopify/polaris";
import { useDraft } from "~/ui/settings-draft";
import { useWords } from "~/ui/use-words";

interface RemoveRowProps {
  /** Where the table stands in the draft. */
  table: string;
  rows: Array<Record<string, string>>;
  n: number;
  /** Says which row, for those who do not see it. */
  label: string;
  disabled?: boolean;
  onRemoved?: () => void;
}

/** Takes the n-th row out of a table of a form. */
export function RemoveRow({ table, rows, n, label, disabled = false, onRemoved }: RemoveRowProps) {
  const draft = useDraft();
  const say = useWords();
  const others = rows.filter((_row, other) => other !== n);
  const remove = () => {
    draft.setRows(table, others);
    onRemoved?.();
  };
  return (
    <InlineStack>
      <Button disabled={disabled} accessibilityLabel={label} onClick={remove}>
        {say("settings.transit.remove")}
      </Button>
    </InlineStack>
  );
}
