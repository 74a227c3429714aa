import { json } from "@remix-run/node";
import type { LinkProblem } from "~/messages/shopper-page-words";
import { languageOf, type Language } from "~/messages/voices";
import { wordsIn } from "~/messages/words/words";

const statuses: Record<LinkProblem, number> = { expired: 410, forged: 404, too_many: 429 };

/** 410 for a link that has run out, 404 for one that was never ours; neither says anything about an order. */
export function badLink(request: Request, problem: LinkProblem) {
  const language = browserLanguage(request, "en");
  const { title } = wordsIn[language].pages.badLink[problem];
  return json({ view: "bad_link" as const, language, title, problem }, { status: statuses[problem] });
}

/** The language her browser asks for first, where we speak it: all there is to go by before we know who she is. */
export function browserLanguage(request: Request, fallback: Language): Language {
  const first = request.headers.get("accept-language")?.split(/[,;]/)[0] ?? null;
  return languageOf(first, fallback);
}
