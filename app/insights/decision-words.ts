import type { ClosedReason } from "~/delays/decide-incident";
import type { DelayKind } from "~/delays/delay-kinds";
import type { DelayChoice } from "~/orders/delay-choice";
import type { Language } from "~/messages/voices";
import { isRecord } from "~/platform/is-record";
import type { DecisionRule } from "~/touchpoints/decide-touchpoint";
import type { NotLookedAfter } from "~/touchpoints/plan-touchpoints";
import type { LoggedDecision } from "~/touchpoints/why-log.server";
import { conditionWords } from "./condition-words";
import { goodwillOutcomes, goodwillReasons } from "./goodwill-words";
import { forecastWords, silenceWords } from "./forecast-words";

/** A row of the why-log, as far as its words need it. */
export interface DecisionFacts {
  outcome: string;
  rule: string;
  inputs: unknown;
}

/**
 * The why-log in plain words, for a person who never saw the rules: "Not sent: a survey went to this shopper
 * less than 90 days ago". A rule nobody gave words to is shown by its name rather than hidden.
 */
export function decisionWords(decision: DecisionFacts, language: Language): string {
  const first = has(outcomes[language], decision.outcome)
    ? outcomes[language][decision.outcome]
    : plain(decision.outcome);
  const because = reasonOfRule(decision.rule, decision.inputs, language);
  // Nothing was sent to anybody: that it was asked for is all there is to say.
  if (because !== null && decision.rule === "for_the_packer")
    return `${because.slice(0, 1).toUpperCase()}${because.slice(1)}.`;
  return because === null ? `${first}.` : `${first}: ${because}.`;
}

/** Only the reason, in small letters and without a full stop; null where the outcome says it all. */
export function reasonOfRule(rule: string, inputs: unknown, language: Language): string | null {
  if (!has(rules[language], rule)) return plain(rule);
  const known = rules[language][rule];
  return typeof known === "function" ? known(isRecord(inputs) ? inputs : {}) : known;
}

function has<Words extends object>(words: Words, code: string): code is string & keyof Words {
  return Object.hasOwn(words, code);
}

function plain(code: string): string {
  return code.replaceAll("_", " ");
}

type Inputs = Record<string, unknown>;
type Reason = string | null | ((inputs: Inputs) => string);

/** "with the number" when the decision kept it, "without" for decisions that did not. */
function counted(inputs: Inputs, key: string, withNumber: (n: number) => string, without: string): string {
  const value = inputs[key];
  return typeof value === "number" ? withNumber(value) : without;
}

type KnownOutcome =
  LoggedDecision["outcome"] | "opened" | "upgraded" | "returned" | "moving" | "revised" | "closed" | "chosen";

// The compiler asks for words as soon as a room decides by a new rule.
type KnownRule =
  | keyof (typeof goodwillReasons)["en"]
  | DecisionRule
  | NotLookedAfter
  | DelayKind
  | ClosedReason
  | DelayChoice
  | "planned"
  | "channel_down"
  | "cut_off"
  | "not_confirmed"
  | "mail_paused"
  | "provider_refused"
  | "text_undelivered"
  | "by_workflow"
  | "batch_approved"
  | "batch_ended"
  | "released"
  | "shipped"
  | "new_scan";

const outcomes: Record<Language, Record<KnownOutcome, string>> = {
  en: {
    planned: "Planned",
    not_planned: "Nothing will be sent",
    retried: "Not sent yet",
    sent: "Sent",
    postponed: "Put off",
    suppressed: "Not sent",
    cancelled: "Called off",
    failed: "Could not be sent",
    unconfirmed: "Perhaps sent",
    opened: "Noticed",
    upgraded: "Got worse",
    returned: "In trouble again",
    moving: "Moving again",
    closed: "Settled",
    chosen: "The shopper chose",
    revised: "New dates for the shopper",
    ...goodwillOutcomes.en,
  },
  it: {
    planned: "In programma",
    not_planned: "Non verrà inviato nulla",
    retried: "Non ancora inviato",
    sent: "Inviato",
    postponed: "Rimandato",
    suppressed: "Non inviato",
    cancelled: "Annullato",
    failed: "Invio non riuscito",
    unconfirmed: "Forse inviato",
    opened: "Notato",
    upgraded: "Peggiorato",
    returned: "Di nuovo nei guai",
    moving: "Di nuovo in movimento",
    closed: "Risolto",
    chosen: "Il cliente ha scelto",
    revised: "Nuove date per il cliente",
    ...goodwillOutcomes.it,
  },
};

