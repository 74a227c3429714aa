import type { ListedFollowUp } from "~/surveys/follow-ups.server";
import { shopperName } from "./shopper-name";
import type { Words } from "./words/speaker";

const choices = ["change_address", "cancel", "talk"] as const;

/** "Anna R. rated 3: “box was crushed”", "Marta B. wants another address for #1043" */
export function followUpTitle(
  { answer, choice, order }: Pick<ListedFollowUp, "answer" | "choice" | "order">,
  say: Words,
): string {
  const shopper = shopperName(order) || say("shopper.unknown");
  const number = order?.name ?? say("order.unknown");
  if (answer) {
    const comment = answer.comment ? `: “${answer.comment}”` : "";
    return say("followUp.detractor", { shopper, rating: answer.rating }) + comment;
  }
  const known = choices.find((one) => one === choice) ?? "talk";
  return say(`followUp.choice.${known}`, { shopper, order: number });
}
