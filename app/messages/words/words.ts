import type { LanguageWords } from "../message-words";
import type { Language } from "../voices";
import { english } from "./en/language";
import { italian } from "./it/language";

/** Every language we speak: a folder each, entered here. */
export const wordsIn: Record<Language, LanguageWords> = { en: english, it: italian };
