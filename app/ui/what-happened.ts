import type { Happened } from "~/insights/happened";
import type { Words } from "./words/speaker";

/** "1 day late, warned", "On time", "On its way" */
export function whatHappened(happened: Happened, say: Words): string {
  if (!("businessDays" in happened)) return say(`state.${happened.was}`);
  const { was, businessDays, isWarned } = happened;
  return `${say.n(`state.${was}`, businessDays)}, ${say(isWarned ? "state.warned" : "state.notWarned")}`;
}
