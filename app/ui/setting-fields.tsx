import { Checkbox, Select, TextField } from "@shopify/polaris";
import type { SettingRange } from "~/settings/setting-parts";
import { settingRanges, type RangedSetting } from "~/settings/shop-settings";
import { useDraft } from "./settings-draft";
import { useWords } from "./use-words";
import type { WordKey, Words } from "./words/speaker";

interface FieldProps {
  /** Dotted path in the settings. */
  path: string;
  label: string;
  help?: string;
}

interface TextProps extends FieldProps {
  type?: "text" | "email" | "url" | "tel" | "time";
  lines?: number;
  placeholder?: string;
  prefix?: JSX.Element;
}

export function Text({ path, label, help, type = "text", lines, placeholder, prefix }: TextProps) {
  const draft = useDraft();
  const say = useWords();
  return (
    <TextField
      name={path}
      label={label}
      type={type}
      autoComplete="off"
      value={draft.fields[path] ?? ""}
      onChange={(value) => draft.set(path, value)}
      {...noted(help, problemWords(draft.problemOf(path), path, say))}
      {...(lines ? { multiline: lines } : {})}
      {...(placeholder ? { placeholder } : {})}
      {...(prefix ? { prefix } : {})}
    />
  );
}

/** A whole number with its unit; the allowed range stands below, before anybody runs into it. */
export function Whole({
  path,
  label,
  help,
  unitInLabel = false,
  unit,
}: FieldProps & { unitInLabel?: boolean; unit?: string }) {
  const draft = useDraft();
  const say = useWords();
  const range = rangeOf(path);
  const written = draft.fields[path] ?? "";
  return (
    <TextField
      name={path}
      label={label}
      type="number"
      inputMode="numeric"
      autoComplete="off"
      value={written}
      onChange={(value) => draft.set(path, value)}
      {...noted(help, problemWords(draft.problemOf(path), path, say))}
      {...(range ? { min: range.min, max: range.max } : {})}
      {...(range && !unitInLabel ? { suffix: unit ?? say.n(`unit.${range.unit}`, Number(written)) } : {})}
    />
  );
}

export function YesNo({ path, label, help }: FieldProps) {
  const draft = useDraft();
  const say = useWords();
  return (
    <Checkbox
      name={path}
      label={label}
      checked={draft.fields[path] === "true"}
      onChange={(checked) => draft.set(path, String(checked))}
      {...noted(help, problemWords(draft.problemOf(path), path, say))}
    />
  );
}

export function Choice({
  path,
  label,
  help,
  options,
}: FieldProps & { options: Array<{ value: string; label: string }> }) {
  const draft = useDraft();
  const say = useWords();
  return (
    <Select
      name={path}
      label={label}
      options={options}
      value={draft.fields[path] ?? ""}
      onChange={(value) => draft.set(path, value)}
      {...noted(help, problemWords(draft.problemOf(path), path, say))}
    />
  );
}

/** Polaris wants a property left out rather than undefined. */
function noted(help: string | undefined, problem: string | null): { helpText?: string; error?: string } {
  return { ...(help ? { helpText: help } : {}), ...(problem ? { error: problem } : {}) };
}

function rangeOf(path: string): SettingRange | null {
  const withoutRows = path.replaceAll(/\.\d+\./g, ".");
  return withoutRows in settingRanges ? settingRanges[withoutRows as RangedSetting] : null;
}

/** "Between 1 and 30 days." */
export function problemWords(problem: string | null, path: string, say: Words): string | null {
  if (problem === null) return null;
  const range = rangeOf(path);
  if (problem === "range" && range)
    return say("problem.range", {
      min: range.min,
      max: range.max,
      unit: say.n(`unit.${range.unit}`, range.max),
    });
  return say(`problem.${problem}` as WordKey);
}
