import type { Language, Voice } from "~/messages/voices";
import type { NpsGroup } from "./nps";

/** The words of the purchase NPS: asked, told apart at both ends, followed up by group, thanked by group. */
export interface SurveyQuestion extends VoiceWords {
  lowest: string;
  highest: string;
}

interface VoiceWords {
  question: string;
  followUps: Record<NpsGroup, string>;
  thanks: Record<NpsGroup, string>;
}

/** What the thank-you page asks, in the shopper's language and the brand's voice. The page after arrival has its own words. */
export function surveyQuestion(language: Language, voice: Voice): SurveyQuestion {
  return { ...scaleEnds[language], ...words[language][voice] };
}

const scaleEnds: Record<Language, { lowest: string; highest: string }> = {
  en: { lowest: "Not at all", highest: "Very much" },
  it: { lowest: "Per niente", highest: "Moltissimo" },
};

// Never gendered, never "dear customer", no thanks before there is anything to thank for.
const words: Record<Language, Record<Voice, VoiceWords>> = {
  en: {
    warm: {
      question: "How much would you recommend us to a friend?",
      followUps: {
        promoter: "What did you love?",
        passive: "What would have made it a 9?",
        detractor: "What went wrong?",
      },
      thanks: {
        promoter: "Thank you, that means a lot to us.",
        passive: "Thank you. We will work on it.",
        detractor: "Thank you for telling us. A person reads this and will take care of it.",
      },
    },
    playful: {
      question: "Would you tell your friends about us?",
      followUps: {
        promoter: "Ooh. What did we get right?",
        passive: "So close! What was missing for a 9?",
        detractor: "Oh no. What did we get wrong?",
      },
      thanks: {
        promoter: "You just made our day.",
        passive: "Noted. A 9 is what we are after.",
        detractor: "Thank you for being straight with us. A real person is on it.",
      },
    },
    essential: {
      question: "Would you recommend us?",
      followUps: {
        promoter: "What was good?",
        passive: "What was missing for a 9?",
        detractor: "What went wrong?",
      },
      thanks: {
        promoter: "Thank you.",
        passive: "Thank you. Noted.",
        detractor: "Thank you. A person will read this.",
      },
    },
    elegant: {
      question: "How warmly would you recommend us to someone you care for?",
      followUps: {
        promoter: "May we ask what pleased you most?",
        passive: "What would have made it a 9?",
        detractor: "May we ask what fell short?",
      },
      thanks: {
        promoter: "Thank you. We are delighted.",
        passive: "Thank you. We shall do better.",
        detractor: "Thank you for your candour. One of us will look into it in person.",
      },
    },
  },
  it: {
    warm: {
      question: "Quanto ci consiglieresti a un amico?",
      followUps: {
        promoter: "Cosa ti è piaciuto di più?",
        passive: "Cosa è mancato per un 9?",
        detractor: "Cosa è andato storto?",
      },
      thanks: {
        promoter: "Grazie, per noi vale molto.",
        passive: "Grazie. Ci lavoriamo.",
        detractor: "Grazie di avercelo detto. Lo legge una persona, che se ne occupa.",
      },
    },
    playful: {
      question: "Parleresti di noi ai tuoi amici?",
      followUps: {
        promoter: "Che bello! Cosa abbiamo azzeccato?",
        passive: "C'eravamo quasi: cosa è mancato per un 9?",
        detractor: "Ahi. Cosa abbiamo sbagliato?",
      },
      thanks: {
        promoter: "Ci hai migliorato la giornata.",
        passive: "Segnato. Puntiamo al 9.",
        detractor: "Grazie della sincerità. Ci pensa una persona in carne e ossa.",
      },
    },
    essential: {
      question: "Ci consiglieresti?",
      followUps: {
        promoter: "Cosa è andato bene?",
        passive: "Cosa è mancato per un 9?",
        detractor: "Cosa è andato storto?",
      },
      thanks: {
        promoter: "Grazie.",
        passive: "Grazie. Preso nota.",
        detractor: "Grazie. Lo leggerà una persona.",
      },
    },
    elegant: {
      question: "Con quanto piacere ci consiglieresti a una persona cara?",
      followUps: {
        promoter: "Che cosa hai apprezzato di più?",
        passive: "Che cosa sarebbe servito per un 9?",
        detractor: "Che cosa non è stato all'altezza?",
      },
      thanks: {
        promoter: "Grazie. Ne siamo felici.",
        passive: "Grazie. Faremo meglio.",
        detractor: "Grazie della franchezza. Una persona del nostro gruppo se ne occuperà.",
      },
    },
  },
};
