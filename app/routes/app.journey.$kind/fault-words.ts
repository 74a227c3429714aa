import type { PartFault } from "~/messages/own-words";
import type { Words } from "~/ui/words/speaker";

/** "Line 4: there is no value “order.naem”." */
export function faultWords({ line, problem, detail }: PartFault, say: Words): string {
  return problem === "empty" ? say("fault.empty") : say(`fault.${problem}`, { line, detail });
}
