import type { Goodwill } from "~/platform/prisma/client";

/** Whose order it is, and what it came to: what the merchant weighs the gift against. */
export interface GoodwillOrder {
  name: string;
  firstName: string | null;
  lastName: string | null;
  totalAmount: string;
  currency: string;
}

/** An order's goodwill as a page shows it. */
export interface ShownGoodwill {
  orderId: string;
  order: GoodwillOrder;
  state: string;
  reason: string | null;
  cause: string;
  days: number | null;
  gives: string;
  amount: number;
  currency: string;
  code: string | null;
  expiresAt: Date | null;
  /** Shopify's number of the draft order a given replacement is; null for every other gift. */
  draftId: string | null;
  proposedAt: Date;
  /** For a replacement that waits: what would be sent, and whether it is there; null where Shopify does not tell. */
  goods: Array<{ title: string; quantity: number; stock: number | null; isSoldOut: boolean }> | null;
}

/** A proposal or gift as the pages show it; the goods of a replacement are looked up apart. */
export function shownGoodwill(row: Goodwill, order: GoodwillOrder): ShownGoodwill {
  const { orderId, state, reason, cause, days, gives, amount, currency, code, expiresAt, proposedAt } = row;
  const shown = { orderId, order, state, reason, cause, days, gives, amount, currency };
  const draftId =
    state === "given" && gives === "replacement" ? (row.givenId?.split("/").at(-1) ?? null) : null;
  return { ...shown, code, expiresAt, draftId, proposedAt, goods: null };
}
