import { useFetcher } from "@remix-run/react";
import { useEffect, useState } from "react";
import type { DryRunStep } from "~/delays/dry-run.server";

export type DryRunSoFar = Omit<DryRunStep, "next">;

const nothing: DryRunSoFar = {
  ...{ orders: 0, late: 0, updates: 0, notices: [], lateUnwarned: [] },
  heldBack: { delay_notice: 0, delay_update: 0 },
};

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
      heldBack: {
        delay_notice: sum.heldBack.delay_notice + step.heldBack.delay_notice,
        delay_update: sum.heldBack.delay_update + step.heldBack.delay_update,
      },
      notices: [...sum.notices, ...step.notices],
      lateUnwarned: [...sum.lateUnwarned, ...step.lateUnwarned],
    }),
    nothing,
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
