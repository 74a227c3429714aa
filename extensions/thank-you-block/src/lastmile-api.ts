import { callApp, posting } from "../../shared/call-app";

// The app's two doors for this page; null when one of them could not be reached.

export type Group = "promoter" | "passive" | "detractor";

export interface Note {
  heading: string;
  text: string;
  /** The app does not know the order yet: the dates, and perhaps her name, are still to come. */
  awaitsOrder: boolean;
}

export interface GivenAnswer {
  rating: number;
  comment: string | null;
  /** Her day to change it is not over. */
  changeable: boolean;
}

export interface Survey {
  question: string;
  lowest: string;
  highest: string;
  followUps: Record<Group, string>;
  thanks: Record<Group, string>;
  answer: GivenAnswer | null;
}

export interface ThankYouPage {
  note: Note | null;
  survey: Survey | null;
}

export interface Answer {
  rating: number;
  comment: string | null;
}

export type Kept = "recorded" | "changed" | "closed";

interface PageQuestion {
  checkoutToken: string;
  locale: string;
  firstOrder: boolean;
  ask: boolean;
}

export async function fetchPage({
  checkoutToken,
  locale,
  firstOrder,
  ask,
}: PageQuestion): Promise<ThankYouPage | null> {
  const query = new URLSearchParams({
    checkoutToken,
    locale,
    firstOrder: String(firstOrder),
    ask: String(ask),
  });
  return callApp<ThankYouPage>(`/api/thank-you?${query}`, { sessionToken: shopify.sessionToken });
}

export async function postAnswer(
  question: { checkoutToken: string; locale: string },
  answer: Answer,
): Promise<Kept | null> {
  const kept = await callApp<{ outcome: Kept }>("/api/survey-responses", {
    init: posting({ ...question, ...answer }),
    sessionToken: shopify.sessionToken,
  });
  return kept?.outcome ?? null;
}
