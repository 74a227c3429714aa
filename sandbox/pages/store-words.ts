// The storefront's words, Italian and English.

export type StoreLanguage = "en" | "it";

const words = {
  tagline: { en: "Made slowly, in the Veneto", it: "Fatto con calma, in Veneto" },
  intro: {
    en: "Stoneware, linen and light for unhurried homes.",
    it: "Gres, lino e luce per case senza fretta.",
  },
  addToCart: { en: "Add to cart", it: "Aggiungi al carrello" },
  cart: { en: "Cart", it: "Carrello" },
  cartEmpty: { en: "Your cart is empty.", it: "Il carrello è vuoto." },
  keepLooking: { en: "Keep looking", it: "Continua a guardare" },
  checkout: { en: "Checkout", it: "Alla cassa" },
  remove: { en: "Remove", it: "Togli" },
  total: { en: "Total", it: "Totale" },
  subtotal: { en: "Before shipping", it: "Spedizione esclusa" },
  exampleNote: {
    en: "Filled in with an example: change what you like.",
    it: "Compilato con un esempio: cambia quello che vuoi.",
  },
  contact: { en: "Contact", it: "Contatti" },
  email: { en: "E-mail", it: "E-mail" },
  phone: { en: "Phone (optional)", it: "Telefono (facoltativo)" },
  consent: { en: "E-mail me with news and offers", it: "Inviatemi novità e offerte via e-mail" },
  delivery: { en: "Delivery", it: "Consegna" },
  firstName: { en: "First name", it: "Nome" },
  lastName: { en: "Last name", it: "Cognome" },
  address: { en: "Address", it: "Indirizzo" },
  zip: { en: "Postcode", it: "CAP" },
  city: { en: "City", it: "Città" },
  country: { en: "Country", it: "Paese" },
  language: { en: "Language", it: "Lingua" },
  shippingMethod: { en: "Shipping method", it: "Metodo di spedizione" },
  noDate: { en: "no date given", it: "senza data" },
  gift: { en: "It’s a gift", it: "È un regalo" },
  giftHelp: {
    en: "We send it to the name above and write only to you.",
    it: "Lo spediamo al nome qui sopra e scriviamo solo a te.",
  },
  giftFrom: { en: "Your own name", it: "Il tuo nome" },
  payment: { en: "Payment", it: "Pagamento" },
  paymentNote: {
    en: "This is a sandbox: no card is asked for.",
    it: "È un ambiente di prova: non serve alcuna carta.",
  },
  payNow: { en: "Pay now", it: "Paga ora" },
  thankYou: { en: "Thank you", it: "Grazie" },
  confirmed: { en: "Your order is confirmed", it: "Il tuo ordine è confermato" },
  confirmation: { en: "Confirmation", it: "Conferma" },
  orderDetails: { en: "Order details", it: "Dettagli dell’ordine" },
  parcel: { en: "Parcel", it: "Pacco" },
  shippedTo: { en: "Shipped to", it: "Spedito a" },
  expected: { en: "Expected", it: "Consegna prevista" },
  seeStatus: { en: "See the order’s status", it: "Segui l’ordine" },
  next: { en: "Now let time pass", it: "Ora lascia passare il tempo" },
  track: { en: "Where is my order?", it: "Dov’è il mio ordine?" },
  order: { en: "Order", it: "Ordine" },
  status: { en: "Status", it: "Stato" },
  tracking: { en: "Tracking", it: "Tracciamento" },
  placed: { en: "Order placed", it: "Ordine ricevuto" },
  labelMade: { en: "Handed to our packers", it: "In preparazione" },
  required: { en: "Please fill this in", it: "Da compilare" },
  badEmail: { en: "This does not look like an e-mail address", it: "Non sembra un indirizzo e-mail" },
} satisfies Record<string, Record<StoreLanguage, string>>;

export type StoreWord = keyof typeof words;

export function say(language: StoreLanguage): (word: StoreWord) => string {
  return (word) => words[word][language];
}

const scanWords: Record<string, Record<StoreLanguage, string>> = {
  label_purchased: { en: "Label made", it: "Etichetta creata" },
  label_printed: { en: "Label printed", it: "Etichetta stampata" },
  confirmed: { en: "Confirmed by the carrier", it: "Confermato dal corriere" },
  carrier_picked_up: { en: "Picked up", it: "Ritirato" },
  in_transit: { en: "On its way", it: "In viaggio" },
  delayed: { en: "Delayed", it: "In ritardo" },
  out_for_delivery: { en: "Out for delivery", it: "In consegna" },
  attempted_delivery: { en: "Nobody was at home", it: "Destinatario assente" },
  ready_for_pickup: { en: "Ready to pick up", it: "Pronto per il ritiro" },
  delivered: { en: "Delivered", it: "Consegnato" },
  failure: { en: "Could not be delivered", it: "Consegna non riuscita" },
};

export function scanInWords(status: string, language: StoreLanguage): string {
  return scanWords[status]?.[language] ?? status;
}
