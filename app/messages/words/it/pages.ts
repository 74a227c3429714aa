import type { ShopperPageWords } from "../../shopper-page-words";

export const pages: ShopperPageWords = {
  feedback: {
    title: "Com'è andata?",
    order: (number) => `Ordine ${number}`,
    question: (shopName) => `Da 0 a 10, quanto vale la pena consigliare ${shopName}?`,
    low: "per niente",
    high: "moltissimo",
    ratingOf: (rating) => `${rating} su 10`,
    reasons: "Che cosa ha colpito?",
    reason: {
      arrived_late: "arrivato tardi",
      damaged: "danneggiato",
      incomplete: "mancava qualcosa",
      wrong_item: "articolo sbagliato",
      lovely_packaging: "imballaggio curato",
      fast: "veloce",
      well_informed: "sempre al corrente",
    },
    comment: "Qualcosa da aggiungere?",
    mayContact: "Potete ricontattarmi",
    send: "Invia la risposta",
    change: "Cambia la risposta",
    ratingMissing: "Serve un numero da 0 a 10.",
    commentTooLong: "Al massimo 2.000 caratteri, per favore.",
    thanks: "Grazie.",
    thanksText: "La risposta è arrivata, e la legge una persona.",
    review: "Due parole in pubblico? Per una piccola squadra contano molto.",
    reviewLink: "Scrivi una recensione",
    answeredBy: (when) => `Risponde una persona, ${when}.`,
    stillOpen: "Ripensamenti? La risposta si può cambiare per 24 ore.",
    closed: "La risposta resta questa",
    closedText: "Si poteva cambiare per 24 ore. Se c'è altro da dire, basta scriverci: leggiamo tutto.",
  },
  choice: {
    title: "Come proseguiamo?",
    order: (number) => `Ordine ${number}`,
    options: {
      wait: {
        name: "Aspetto, va bene",
        effect: "Non cambia nulla: l'ordine prosegue, noi lo teniamo d'occhio e continuiamo a scrivere.",
        confirm: "Sì, aspetto",
        done: "Grazie dell'attesa. Teniamo d'occhio l'ordine e scriviamo come annunciato.",
      },
      change_address: {
        name: "Cambio l'indirizzo",
        effect:
          "La richiesta arriva subito a una persona qui da noi, che scrive per farsi dare il nuovo indirizzo.",
        confirm: "Chiedo un nuovo indirizzo",
        done: "La richiesta è da noi. Una persona scrive per farsi dare il nuovo indirizzo.",
      },
      cancel: {
        name: "Annullo l'ordine",
        effect:
          "La richiesta arriva subito a una persona qui da noi, che ferma l'ordine e pensa al rimborso. Se parte prima che riusciamo a fermarlo, lo diciamo.",
        confirm: "Chiedo di annullare",
        done: "La richiesta è da noi. Se ne occupa una persona, e poi arriva la conferma.",
      },
      talk: {
        name: "Parlo con voi",
        effect: "Una persona qui da noi vede la richiesta e si mette in contatto.",
        confirm: "Contattatemi",
        done: "Messaggio ricevuto. Una persona si mette in contatto.",
      },
    },
    others: "Oppure",
    chosen: "La scelta fatta finora",
    pastTitle: "Questa scelta non è più possibile",
    pastText: "Da quando abbiamo scritto l'ordine è andato avanti. Se qualcosa non va, ci siamo.",
    tooLateToCancel:
      "L'ordine è già in viaggio, quindi non si può più annullare. Qui sotto c'è come funziona il reso, e con noi si può sempre parlare.",
    tooLateToChangeAddress:
      "L'ordine è già in consegna, quindi l'indirizzo non si può più cambiare. Con noi si può sempre parlare.",
  },
  unsubscribe: {
    title: { survey: "Niente più domande per e-mail?", care: "Niente più e-mail di questo tipo?" },
    text: {
      survey: "Non chiederemo più un parere per e-mail.",
      care: "Non manderemo più suggerimenti e offerte.",
    },
    stillComes: "Le e-mail sui propri ordini continuano ad arrivare, per esempio se uno è in ritardo.",
    confirm: "Sì, basta così",
    doneTitle: "Fatto.",
    done: {
      survey: "Non chiederemo più un parere per e-mail.",
      care: "Non manderemo più suggerimenti e offerte.",
    },
    undo: "È stato uno sbaglio: annulla",
    undoneTitle: "Tutto come prima.",
    undone: {
      survey: "Ogni tanto potrebbe arrivare una domanda da parte nostra.",
      care: "Ogni tanto potrebbe arrivare una nostra e-mail.",
    },
  },
  badLink: {
    expiredTitle: "Questo link è scaduto",
    expired:
      "Per sicurezza i link nelle nostre e-mail valgono solo per un po'. Per parlare con noi basta rispondere all'e-mail da cui arriva.",
    forgedTitle: "Questo link non porta da nessuna parte",
    forged: "Forse si è interrotto mentre veniva copiato. Meglio aprirlo dall'e-mail da cui arriva.",
  },
  contacts: {
    title: "Parliamone",
    email: "E-mail",
    phone: "Telefono",
    whatsapp: "WhatsApp",
    chat: "Chat",
    faq: "Domande frequenti",
    returns: "Come funziona il reso",
    policy: "Consegne e resi",
  },
  orderStatus: "Segui l'ordine",
};
