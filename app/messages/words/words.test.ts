import { describe, expect, test } from "vitest";
import { checkWords } from "../liquid";
import { liquidValueNames } from "../liquid-values";
import { messageVariants, type MessageWords } from "../message-words";
import { languages, voices } from "../voices";
import { wordsIn } from "./words";

const known = new Set<string>(liquidValueNames);

describe.each(languages.flatMap((language) => voices.map((voice) => ({ language, voice }))))(
  "the $voice words in $language",
  ({ language, voice }) => {
    const words = wordsIn[language].voices[voice];
    const kinds: Array<Record<string, MessageWords>> = [
      words.thank_you_note,
      words.delay_notice,
      words.delay_update,
      words.arrival_notice,
      words.feedback_invitation,
      words.nps_survey,
      words.recovery_offer,
      words.product_follow_up,
      words.win_back,
      words.vip_reward,
      words.surprise,
      words.replenishment,
      words.welcome,
      words.new_arrivals,
    ];
    const written = kinds
      .flatMap((variants) => Object.values(variants))
      .flatMap((message) => Object.values(message) as string[]);

    test("are there for every message and variant", () => {
      expect(kinds.map((variants) => Object.keys(variants))).toEqual(
        Object.values(messageVariants).map((variants) => [...variants]),
      );
    });

    test("parse, and name only values that exist", () => {
      expect([...written, words.promise].flatMap((text) => checkWords(text, known))).toEqual([]);
    });
  },
);
