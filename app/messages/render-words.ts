import { faultOf, fillWords, type WordsFault } from "./liquid";
import { causeWords, liquidValuesOf, nested } from "./liquid-values";
import type { MessageValues } from "./message-values";
import { markupToText, paragraphsOf } from "./message-markup";
import { messageVariants, type MessageKind, type MessageWords, type VoiceWords } from "./message-words";
import type { Language, Voice } from "./voices";
import { wordsIn } from "./words/words";

/** A merchant's own words; what she did not write is said with ours. */
export type WordsOverride = Partial<MessageWords>;

export interface WordsRequest {
  kind: MessageKind;
  variant: string;
  language: Language;
  voice: Voice;
  brand: { name: string; signature: string | null };
  values: MessageValues;
  unsubscribeUrl: string | null;
  words?: WordsOverride;
  /** A text has little room: days go by their short names. */
  isBrief?: boolean;
}

/** Words filled in. Paragraphs keep their markup; the other parts are plain lines. */
export interface FilledWords {
  subject: string;
  preheader: string;
  heading: string;
  body: string[];
  after: string[];
  /** The merchant's words that could not be used; ours stand in their place. */
  faults: Array<WordsFault & { part: keyof MessageWords }>;
}

/** Throws RangeError for a variant the kind does not have: the catalogue and the words are out of step. */
export function renderWords(request: WordsRequest): FilledWords {
  const { language, voice, brand, values, unsubscribeUrl, isBrief } = request;
  const ours = wordsOf(wordsIn[language].voices[voice], request.kind, request.variant);
  const facts = nested(
    liquidValuesOf(values, {
      ...{ language, shopName: brand.name, signature: brand.signature, unsubscribeUrl },
      isBrief: isBrief ?? false,
    }),
  );
  const faults: FilledWords["faults"] = [];
  const fill = (part: keyof MessageWords): string => {
    const own = request.words?.[part];
    if (own === undefined) return fillWords(ours[part], facts);
    try {
      return fillWords(own, facts);
    } catch (error) {
      faults.push({ ...faultOf(error), part });
      return fillWords(ours[part], facts);
    }
  };
  const line = (part: keyof MessageWords) => firstLetterUp(markupToText(fill(part)).replace(/\s+/g, " "));
  return {
    subject: line("subject"),
    preheader: line("preheader"),
    heading: line("heading"),
    body: paragraphsOf(fill("body")),
    after: paragraphsOf(fill("after")),
    faults,
  };
}

/** The promise as a sentence of this voice; null when nothing was promised. */
export function promiseLine({
  language,
  voice,
  brand,
  values,
}: Pick<WordsRequest, "language" | "voice" | "brand" | "values">): string | null {
  if (values.promise === null) return null;
  const speaker = { language, shopName: brand.name, signature: brand.signature, unsubscribeUrl: null };
  return markupToText(
    fillWords(wordsIn[language].voices[voice].promise, nested(liquidValuesOf(values, speaker))),
  );
}

/** Why it is late, as a sentence; empty when there is no delay to explain. */
export function causeLine({
  language,
  values: { delay },
}: Pick<WordsRequest, "language" | "values">): string {
  return delay === null ? "" : firstLetterUp(causeWords(delay, language));
}

function wordsOf(voice: VoiceWords, kind: MessageKind, variant: string): MessageWords {
  const variants: Readonly<Record<string, MessageWords>> = voice[kind];
  const known: readonly string[] = messageVariants[kind];
  const words = known.includes(variant) ? variants[variant] : undefined;
  if (words === undefined) throw new RangeError(`No words for ${kind} "${variant}"`);
  return words;
}

function firstLetterUp(line: string): string {
  return line.charAt(0).toUpperCase() + line.slice(1);
}
