import { useFetcher } from "@remix-run/react";
import { useEffect, useState } from "react";
import type { TouchpointDryStep } from "~/insights/dry-run-touchpoint.server";
import type { TriedKind } from "~/insights/tried-kinds";
import { useDraft } from "~/ui/settings-draft";

export type DryRunSoFar = Omit<TouchpointDryStep, "next">;

/**
 * Adds up the steps as they come, each asked with the rules of the start, until the last or the bound. What was counted
 * by other rules than those that stand in the form now is forgotten.
 */
export function useTouchpointDryRun({ kind, most }: { kind: TriedKind; most: number }): {
  soFar: DryRunSoFar | null;
  state: "idle" | "counting" | "done";
  start(): void;
} {
  const fetcher = useFetcher<TouchpointDryStep>();
  const { fields } = useDraft();
  const rules = JSON.stringify(Object.entries(fields).filter(([name]) => !name.startsWith("words.")));
  const [run, setRun] = useState<{ rules: string; steps: TouchpointDryStep[] } | null>(null);
  const { submit, data } = fetcher;

  useEffect(() => {
    if (data) setRun((known) => known && { ...known, steps: [...known.steps, data] });
  }, [data]);

  const isCurrent = run?.rules === rules;
  const steps = run && isCurrent ? run.steps : [];
  const soFar = steps.length === 0 ? null : steps.reduce<DryRunSoFar>(added, nothing);
  const last = steps.at(-1);
  const isDone = last !== undefined && (last.next === null || (soFar?.orders ?? 0) >= most);
  const next = last === undefined ? "" : last.next;
  useEffect(() => {
    if (!isCurrent || isDone || next === null) return;
    const form = new FormData();
    for (const [name, value] of JSON.parse(rules) as Array<[string, string]>) form.set(name, value);
    form.set("after", next);
    void submit(form, { method: "post", action: `/app/journey/${kind}/dry-run` });
  }, [isCurrent, isDone, next, rules, kind, submit]);

  return {
    soFar,
    state: !isCurrent ? "idle" : isDone ? "done" : "counting",
    start: () => setRun({ rules, steps: [] }),
  };
}

const nothing: DryRunSoFar = {
  orders: 0,
  sent: 0,
  beforeLate: null,
  needless: null,
  byCap: 0,
  otherwise: 0,
  isAsSaved: false,
};

const added = (sum: DryRunSoFar, step: TouchpointDryStep): DryRunSoFar => ({
  orders: sum.orders + step.orders,
  sent: sum.sent + step.sent,
  beforeLate: step.beforeLate === null ? null : (sum.beforeLate ?? 0) + step.beforeLate,
  needless: step.needless === null ? null : (sum.needless ?? 0) + step.needless,
  byCap: sum.byCap + step.byCap,
  otherwise: sum.otherwise + step.otherwise,
  isAsSaved: step.isAsSaved,
});
