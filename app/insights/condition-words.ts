import type { Language } from "~/messages/voices";
import type { TouchpointCondition } from "~/settings/touchpoint-settings";

/** Why an order did not meet a merchant's condition, in small letters and without a full stop. */
export function conditionWords(inputs: Record<string, unknown>, language: Language): string {
  const { condition } = inputs;
  const words = failed[language];
  return typeof condition === "string" && Object.hasOwn(words, condition)
    ? words[condition as TouchpointCondition["rule"]]
    : otherwise[language];
}

const otherwise: Record<Language, string> = {
  en: "the order does not meet your conditions for it",
  it: "l'ordine non soddisfa le tue condizioni",
};

const failed: Record<Language, Record<TouchpointCondition["rule"], string>> = {
  en: {
    first_order: "you send it for first orders only",
    returning: "you send it to shoppers who ordered before only",
    country_in: "you do not send it to this country",
    country_not_in: "you do not send it to this country",
    tagged: "the order lacks the tag you ask for",
    not_tagged: "the order has a tag you leave out",
    value_from: "the order is worth less than you ask for",
    value_up_to: "the order is worth more than you ask for",
    product_in: "the order holds none of the products you ask for",
    product_not_in: "the order holds a product you leave out",
  },
  it: {
    first_order: "lo mandi solo per i primi ordini",
    returning: "lo mandi solo a chi ha già ordinato",
    country_in: "non lo mandi in questo paese",
    country_not_in: "non lo mandi in questo paese",
    tagged: "l'ordine non ha il tag che chiedi",
    not_tagged: "l'ordine ha un tag che escludi",
    value_from: "l'ordine vale meno di quanto chiedi",
    value_up_to: "l'ordine vale più di quanto chiedi",
    product_in: "l'ordine non contiene nessuno dei prodotti che chiedi",
    product_not_in: "l'ordine contiene un prodotto che escludi",
  },
};
