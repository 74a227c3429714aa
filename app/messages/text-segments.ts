// Text messages are sent, and paid, by the segment: 160 characters of the GSM alphabet, or 70 of any other as soon
// as one character is not in it; in a row of segments each gives up some room for its number. 3GPP TS 23.038.

const gsm = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);
/** Take two places each. */
const gsmExtension = new Set("^{}\\[~]|€\f");

// What a reader takes for the same. Letters of other alphabets and names stay as they are.
const alike: Record<string, string> = {
  ...{
    "‘": "'",
    "’": "'",
    "“": '"',
    "”": '"',
    "«": '"',
    "»": '"',
    "–": "-",
    "—": "-",
    "…": "...",
    "\u00a0": " ",
    // "gio 1º": the day reads as well without.
    º: "",
  },
  ...{ À: "A'", È: "E'", Ì: "I'", Ò: "O'", Ù: "U'" },
};

/** The text with what only looks finer put plainly, where that keeps it in the cheap alphabet. */
export function plainlyPut(text: string): string {
  return [...text].map((one) => alike[one] ?? one).join("");
}

// Letters that are no base with a mark, and so are not told by taking the mark away.
const plainLetters: Record<string, string> = { ł: "l", Ł: "L", đ: "d", Đ: "D", ı: "i", œ: "oe", Œ: "OE" };

/**
 * A name in the cheap alphabet: letters without the marks it lacks, nothing of other alphabets and no pictures. Null
 * where nothing is left of it.
 */
export function cheaplyWritten(name: string): string | null {
  const written = [...plainlyPut(name)]
    .map((one) => [one, plainLetters[one] ?? one.normalize("NFD").charAt(0)].find(isCheap) ?? "")
    .join("")
    .replace(/\s+/g, " ")
    .replace(/^[^\p{L}\p{N}#]+|[\s,;:·|-]+$/gu, "");
  return /[\p{L}\p{N}]/u.test(written) ? written : null;
}

const isCheap = (text: string): boolean => [...text].every((one) => gsm.has(one));

/** Places left in one segment beside a text. */
export function roomBeside(text: string): number {
  return textLengthOf(text).costly.length === 0 ? 160 - placesOf(text) : 0;
}

function placesOf(text: string): number {
  return [...text].reduce((sum, one) => sum + (gsmExtension.has(one) ? 2 : 1), 0);
}

export interface TextLength {
  characters: number;
  segments: number;
  /** Characters outside the GSM alphabet, which more than halve a segment's room. */
  costly: string[];
}

/**
 * What a text costs, in segments of 160 places, or of 70 once one character is outside the GSM alphabet (3GPP
 * 23.038); fewer each where there are several.
 */
export function textLengthOf(text: string): TextLength {
  const characters = [...text];
  const costly = [...new Set(characters.filter((one) => !gsm.has(one) && !gsmExtension.has(one)))];
  const isGsm = costly.length === 0;
  // Outside the alphabet a place is a UTF-16 unit: an emoji takes two.
  const places = isGsm ? placesOf(text) : text.length;
  const [alone, inARow] = isGsm ? [160, 153] : [70, 67];
  const segments = places <= alone ? 1 : Math.ceil(places / inARow);
  return { characters: characters.length, segments, costly };
}
