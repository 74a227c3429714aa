import { appUrl } from "./app-url";

// The app's two doors for this page. Whatever goes wrong on the way is null: the page of a shop that has just
// sold something is no place for our troubles.

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

/** Longer than that and the shopper has gone on. */
const patienceMs = 6000;

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
  return call<ThankYouPage>(`/api/thank-you?${query}`, {});
}

export async function postAnswer(
  question: { checkoutToken: string; locale: string },
  answer: Answer,
): Promise<Kept | null> {
  const kept = await call<{ outcome: Kept }>("/api/survey-responses", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ ...question, ...answer }),
  });
  return kept?.outcome ?? null;
}

async function call<T>(path: string, init: RequestInit): Promise<T | null> {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), patienceMs);
  try {
    const token = await shopify.sessionToken.get();
    const response = await fetch(appUrl + path, {
      ...init,
      headers: { ...init.headers, Authorization: `Bearer ${token}` },
      signal: patience.signal,
    });
    return response.ok ? ((await response.json()) as T) : null;
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}
