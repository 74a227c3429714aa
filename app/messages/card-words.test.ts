import { describe, expect, test } from "vitest";

import { cardFront, cardVariants } from "./card-words";
import { languages, voices } from "./voices";

const every = languages.flatMap((language) =>
  voices.flatMap((voice) => cardVariants.map((variant) => ({ language, voice, variant }))),
);

describe.each(every)("a card in $language, $voice, for $variant", (card) => {
  test("fits on a card and asks for nothing in return", () => {
    const { heading, line } = cardFront(card, "Massimiliano");
    expect(heading.length).toBeLessThan(50);
    expect(line.length).toBeLessThan(90);
    expect(`${heading} ${line}`).not.toMatch(/[{}<>]|undefined|null/);
  });

  test("reads as well without a name", () => {
    expect(cardFront(card, null).heading).toMatch(/^[^,]+\.$/);
  });
});

test("a card in somebody else's parcel names nobody and asks nothing", () => {
  const { heading, ask } = cardFront({ language: "it", voice: "warm", variant: "gift" }, "Marta");
  expect(heading).toBe("Un regalo per te.");
  expect(ask).toBeNull();
});
