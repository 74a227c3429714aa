import { appUrl } from "./app-url";

/** Longer than that and the shopper has gone on. */
const patienceMs = 6000;

/**
 * Asks the app. Whatever goes wrong on the way is null: the page of a shop that has just sold something is no
 * place for our troubles.
 */
export async function callApp<T>(
  path: string,
  { init = {}, sessionToken }: { init?: RequestInit; sessionToken: { get(): Promise<string> } },
): Promise<T | null> {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), patienceMs);
  try {
    const token = await sessionToken.get();
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

/** A body as the app's doors read it. */
export function posting(body: object): RequestInit {
  return {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  };
}