const rules: Record<Language, Record<KnownRule, Reason>> = {
  en: {
    not_live: "Lastmile was not live when this order was placed",
    imported: "the order was placed before you went live",
    test_order: "it is a test order",
    cancelled: "the order was cancelled",
    fully_refunded: "the order was refunded in full",
    blocked: "this shopper, tag or product is on your blocklist",
    no_address: "there is no e-mail address to write to",
    by_workflow: "a workflow of yours asked for it",
    paused: "a workflow of yours has paused messages to this shopper",
    text_stopped: "there is no e-mail address, and this number answered STOP to text messages",
    text_country: "there is no e-mail address, and numbers of this country are not texted",
    text_undelivered: "the text message did not reach the phone",
    unsubscribed: "this shopper asked not to get such messages",
    no_consent: "this shopper's country asks for consent first, and there is none",
    no_marketing_consent: "this shopper has not agreed to marketing mail",
    ordered_since: "the shopper has bought again since",
    below_threshold: "the shopper is below your threshold again",
    nothing_new: "nothing is new that this shopper has not bought or been told of",
    thanked_already: "an order within the hour was thanked for, and one message is enough",
    already_packed: "the goods had left already",
    budget_spent: "this month's budget for little extras is spent",
    for_the_packer: "the packer is asked to add a little extra",
    open_incident: "a delay of this shopper's is still open",
    open_follow_up: "an unhappy answer or a wish of this shopper's still waits for you",
    open_return: "a return for damage is open",
    cool_down: (inputs) =>
      counted(
        inputs,
        "days",
        (n) => `trouble ended less than ${String(n)} days ago`,
        "trouble ended only recently",
      ),
    pressure_cap: (inputs) =>
      counted(
        inputs,
        "days",
        (n) => `this shopper already heard from you in the last ${String(n)} days`,
        "this shopper heard from you only recently",
      ),
    another_first: "another message to this shopper is due and goes first",
    survey_recently: (inputs) =>
      counted(
        inputs,
        "every",
        (n) => `this shopper was asked in the last ${String(n)} days`,
        "this shopper was asked only recently",
      ),
    already_answered: "the shopper has answered already",
    delay_over: "the delay was over by then",
    told_by_delay: "a message about its delay told of it within the day",
    not_out_for_delivery: "the parcel was no longer out for delivery",
    awaiting_approval: "many parcels turned late together, and you decide about all of them at once",
    batch_dismissed: "you decided not to write about this wave of delays",
    batch_approved: "you approved it together with the others",
    batch_ended: "the others late with it are of one carrier, which you are asked about apart",
    held: "you hold back messages about this order",
    released: "you let messages about this order go on",
    moving_again: "the parcel was moving again by then",
    placed_before_live: "the order was placed before you went live",
    shipped: "the goods have left",
    new_scan: "the carrier has scanned it again",
    wait: "to wait",
    change_address: "another address",
    cancel: "to cancel",
    talk: "to talk to you",
    held_out: "held out to measure what this message does",
    quiet_hours: "it is night where the shopper lives",
    not_arrived: "the parcel has not arrived yet",
    arrived: "the parcel has arrived",
    channel_down: "the mail server could not be reached, we try again",
    cut_off:
      "the mail server took it and hung up before confirming it; we try again later, not to fill a mailbox",
    not_confirmed: (inputs) =>
      counted(
        inputs,
        "times",
        (times) => `the mail server took it ${String(times)} times and did not confirm it`,
        "the mail server took it and did not confirm it",
      ),
    mail_paused: "the mail server does not confirm what it takes, so mails wait until it does",
    provider_refused: "the mail server refused the address",
    page_not_opened: "the page was never opened",
    order_deleted: "the order was deleted",
    shop_uninstalled: "the app was uninstalled",
    too_old: "its time had passed",
    touchpoint_off: "you have switched it off",
    condition: (inputs) => conditionWords(inputs, "en"),
    due: null,
    planned: null,
    unshipped: "it has not left in time to keep the promise",
    unscanned: "the label exists, but the carrier has not scanned it",
    stalled: (inputs) => silenceWords(inputs, "en"),
    carrier_delayed: "the carrier reports a delay",
    failed_attempt: "the carrier could not deliver it",
    eta_past_promise: "the carrier now expects it after the promised day",
    predicted_late: (inputs) => forecastWords(inputs, "en"),
    overdue: "the promised day has passed",
    never_arrived: "the parcel never arrived",
    goods_reassigned: "the goods travel in another parcel",
    order_test: "it is a test order",
    order_imported: "the order was placed before you went live",
    order_cancelled: "the order was cancelled",
    order_refunded: "the order was refunded in full",
    order_no_shipping: "nothing in this order is shipped",
    ...goodwillReasons.en,
  },
  it: {
    not_live: "Lastmile non era attivo quando è stato fatto l'ordine",
    imported: "l'ordine è precedente all'attivazione",
    test_order: "è un ordine di prova",
    cancelled: "l'ordine è stato annullato",
    fully_refunded: "l'ordine è stato rimborsato per intero",
    blocked: "questo cliente, tag o prodotto è nella tua lista di esclusione",
    no_address: "manca un indirizzo e-mail a cui scrivere",
    by_workflow: "lo ha chiesto un tuo flusso",
    paused: "un tuo flusso ha messo in pausa i messaggi a questo cliente",
    text_stopped: "manca un indirizzo e-mail, e questo numero ha risposto STOP agli SMS",
    text_country: "manca un indirizzo e-mail, e ai numeri di questo paese non si mandano SMS",
    text_undelivered: "l'SMS non è arrivato sul telefono",
    unsubscribed: "questo cliente ha chiesto di non ricevere messaggi così",
    no_consent: "nel paese di questo cliente serve il consenso, e non c'è",
    no_marketing_consent: "questo cliente non ha accettato e-mail di marketing",
    ordered_since: "nel frattempo il cliente ha comprato di nuovo",
    below_threshold: "il cliente è di nuovo sotto la tua soglia",
    nothing_new: "non c'è nulla di nuovo che questo cliente non abbia già o non sappia già",
    thanked_already: "per un ordine nella stessa ora è già partito un grazie, e un messaggio basta",
    already_packed: "la merce era già partita",
    budget_spent: "il budget del mese per i piccoli extra è finito",
    for_the_packer: "chi prepara il pacco aggiunge un piccolo extra",
    open_incident: "un ritardo di questo cliente è ancora aperto",
    open_follow_up: "una risposta scontenta o una richiesta di questo cliente ti aspetta ancora",
    open_return: "è aperto un reso per danno",
    cool_down: (inputs) =>
      counted(
        inputs,
        "days",
        (n) => `il problema è finito da meno di ${String(n)} giorni`,
        "il problema è finito da poco",
      ),
    pressure_cap: (inputs) =>
      counted(
        inputs,
        "days",
        (n) => `questo cliente ha già ricevuto un messaggio negli ultimi ${String(n)} giorni`,
        "questo cliente ha ricevuto un messaggio da poco",
      ),
    another_first: "un altro messaggio per questo cliente è in partenza e ha la precedenza",
    survey_recently: (inputs) =>
      counted(
        inputs,
        "every",
        (n) => `la domanda è già stata fatta negli ultimi ${String(n)} giorni`,
        "la domanda è già stata fatta da poco",
      ),
    already_answered: "il cliente ha già risposto",
    delay_over: "nel frattempo il ritardo era finito",
    told_by_delay: "un messaggio sul ritardo lo diceva già in giornata",
    not_out_for_delivery: "il pacco non era più in consegna",
    awaiting_approval: "molti pacchi sono in ritardo insieme, e decidi tu per tutti in una volta",
    batch_dismissed: "hai deciso di non scrivere per questa ondata di ritardi",
    batch_approved: "l'hai approvato insieme agli altri",
    batch_ended: "gli altri in ritardo sono di un solo corriere, per cui ti chiediamo a parte",
    held: "trattieni i messaggi su questo ordine",
    released: "hai lasciato ripartire i messaggi su questo ordine",
    moving_again: "nel frattempo il pacco si era rimesso in viaggio",
    placed_before_live: "l'ordine è precedente all'attivazione",
    shipped: "la merce è partita",
    new_scan: "il corriere l'ha registrato di nuovo",
    wait: "aspettare",
    change_address: "un altro indirizzo",
    cancel: "annullare",
    talk: "parlare con voi",
    held_out: "tenuto fuori per misurare che cosa fa questo messaggio",
    quiet_hours: "dal cliente è notte",
    not_arrived: "il pacco non è ancora arrivato",
    arrived: "il pacco è arrivato",
    channel_down: "il server di posta non risponde, riproviamo",
    cut_off:
      "il server di posta l'ha preso e ha chiuso senza confermare; riproviamo più tardi, per non riempire una casella",
    not_confirmed: (inputs) =>
      counted(
        inputs,
        "times",
        (times) => `il server di posta l'ha preso ${String(times)} volte e non l'ha confermato`,
        "il server di posta l'ha preso e non l'ha confermato",
      ),
    mail_paused: "il server di posta non conferma ciò che prende: le e-mail aspettano che lo faccia",
    provider_refused: "il server di posta ha rifiutato l'indirizzo",
    page_not_opened: "la pagina non è mai stata aperta",
    order_deleted: "l'ordine è stato eliminato",
    shop_uninstalled: "l'app è stata disinstallata",
    too_old: "il suo momento era passato",
    touchpoint_off: "l'hai disattivato",
    condition: (inputs) => conditionWords(inputs, "it"),
    due: null,
    planned: null,
    unshipped: "non è partito in tempo per mantenere la promessa",
    unscanned: "l'etichetta c'è, ma il corriere non l'ha registrato",
    stalled: (inputs) => silenceWords(inputs, "it"),
    carrier_delayed: "il corriere segnala un ritardo",
    failed_attempt: "il corriere non è riuscito a consegnarlo",
    eta_past_promise: "il corriere ora lo prevede dopo il giorno promesso",
    predicted_late: (inputs) => forecastWords(inputs, "it"),
    overdue: "il giorno promesso è passato",
    never_arrived: "il pacco non è mai arrivato",
    goods_reassigned: "la merce viaggia in un altro pacco",
    order_test: "è un ordine di prova",
    order_imported: "l'ordine è precedente all'attivazione",
    order_cancelled: "l'ordine è stato annullato",
    order_refunded: "l'ordine è stato rimborsato per intero",
    order_no_shipping: "in questo ordine non c'è nulla da spedire",
    ...goodwillReasons.it,
  },
};
