import { answerGoodwill } from "~/recovery/answer-goodwill.server";
import { changeFollowUp } from "~/surveys/change-follow-up.server";
import { readFollowUpForm } from "./follow-up-form";
import { readGoodwillForm } from "./goodwill-form";

type Deps = Parameters<typeof answerGoodwill>[0] & Parameters<typeof changeFollowUp>[0];

/** Does what a form on a gift's or a follow-up's card asks for. */
export function answerOrderForm(deps: Deps, { shopId, form }: { shopId: string; form: FormData }) {
  const answer = readGoodwillForm(form);
  if (answer) return answerGoodwill(deps, { shopId, ...answer });
  const change = readFollowUpForm(form);
  if (change === null) throw new Response("Unknown intent", { status: 400 });
  return changeFollowUp(deps, { shopId, change });
}
