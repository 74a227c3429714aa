import type { Language } from "~/messages/voices";

// What the why-log says of goodwill.

type GoodwillOutcome =
  | "goodwill_proposed"
  | "goodwill_not_proposed"
  | "goodwill_approved"
  | "goodwill_not_needed"
  | "goodwill_given"
  | "goodwill_failed";

export const goodwillOutcomes: Record<Language, Record<GoodwillOutcome, string>> = {
  en: {
    goodwill_proposed: "Goodwill proposed to you",
    goodwill_not_proposed: "No goodwill proposed",
    goodwill_approved: "Goodwill approved",
    goodwill_not_needed: "No goodwill given",
    goodwill_given: "Goodwill given",
    goodwill_failed: "Goodwill could not be given",
  },
  it: {
    goodwill_proposed: "Gesto proposto a te",
    goodwill_not_proposed: "Nessun gesto proposto",
    goodwill_approved: "Gesto approvato",
    goodwill_not_needed: "Nessun gesto fatto",
    goodwill_given: "Gesto fatto",
    goodwill_failed: "Gesto non riuscito",
  },
};

type GoodwillReason =
  | `goodwill_${"late" | "damaged" | "incomplete" | "wrong_item" | "unhappy"}`
  | `gives_${"words" | "free_shipping" | "voucher_percent" | "voucher_amount" | "store_credit" | "replacement"}`
  | "by_merchant"
  | "first_mishap"
  | "second_mishap"
  | "customer_cap"
  | "month_cap"
  | "no_rule"
  | "no_customer"
  | "needs_permission"
  | "shopify_refused"
  | "shopify_away"
  | "currency_changed"
  | "no_goods"
  | "forgotten"
  | "nothing_given";

/** Reasons that hold the numbers of their decision. */
type Reason = string | ((inputs: Record<string, unknown>) => string);

const days = (inputs: Record<string, unknown>, one: string, many: string, none: string): string =>
  typeof inputs["days"] === "number"
    ? (inputs["days"] === 1 ? one : many).replace("{n}", String(inputs["days"]))
    : none;

const amount = ({ amount: value, currency }: Record<string, unknown>, what: string): string =>
  typeof value === "number" && typeof currency === "string" ? `${what} ${String(value)} ${currency}` : what;

const percent = ({ amount: value }: Record<string, unknown>, what: string): string =>
  typeof value === "number" ? `${what} ${String(value)} %` : what;

export const goodwillReasons: Record<Language, Record<GoodwillReason, Reason>> = {
  en: {
    goodwill_late: (inputs) =>
      days(inputs, "it came one business day late", "it came {n} business days late", "it came late"),
    goodwill_damaged: "it arrived damaged",
    goodwill_incomplete: "something was missing",
    goodwill_wrong_item: "the wrong item arrived",
    goodwill_unhappy: "the shopper's answer was unhappy",
    gives_words: "words only",
    gives_free_shipping: "free shipping next time",
    gives_voucher_percent: (inputs) => percent(inputs, "a voucher of"),
    gives_voucher_amount: (inputs) => amount(inputs, "a voucher of"),
    gives_store_credit: (inputs) => amount(inputs, "store credit of"),
    gives_replacement: "a draft order with the same goods",
    by_merchant: "your decision",
    first_mishap: "a first mishap, and the rule may be given by itself",
    second_mishap: "something went wrong for this shopper before, so you decide",
    customer_cap: "this customer has had as much as you allow in 12 months, so only words are left",
    month_cap: "this month's money for goodwill is spent, so only words are left",
    no_rule: "no rule of your goodwill ladder fits",
    no_customer: "the order belongs to no customer a code could be tied to",
    needs_permission: "Shopify wants a permission for it first",
    shopify_refused: "Shopify refused it",
    shopify_away: "Shopify did not answer for hours",
    currency_changed: "the shop's currency is another one by now",
    no_goods: "none of its goods can be sent again",
    forgotten: "the shopper's data were deleted",
    nothing_given: "nothing was given after all",
  },
  it: {
    goodwill_late: (inputs) =>
      days(
        inputs,
        "è arrivato con un giorno lavorativo di ritardo",
        "è arrivato con {n} giorni lavorativi di ritardo",
        "è arrivato in ritardo",
      ),
    goodwill_damaged: "è arrivato danneggiato",
    goodwill_incomplete: "mancava qualcosa",
    goodwill_wrong_item: "è arrivato l'articolo sbagliato",
    goodwill_unhappy: "la risposta del cliente era scontenta",
    gives_words: "solo parole",
    gives_free_shipping: "spedizione gratuita la prossima volta",
    gives_voucher_percent: (inputs) => percent(inputs, "un buono da"),
    gives_voucher_amount: (inputs) => amount(inputs, "un buono da"),
    gives_store_credit: (inputs) => amount(inputs, "credito di"),
    gives_replacement: "una bozza d'ordine con la stessa merce",
    by_merchant: "l'hai deciso tu",
    first_mishap: "è il primo inconveniente, e la regola può agire da sola",
    second_mishap: "per questo cliente era già andato storto qualcosa, quindi decidi tu",
    customer_cap: "questo cliente ha già avuto quanto concedi in 12 mesi, restano le parole",
    month_cap: "il denaro del mese per i gesti è finito, restano le parole",
    no_rule: "nessuna regola della tua scala si applica",
    no_customer: "l'ordine non appartiene a un cliente a cui legare un codice",
    needs_permission: "Shopify chiede prima un permesso",
    shopify_refused: "Shopify l'ha rifiutato",
    shopify_away: "Shopify non ha risposto per ore",
    currency_changed: "nel frattempo la valuta del negozio è cambiata",
    no_goods: "nulla di quanto ordinato si può rispedire",
    forgotten: "i dati del cliente sono stati cancellati",
    nothing_given: "alla fine non è stato dato nulla",
  },
};
