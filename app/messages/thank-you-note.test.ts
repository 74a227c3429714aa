import { expect, test } from "vitest";
import { renderThankYouNote, thankYouVariant } from "./thank-you-note";
import { almostNothing, everything } from "./sample-messages.fixture";

test("the note on the thank-you page carries the promise when there is one", () => {
  const note = {
    language: "it" as const,
    voice: "warm" as const,
    variant: "first_order" as const,
    brand: { name: "Acme", signature: null },
  };
  expect(renderThankYouNote({ ...note, values: everything })).toEqual({
    heading: "Grazie Marta, il tuo ordine è in buone mani.",
    body: "È il tuo primo ordine da noi e ci fa piacere che tu abbia voluto provare. Da qui in poi tocca a noi: lo prepariamo con cura e lo teniamo d'occhio finché non è da te.",
    promise: "Lo prepariamo entro martedì e dovrebbe arrivare tra mercoledì 18 e venerdì 20.",
  });
  expect(renderThankYouNote({ ...note, values: almostNothing })).toMatchObject({
    heading: "Grazie, il tuo ordine è in buone mani.",
    promise: null,
  });
});

test("a gift is thanked for as a gift, whoever gives it", () => {
  expect(thankYouVariant({ gift: true, firstOrder: true, vip: true })).toBe("gift");
  expect(thankYouVariant({ gift: false, firstOrder: true, vip: true })).toBe("first_order");
  expect(thankYouVariant({ gift: false, firstOrder: false, vip: true })).toBe("vip");
  expect(thankYouVariant({ gift: false, firstOrder: false, vip: false })).toBe("returning");
});
