import { z } from "zod";

import { feedbackReasons, type FeedbackReason } from "~/messages/shopper-page-words";
import { hourMs } from "~/platform/durations";

/** Long enough for a furious page, short enough that nobody stores a book with us. */
export const commentLimit = 2000;

/** She may change her mind for a day; after that the answer counts as given. */
export const changeableHours = 24;

/** Shopify's checkout token: an unguessable word that stands for her checkout, and later for its order. */
export const checkoutTokenSchema = z.string().regex(/^[\w.~-]{6,200}$/);

/** What she said, in a form that can be kept. */
export interface Answer {
  rating: number;
  comment: string | null;
  reasons: FeedbackReason[];
  mayContact: boolean | null;
}

const answerSchema = z.object({
  rating: z.int().min(0).max(10),
  // A NUL is the one character Postgres cannot keep in a text.
  comment: z
    .string()
    .transform((comment) => comment.replaceAll("\u0000", "").trim())
    .pipe(z.string().max(commentLimit))
    .transform((comment) => (comment === "" ? null : comment))
    .nullish(),
  reasons: z.array(z.enum(feedbackReasons)).max(feedbackReasons.length).nullish(),
  mayContact: z.boolean().nullish(),
});

export type AnswerProblem = "rating" | "comment" | "reasons" | "may_contact" | "unreadable";

const problemOf: Record<string, AnswerProblem> = {
  rating: "rating",
  comment: "comment",
  reasons: "reasons",
  mayContact: "may_contact",
};

/** A whole rating from 0 to 10, a comment of at most 2,000 characters, reasons from the list; anything else says what is wrong. */
export function readAnswer(
  input: unknown,
): { outcome: "read"; answer: Answer } | { outcome: "refused"; reason: AnswerProblem } {
  const read = answerSchema.safeParse(input);
  if (!read.success) {
    const field = read.error.issues[0]?.path[0];
    return { outcome: "refused", reason: problemOf[String(field)] ?? "unreadable" };
  }
  const { rating, comment, reasons, mayContact } = read.data;
  return {
    outcome: "read",
    answer: {
      rating,
      comment: comment ?? null,
      reasons: [...new Set(reasons ?? [])],
      mayContact: mayContact ?? null,
    },
  };
}

/** Until when an answer can be changed. */
export function changeableUntil(answeredAt: Date): Date {
  return new Date(answeredAt.getTime() + changeableHours * hourMs);
}

/** An answer changed exactly 24 hours later is still in time. */
export function isChangeable(answeredAt: Date, now: Date): boolean {
  return now.getTime() <= changeableUntil(answeredAt).getTime();
}

/** What "one answer" is counted by: her order, or her checkout while the order has not reached us. */
export function subjectOf({
  orderId,
  checkoutToken,
}: {
  orderId: string | null;
  checkoutToken: string | null;
}): string | null {
  if (orderId !== null) return `order:${orderId}`;
  return checkoutToken === null ? null : `checkout:${checkoutToken}`;
}
