import { json } from "@remix-run/node";
import { languageOf, type Language } from "~/messages/voices";
import { wordsIn } from "~/messages/words/words";

/** 410 for a link that has run out, 404 for one that was never ours; neither says anything about an order. */
export function badLink(request: Request, problem: "expired" | "forged") {
  const language = browserLanguage(request, "en");
  const { badLink: words } = wordsIn[language].pages;
  const title = problem === "expired" ? words.expiredTitle : words.forgedTitle;
  return json(
    { view: "bad_link" as const, language, title, problem },
    { status: problem === "expired" ? 410 : 404 },
  );
}

/** The language her browser asks for first, where we speak it: all there is to go by before we know who she is. */
export function browserLanguage(request: Request, fallback: Language): Language {
  const first = request.headers.get("accept-language")?.split(/[,;]/)[0] ?? null;
  return languageOf(first, fallback);
}
