// Work that takes longer than a page waits for. It is started, tells how far it is, can be left and found again, and
// called off; what was wrong with single rows is listed.

export const longTaskKinds = ["history_import", "data_export", "shop_backfill"] as const;
export type LongTaskKind = (typeof longTaskKinds)[number];

export type LongTaskState = "waiting" | "running" | "done" | "failed" | "cancelled";

/** States in which there is still something to wait for, or to call off. */
export const openTaskStates = ["waiting", "running"] as const;

/** Whether it may still be called off. */
export function isOpenTask({ state }: { state: string }): boolean {
  return openTaskStates.some((open) => open === state);
}

/** One row that could not be used. */
export interface TaskProblem {
  line: number;
  column: string | null;
  problem: string;
}

/** How far a task is. */
export interface TaskProgress {
  done: number;
  total?: number;
  /** Where to go on after a stop; read by the same task only. */
  place: object;
  problems?: TaskProblem[];
}

/** How many of an ended task's rows could not be used: nothing came of it, little, or what was hoped for. */
export function refusedShare({ problems, total }: { problems: number; total: number | null }) {
  if (!total || problems * 2 <= total) return "few";
  return problems >= total ? "all" : "most";
}

/** Share done in percent, whole; null while nobody knows how much there is. */
export function percentOf({ done, total }: { done: number; total: number | null }): number | null {
  if (total === null) return null;
  return total === 0 ? 100 : Math.min(100, Math.floor((100 * done) / total));
}
