import { describe, expect, test } from "vitest";

import { surveyQuestion } from "./survey-questions";

const languages = ["en", "it"] as const;
const voices = ["warm", "playful", "essential", "elegant"] as const;
const cases = languages.flatMap((language) => voices.map((voice) => ({ language, voice })));

describe.each(cases)("the question in $language, $voice", ({ language, voice }) => {
  const question = surveyQuestion(language, voice);
  const sentences = [
    question.question,
    ...Object.values(question.followUps),
    ...Object.values(question.thanks),
  ];

  test("has every word it needs", () => {
    for (const sentence of [...sentences, question.lowest, question.highest]) expect(sentence).toMatch(/\S/);
  });

  test("asks with a question mark and follows each group up differently", () => {
    expect(question.question).toMatch(/\?$/);
    for (const followUp of Object.values(question.followUps)) expect(followUp).toMatch(/\?$/);
    expect(new Set(Object.values(question.followUps)).size).toBe(3);
  });

  test("never shouts at an unhappy shopper", () => {
    expect(question.followUps.detractor + question.thanks.detractor).not.toContain("!");
  });

  test("promises nothing 'as soon as possible'", () => {
    expect(sentences.join(" ")).not.toMatch(/as soon as possible|il prima possibile|al più presto/i);
  });
});

test("the four voices ask in four ways", () => {
  for (const language of languages) {
    const asked = voices.map((voice) => surveyQuestion(language, voice).question);
    expect(new Set(asked).size).toBe(4);
  }
});
