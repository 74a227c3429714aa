import type { MessageKind, MessageWords } from "./message-words";

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

/** A printed card has one line of the touchpoint's, and every mail all of its parts. */
export const partsOf = (kind: MessageKind): readonly WordsPart[] =>
  kind === "surprise" ? ["body"] : wordsParts;
