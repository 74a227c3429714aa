import type { Answer } from "./lastmile-api";

/** Her answer as this browser remembers it: one that never reached the app is brought to it on the next visit. */
interface KeptAnswer extends Answer {
  sent: boolean;
}

const keyOf = (checkoutToken: string) => `answer:${checkoutToken}`;

export async function keepAnswer(checkoutToken: string, answer: KeptAnswer): Promise<void> {
  // A browser without storage forgets; the app does not.
  await shopify.storage.write(keyOf(checkoutToken), answer).catch(() => undefined);
}

export async function readKeptAnswer(checkoutToken: string): Promise<KeptAnswer | null> {
  const kept = await shopify.storage.read<KeptAnswer>(keyOf(checkoutToken)).catch(() => null);
  return kept !== null && Number.isInteger(kept.rating) ? kept : null;
}
