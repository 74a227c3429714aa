import { languages, type Language } from "~/messages/voices";

/** Why a whole batch is late, in the merchant's words; a language left empty is told our own reason. */
export type BatchReason = Partial<Record<Language, string>>;

export type ReasonErrors = Partial<Record<Language, "too_long" | "braces">>;

// It stands inside a sentence of the notice, and in a text message beside the new date.
export const longestReason = 160;

// What sentences begin with, and names do not.
const beginnings: Record<Language, RegExp> = {
  en: /^(?:the|there|our|we|its?|an?|due|because|in|on|at)(?=\s)/i,
  it: /^(?:il|lo|la|i|gli|le|un[ao]?|ci|per|a|da|in|nel|nella|abbiamo|siamo|è|c['’]è)(?=\s)|^(?:l|un)(?=['’])/i,
};

/** Reads what the merchant wrote: one line without capital and full stop, because it stands within a sentence. */
export function readBatchReason(
  given: BatchReason,
): { outcome: "read"; reason: BatchReason } | { outcome: "refused"; errors: ReasonErrors } {
  const reason: BatchReason = {};
  const errors: ReasonErrors = {};
  for (const language of languages) {
    const line = (given[language] ?? "")
      .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
      .trim()
      .replace(/[.!;:,\s]+$/, "")
      .replace(beginnings[language], (word) => word.toLowerCase());
    if (line.length > longestReason) errors[language] = "too_long";
    // Nothing is filled in here: she would read them as they stand.
    else if (/[{}]/.test(line)) errors[language] = "braces";
    else if (line !== "") reason[language] = line;
  }
  return Object.keys(errors).length > 0 ? { outcome: "refused", errors } : { outcome: "read", reason };
}

/** The reasons of a batch as its row keeps them. */
export function batchReasonOf(stored: unknown): BatchReason {
  const kept = typeof stored === "object" && stored !== null ? (stored as Record<string, unknown>) : {};
  return Object.fromEntries(
    languages.flatMap((language) => {
      const line = kept[language];
      return typeof line === "string" ? [[language, line]] : [];
    }),
  );
}
