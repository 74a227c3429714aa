import type { MessageLabels } from "../../message-words";

export const labels: MessageLabels = {
  wait: "Aspetto, va bene",
  changeAddress: "Cambia l'indirizzo",
  cancel: "Annulla l'ordine",
  talk: "Parla con noi",
  returns: "Come funziona il reso",
  followOrder: "Segui il tuo ordine",
  seeOrder: "Vedi il tuo ordine",
  seeShop: "Vai al negozio",
  answer: "Rispondi sulla nostra pagina",
  ratingLow: "per niente",
  ratingHigh: "moltissimo",
  ratingOf: (rating) => `${rating} su 10`,
  questions: "Domande?",
  phone: "Telefono",
  whatsapp: "WhatsApp",
  chat: "Chat",
  faq: "Domande frequenti",
  policy: "Consegne e resi",
  why: (shopName, orderNumber) =>
    `Ricevi questa e-mail per il tuo ordine ${orderNumber ?? ""} da ${shopName}.`,
  whyCare: (shopName) => `Ricevi questa e-mail perché hai accettato di avere notizie da ${shopName}.`,
  unsubscribe: "Niente più domande per e-mail",
  unsubscribeCare: "Niente più suggerimenti per e-mail",
  preferences: "Che cosa ricevere",
};
