import type { GoodwillAnswer } from "~/recovery/answer-goodwill.server";

const answers: Record<string, GoodwillAnswer> = {
  "goodwill-approve": "approve",
  "goodwill-decline": "decline",
};

/** The merchant's answer to a proposal; null where the form is about something else. */
export function readGoodwillForm(form: FormData): { answer: GoodwillAnswer; orderId: string } | null {
  const intent = form.get("intent");
  const orderId = form.get("orderId");
  const answer = typeof intent === "string" ? answers[intent] : undefined;
  return answer && typeof orderId === "string" ? { answer, orderId } : null;
}
