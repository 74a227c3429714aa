import type { MessageWords } from "~/messages/message-words";
import { wordsParts } from "~/messages/words-parts";

/** A message's words as the editor's fields: "words.subject", … */
export function wordsFields(words: MessageWords): Record<string, string> {
  return Object.fromEntries(wordsParts.map((part) => [`words.${part}`, words[part]]));
}

/** What the editor sent; null where its words were not part of the form. */
export function readWordsForm(form: FormData): MessageWords | null {
  if (!form.has("words.subject")) return null;
  const text = (part: string) => {
    const value = form.get(`words.${part}`);
    return typeof value === "string" ? value.replaceAll("\r\n", "\n") : "";
  };
  return {
    subject: text("subject"),
    preheader: text("preheader"),
    heading: text("heading"),
    body: text("body"),
    after: text("after"),
  };
}
