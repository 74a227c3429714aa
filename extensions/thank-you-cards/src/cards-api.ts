import { callApp } from "../../shared/call-app";

export type Format = "a6" | "a4";

export interface Found {
  /** How many of the orders chosen get a card. */
  cards: number;
  /** Called off, or not known to the app. */
  leftOut: number;
  printedBefore: Array<{ order: string; at: string }>;
}

interface Chosen {
  /** Numbers, with commas between. */
  orders: string;
  /** This opening of the print action: looking twice at its preview is no second print. */
  print: string;
}

export function findPrintedBefore(chosen: Chosen): Promise<Found | null> {
  return callApp<Found>(`/api/cards?${queryOf(chosen)}`, {
    sessionToken: { get: async () => (await shopify.auth.idToken()) ?? "" },
  });
}

/** Where the admin fetches the document from, with a session token of its own. */
export function sheetAddress({
  format,
  note,
  withPrinted,
  ...chosen
}: Chosen & { format: Format; note: string; withPrinted: boolean }): string {
  const query = queryOf(chosen);
  query.set("format", format);
  query.set("printed", String(withPrinted));
  if (note.trim() !== "") query.set("note", note.trim());
  return `/print/cards?${query}`;
}

function queryOf({ orders, print }: Chosen): URLSearchParams {
  return new URLSearchParams({ orders, print, locale: shopify.i18n.translate("language") });
}
