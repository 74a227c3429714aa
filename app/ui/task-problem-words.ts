import { historyProblems } from "~/promises/history-file";
import type { Words } from "./words/speaker";

/** Why a row of an uploaded file could not be used. */
export function taskProblemWords(problem: string, say: Words): string {
  const known = [...historyProblems, "known" as const, "unreadable" as const].find((one) => one === problem);
  return say(`history.problem.${known ?? "cells"}`);
}
