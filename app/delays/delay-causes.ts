import { delayCauses, type DelayCause } from "~/messages/message-values";

/** Reads a stored cause. Throws on one we never wrote. */
export function delayCauseOf(stored: string): DelayCause {
  const cause = delayCauses.find((one) => one === stored);
  if (cause === undefined) throw new Error(`Unknown delay cause ${stored}`);
  return cause;
}
