import type { MessageWords } from "./message-words";

// Apart from the words themselves and from Liquid, which no page in a browser needs to load.

/** The parts a merchant writes, in the order they are read. */
export const wordsParts = [
  "subject",
  "preheader",
  "heading",
  "body",
  "after",
] as const satisfies ReadonlyArray<keyof MessageWords>;
export type WordsPart = (typeof wordsParts)[number];
