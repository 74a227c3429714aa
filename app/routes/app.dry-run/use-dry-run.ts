import { useFetcher } from "@remix-run/react";
import { useEffect, useState } from "react";
import type { DryRunStep } from "~/delays/dry-run.server";

export type DryRunSoFar = Omit<DryRunStep, "next">;

/** Adds up the steps as they come, and asks for the next one until the last or the bound. */
export function useDryRun(
  first: DryRunStep,
  { most, of }: { most: number; of: string },
): { soFar: DryRunSoFar; isDone: boolean } {
  const fetcher = useFetcher<{ step: DryRunStep }>();
  const [steps, setSteps] = useState([first]);
  const last = steps.at(-1) ?? first;
  const soFar = steps.reduce<DryRunSoFar>(
    (sum, step) => ({
      orders: sum.orders + step.orders,
      late: sum.late + step.late,
      updates: sum.updates + step.updates,
      notices: [...sum.notices, ...step.notices],
      lateUnwarned: [...sum.lateUnwarned, ...step.lateUnwarned],
    }),
    { orders: 0, late: 0, updates: 0, notices: [], lateUnwarned: [] },
  );
  const next = soFar.orders >= most ? null : last.next;
  useEffect(() => {
    if (next !== null) fetcher.load(`/app/dry-run?of=${of}&after=${encodeURIComponent(next)}`);
    // A new place to go on from is what makes the next step; the fetcher itself changes with every answer.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [next]);
  useEffect(() => {
    const step = fetcher.data?.step;
    if (step) setSteps((known) => [...known, step]);
  }, [fetcher.data]);
  return { soFar, isDone: next === null };
}
