// Messages for tests: one that knows everything, one that knows almost nothing.

import type { Contacts } from "./message-actions";
import { noLinks, type DelayFacts, type MessageValues } from "./message-values";
import { messageVariants, type MessageKind } from "./message-words";
import type { MessageRequest } from "./render-message";
import { languages, voices, type Language, type Voice } from "./voices";

export const page = (choice: string) => `https://app.example/d/token?choice=${choice}`;

export const delay: DelayFacts = {
  cause: "no_scan",
  quietDays: 2,
  promised: { earliestOn: "2026-11-15", latestOn: "2026-11-17" },
  expected: { earliestOn: "2026-11-18", latestOn: "2026-11-19" },
  nextUpdateAt: new Date("2026-11-18T17:00:00Z"),
  arrivedOn: "2026-11-19",
  partly: null,
  openWish: null,
};

export const everything: MessageValues = {
  now: new Date("2026-11-16T08:00:00Z"),
  timeZone: "Europe/Rome",
  firstName: "Marta",
  order: { number: "#1043", statusUrl: "https://acme.example/orders/1043" },
  promise: { earliestOn: "2026-11-18", latestOn: "2026-11-20", shipBy: new Date("2026-11-17T13:00:00Z") },
  delay,
  goodwill: {
    mishap: "late",
    worth: { amount: 5, currency: "EUR" },
    code: "BONUS-7FK3M-2QRTX",
    expiresOn: "2027-02-28",
  },
  product: "Vaso Alba",
  arrivals: [],
  rewardCode: "GRAZIE10",
  links: {
    wait: page("wait"),
    changeAddress: page("change_address"),
    cancel: page("cancel"),
    talk: page("talk"),
    returns: "https://acme.example/returns",
    feedback: "https://app.example/r/token",
    track: "https://app.example/t/token",
    shop: "https://acme.example/",
  },
  gift: false,
  firstOrder: true,
};

export const almostNothing: MessageValues = {
  ...everything,
  firstName: null,
  order: { number: null, statusUrl: null },
  promise: null,
  delay: {
    cause: "no_scan",
    quietDays: null,
    promised: null,
    expected: null,
    nextUpdateAt: null,
    arrivedOn: null,
    partly: null,
    openWish: null,
  },
  goodwill: null,
  product: null,
  arrivals: [],
  rewardCode: null,
  links: noLinks,
  firstOrder: false,
};

export const contacts: Contacts = {
  email: "hello@acme.example",
  phone: "+39 02 123 4567",
  whatsapp: "+39 333 1234567",
  chatUrl: null,
  faqUrl: "https://acme.example/faq",
  returnsUrl: "https://acme.example/returns",
  policyUrl: null,
};
export const noContacts: Contacts = {
  email: null,
  phone: null,
  whatsapp: null,
  chatUrl: null,
  faqUrl: null,
  returnsUrl: null,
  policyUrl: null,
};

export const request: MessageRequest = {
  kind: "delay_notice",
  variant: "on_its_way",
  language: "it",
  voice: "warm",
  brand: { name: "Acme", color: "#1f5f4f", logoUrl: null, signature: "Giulia" },
  values: everything,
  contacts,
  unsubscribeUrl: null,
  preferencesUrl: null,
};

export interface Spoken {
  kind: MessageKind;
  variant: string;
  language: Language;
  voice: Voice;
}

export const messages: Spoken[] = Object.entries(messageVariants).flatMap(([kind, variants]) =>
  variants.flatMap((variant) =>
    languages.flatMap((language) =>
      voices.map((voice) => ({ kind: kind as MessageKind, variant, language, voice })),
    ),
  ),
);
export const titled = messages.map((spoken): [string, Spoken] => [
  `${spoken.kind} ${spoken.variant}, ${spoken.language}, ${spoken.voice}`,
  spoken,
]);
export const badNews = titled.filter(([, { kind }]) => kind === "delay_notice" || kind === "delay_update");
