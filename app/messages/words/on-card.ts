import type { MessageWords } from "../message-words";

/** What is printed on a card is one line: nothing else of it is ever read. */
export const onCard = (line: string): MessageWords => ({
  subject: line,
  preheader: line,
  heading: line,
  body: line,
  after: "",
});
