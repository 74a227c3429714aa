import { expect, test } from "vitest";
import { readBatchReason } from "./batch-reason";

test.each([
  ["en", "The carrier is on strike.", "the carrier is on strike"],
  ["en", "DHL is on strike", "DHL is on strike"],
  ["en", "I am told of a strike", "I am told of a strike"],
  ["it", "Il corriere è in sciopero!", "il corriere è in sciopero"],
  ["it", "L’autostrada è chiusa", "l’autostrada è chiusa"],
  ["it", "C'è  neve\nin Sicilia.", "c'è neve in Sicilia"],
  ["it", "Poste Italiane è in sciopero", "Poste Italiane è in sciopero"],
  ["it", "Ilva è ferma", "Ilva è ferma"],
] as const)("a reason stands within a sentence: %s, %s", (language, written, read) => {
  expect(readBatchReason({ [language]: written })).toEqual({ outcome: "read", reason: { [language]: read } });
});

test.each(["{{ name }} is on strike", "strike of {carrier}", "{% if late %}strike"])(
  "%s is refused: shoppers would read the braces",
  (written) => {
    expect(readBatchReason({ en: written, it: "sciopero" })).toEqual({
      outcome: "refused",
      errors: { en: "braces" },
    });
  },
);
