import { createContext, useContext, useState } from "react";
import type { SettingErrors } from "~/settings/save-shop-settings.server";
import type { SettingProblem } from "~/settings/setting-parts";

/** What the merchant has written and not yet saved, by field. */
export interface Draft {
  fields: Record<string, string>;
  isDirty: boolean;
  /** Refusals that still stand: a field changed since then is given the benefit of the doubt. */
  problems: number;
  problemOf(path: string): SettingProblem | null;
  set(path: string, value: string): void;
  /** Replaces every field under a path, for tables that gain or lose rows. */
  setRows(path: string, rows: Array<Record<string, string>>): void;
  submit(): FormData;
  discard(): void;
}

export const SettingsDraft = createContext<Draft | null>(null);

export function useDraft(): Draft {
  const draft = useContext(SettingsDraft);
  if (!draft) throw new Error("A settings field stands outside the settings form.");
  return draft;
}

/** The rows of a table as the fields hold them: "path.0.name", "path.0.cutOff", "path.1.name", … */
export function rowsUnder(fields: Record<string, string>, path: string): Array<Record<string, string>> {
  const rows: Array<Record<string, string>> = [];
  for (const [name, value] of Object.entries(fields)) {
    if (!name.startsWith(`${path}.`)) continue;
    const [n = "", field = ""] = name.slice(path.length + 1).split(".");
    const row = (rows[Number(n)] ??= {});
    row[field] = value;
  }
  return rows;
}

/** A list is written in one field: what is wrong with one of its entries stands beside the field. */
function errorsByField(errors: SettingErrors, fields: Record<string, string>): SettingErrors {
  return Object.fromEntries(
    Object.entries(errors).map(([path, problem]) => [
      path in fields ? path : path.replace(/\.\d+$/, ""),
      problem,
    ]),
  );
}

interface NewDraft {
  /** What is saved, by field. */
  saved: Record<string, string>;
  errors: SettingErrors;
  /** Changes with every save: the draft then starts from what was saved. */
  version: string;
}

export function useNewDraft({ saved, errors: refused, version }: NewDraft): Draft {
  const [draft, setDraft] = useState({ version, fields: saved });
  const [submitted, setSubmitted] = useState<Record<string, string>>({});
  // A new version is the merchant's own save come back.
  const fields = draft.version === version ? draft.fields : saved;
  const errors = errorsByField(refused, submitted);
  const change = (changed: Record<string, string>) => setDraft({ version, fields: changed });
  const problemOf = (path: string) => (fields[path] === submitted[path] ? (errors[path] ?? null) : null);

  return {
    fields,
    isDirty: isDifferent(fields, saved),
    problems: Object.keys(errors).filter((path) => problemOf(path) !== null).length,
    problemOf,
    set: (path, value) => change({ ...fields, [path]: value }),
    setRows(path, rows) {
      const others = Object.entries(fields).filter(([name]) => !name.startsWith(`${path}.`));
      const written = rows.flatMap((row, n) =>
        Object.entries(row).map(([name, value]) => [`${path}.${String(n)}.${name}`, value] as const),
      );
      // An empty table is sent as its own name alone.
      const table = rows.length === 0 ? [[path, ""] as const] : [];
      change(Object.fromEntries([...others.filter(([name]) => name !== path), ...table, ...written]));
    },
    submit() {
      setSubmitted(fields);
      const form = new FormData();
      for (const [path, value] of Object.entries(fields)) form.set(path, value);
      return form;
    },
    discard: () => change(saved),
  };
}

function isDifferent(one: Record<string, string>, other: Record<string, string>): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].some((name) => one[name] !== other[name]);
}
