import { checkWords, faultOf, fillWords, type WordsFault } from "./liquid";
import { liquidValueNames, liquidValuesOf, nested } from "./liquid-values";
import { messageVariants, type MessageKind, type MessageWords } from "./message-words";
import type { WordsOverride } from "./render-words";
import { sampleValues } from "./sample-message";
import { languages, voices, type Language, type Voice } from "./voices";
import { wordsParts, type WordsPart } from "./words-parts";
import { wordsIn } from "./words/words";

/** Which words: a message of one kind and variant, said in one language and voice. */
export interface WordsPlace {
  kind: MessageKind;
  variant: string;
  language: Language;
  voice: Voice;
}

export type PartFault = { part: WordsPart } & (WordsFault | { line: 1; problem: "empty"; detail: "" });

const knownValues: ReadonlySet<string> = new Set(liquidValueNames);

/** From what an address says; what it says wrongly becomes the first there is. */
export function readWordsPlace(
  kind: MessageKind,
  asked: { variant: string | null; language: string | null; voice: string | null },
  usual: { language: Language; voice: Voice },
): WordsPlace {
  const variants: readonly string[] = messageVariants[kind];
  return {
    kind,
    variant: variants.find((one) => one === asked.variant) ?? messageVariants[kind][0],
    language: languages.find((one) => one === asked.language) ?? usual.language,
    voice: voices.find((one) => one === asked.voice) ?? usual.voice,
  };
}

/** What we say there where the merchant says nothing. */
export function ourWords({ kind, variant, language, voice }: WordsPlace): MessageWords {
  const words: Readonly<Record<string, MessageWords>> = wordsIn[language].voices[voice][kind];
  const found = words[variant];
  if (!found) throw new RangeError(`No words for ${kind} "${variant}"`);
  return found;
}

/** Only what is said differently from ours: the rest goes on following our words as they get better. */
export function differenceFromOurs(place: WordsPlace, written: MessageWords): WordsOverride {
  const ours = ourWords(place);
  return Object.fromEntries(
    wordsParts
      .filter((part) => plain(written[part]) !== plain(ours[part]))
      .map((part) => [part, written[part]]),
  );
}

// A browser sends a text field's line ends as CRLF.
const plain = (text: string): string => text.replaceAll("\r\n", "\n").trim();

/** A message needs a subject and a body; a preview line and what stands below the buttons may be left out. */
const needed: ReadonlySet<WordsPart> = new Set(["subject", "heading", "body"]);

/** Everything that would not print what its author means, part by part. Words are also tried out: some faults show only then. */
export function faultsOf(words: WordsOverride): PartFault[] {
  return wordsParts.flatMap((part): PartFault[] => {
    const text = words[part];
    if (text === undefined) return [];
    if (text.trim() === "" && needed.has(part)) return [{ part, line: 1, problem: "empty", detail: "" }];
    const faults = checkWords(text, knownValues);
    if (faults.length > 0) return faults.map((fault) => ({ part, ...fault }));
    try {
      fillWords(text, triedOut);
      return [];
    } catch (error) {
      return [{ part, ...faultOf(error) }];
    }
  });
}

const triedOut = nested(
  liquidValuesOf(
    sampleValues({ now: new Date("2026-06-12T08:00:00Z"), timeZone: "UTC", variant: "default" }),
    {
      language: "en",
      shopName: "Acme",
      signature: null,
      unsubscribeUrl: null,
    },
  ),
);
