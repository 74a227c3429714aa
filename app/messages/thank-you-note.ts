import { markupToText } from "./message-markup";
import { promiseLine, renderWords, type WordsOverride } from "./render-words";
import type { MessageValues } from "./message-values";
import type { MessageVariant } from "./message-words";
import type { Language, Voice } from "./voices";

export interface ThankYouNoteRequest {
  language: Language;
  voice: Voice;
  variant: MessageVariant<"thank_you_note">;
  values: MessageValues;
  brand: { name: string; signature: string | null };
  words?: WordsOverride;
}

/** The thank-you note where it is not a mail: on the thank-you page, the order status page, a card, the order's metafield. */
export function renderThankYouNote(request: ThankYouNoteRequest): {
  heading: string;
  body: string;
  promise: string | null;
} {
  const { heading, body } = renderWords({ ...request, kind: "thank_you_note", unsubscribeUrl: null });
  return { heading, body: body.map(markupToText).join("\n\n"), promise: promiseLine(request) };
}

/** First order before anything else but a gift; a best customer before one who simply came back. */
export function thankYouVariant(order: {
  gift: boolean;
  firstOrder: boolean;
  vip: boolean;
}): MessageVariant<"thank_you_note"> {
  if (order.gift) return "gift";
  if (order.firstOrder) return "first_order";
  return order.vip ? "vip" : "returning";
}
