import type { Language, Voice } from "./voices";

/** Whom a printed card thanks, and for what. */
export const cardVariants = ["first_order", "returning", "vip", "late", "gift"] as const;
export type CardVariant = (typeof cardVariants)[number];

interface CardWords {
  /** The front's large line; without a name it still reads as one. */
  thanks(name: string | null): string;
  /** The same for somebody who had to wait. */
  waited(name: string | null): string;
  /** One line in the brand's voice. */
  line: Record<CardVariant, string>;
  /** Over the code on the back. */
  ask: string;
}

/** A gift's card lies in somebody else's parcel: it names nobody. */
export function cardFront(
  { language, voice, variant }: { language: Language; voice: Voice; variant: CardVariant },
  firstName: string | null,
): { heading: string; line: string; ask: string | null } {
  const words = cardWords[language][voice];
  const heading =
    variant === "gift"
      ? giftHeading[language]
      : variant === "late"
        ? words.waited(firstName)
        : words.thanks(firstName);
  return { heading, line: words.line[variant], ask: variant === "gift" ? null : words.ask };
}

const giftHeading: Record<Language, string> = { en: "A gift for you.", it: "Un regalo per te." };

const named = (words: string, name: string | null) => (name === null ? `${words}.` : `${words}, ${name}.`);

// Short enough for a card, never gendered, never a reward for an answer.
const cardWords: Record<Language, Record<Voice, CardWords>> = {
  en: {
    warm: {
      thanks: (name) => named("Thank you", name),
      waited: (name) => named("Thank you for waiting", name),
      line: {
        first_order: "Your first order with us: we packed it as we would for a friend.",
        returning: "You came back, and that is the nicest thing you can tell us.",
        vip: "You have been with us for a while, and we notice every single time.",
        late: "It took longer than we told you. It was packed with twice the care.",
        gift: "Somebody thought of you, and we packed it with care.",
      },
      ask: "How did it go? We would love to hear it, good or bad.",
    },
    playful: {
      thanks: (name) => named("Ta-da", name),
      waited: (name) => named("Here at last", name),
      line: {
        first_order: "Our very first parcel to you. We may have danced a little.",
        returning: "You again! The packing table is delighted.",
        vip: "We know your address by heart by now, and we like it.",
        late: "It took the scenic route. Thank you for keeping the light on.",
        gift: "Somebody likes you a lot. We only did the wrapping.",
      },
      ask: "Hit or miss? Tell us, we can take it.",
    },
    essential: {
      thanks: (name) => named("Thank you", name),
      waited: (name) => named("Thank you for waiting", name),
      line: {
        first_order: "For your first order.",
        returning: "For coming back.",
        vip: "For your trust, again and again.",
        late: "For your patience.",
        gift: "Packed with care.",
      },
      ask: "How did it go?",
    },
    elegant: {
      thanks: (name) => named("With our thanks", name),
      waited: (name) => named("With thanks for your patience", name),
      line: {
        first_order: "It is a pleasure to prepare a first order for you.",
        returning: "It is a pleasure to be chosen once more.",
        vip: "Your trust over time is the finest compliment we receive.",
        late: "We regret the wait and hope that it was worth it.",
        gift: "Chosen for you, and prepared with care.",
      },
      ask: "We should be glad to know how it went.",
    },
  },
  it: {
    warm: {
      thanks: (name) => named("Grazie", name),
      waited: (name) => named("Grazie di aver aspettato", name),
      line: {
        first_order: "Il tuo primo ordine da noi: l'abbiamo preparato come per un amico.",
        returning: "Hai scelto di nuovo noi, ed è la cosa più bella che puoi dirci.",
        vip: "Ci segui da tempo, e ogni volta ce ne accorgiamo.",
        late: "Ci ha messo più di quanto avevamo detto. L'abbiamo preparato con doppia cura.",
        gift: "Qualcuno ha pensato a te, e noi l'abbiamo preparato con cura.",
      },
      ask: "Com'è andata? Ci mettiamo la faccia.",
    },
    playful: {
      thanks: (name) => named("Eccoci qua", name),
      waited: (name) => named("Finalmente", name),
      line: {
        first_order: "Il nostro primo pacco per te. Forse abbiamo ballato un po'.",
        returning: "Di nuovo tu! Il tavolo dei pacchi festeggia.",
        vip: "Ormai il tuo indirizzo lo sappiamo a memoria, e ci piace.",
        late: "Ha fatto il giro panoramico. Grazie di aver tenuto la luce accesa.",
        gift: "Qualcuno ti vuole molto bene. Noi ci abbiamo messo solo il fiocco.",
      },
      ask: "Bello o brutto? Sentiamo, siamo forti.",
    },
    essential: {
      thanks: (name) => named("Grazie", name),
      waited: (name) => named("Grazie di aver aspettato", name),
      line: {
        first_order: "Per il primo ordine.",
        returning: "Per essere di nuovo qui.",
        vip: "Per la fiducia, ogni volta.",
        late: "Per la pazienza.",
        gift: "Preparato con cura.",
      },
      ask: "Com'è andata?",
    },
    elegant: {
      thanks: (name) => named("Con i nostri ringraziamenti", name),
      waited: (name) => named("Grazie della pazienza", name),
      line: {
        first_order: "È un piacere preparare per te il primo ordine.",
        returning: "È un piacere essere scelti ancora.",
        vip: "La tua fiducia nel tempo è il complimento più bello.",
        late: "Ci rincresce l'attesa: ci auguriamo che ne sia valsa la pena.",
        gift: "Scelto per te e preparato con cura.",
      },
      ask: "Ci farebbe piacere sapere com'è andata.",
    },
  },
};
