import type { Language } from "~/messages/voices";
import { wordsIn } from "~/messages/words/words";

export interface ReplyDraft {
  language: Language;
  subject: string;
  text: string;
}

/** The first lines of an answer to her, in her language; the rest a person writes. */
export function replyDraft(
  { name, firstName }: { name: string; firstName: string | null },
  language: Language,
): ReplyDraft {
  const { reply } = wordsIn[language];
  return { language, subject: reply.subject(name), text: `${reply.greeting(firstName)}\n\n` };
}
