import type { MessageLabels } from "../../message-words";

export const labels: MessageLabels = {
  wait: "I'll wait, that's fine",
  changeAddress: "Change the address",
  cancel: "Cancel the order",
  talk: "Talk to us",
  returns: "How returns work",
  followOrder: "Follow your order",
  seeOrder: "See your order",
  seeShop: "To the shop",
  answer: "Answer on our page",
  ratingLow: "not at all",
  ratingHigh: "very gladly",
  ratingOf: (rating) => `${rating} out of 10`,
  questions: "Questions?",
  phone: "Phone",
  whatsapp: "WhatsApp",
  chat: "Chat",
  faq: "Frequent questions",
  policy: "Delivery and returns policy",
  why: (shopName, orderNumber) =>
    `You receive this mail because you placed order ${orderNumber ?? ""} with ${shopName}.`,
  whyCare: (shopName) => `You receive this mail because you agreed to hear from ${shopName}.`,
  unsubscribe: "No more questions by mail",
  unsubscribeCare: "No more suggestions by mail",
  preferences: "What I would like to hear",
};
