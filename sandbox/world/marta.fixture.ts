import type { PlaceOrderInput } from "./inputs";

/** An ordinary order of the tests': a vase from Florence to Milan. What a test is about it says over it. */
export const martasOrder = {
  email: "marta@posta.example",
  firstName: "Marta",
  lastName: "Bianchi",
  locale: "it-IT",
  shippingAddress: {
    firstName: "Marta",
    lastName: "Bianchi",
    city: "Milano",
    zip: "20121",
    countryCode: "IT",
  },
  items: [{ title: "Vaso", priceCents: 5800 }],
  shipping: { title: "Corriere", priceCents: 690 },
} satisfies PlaceOrderInput;
