// What the app itself says it has done: asked over the network, never looked up in its database.

import type { Sandbox } from "../start";

export interface LedgerTouchpoint {
  id: string;
  kind: string;
  orderId: string | null;
  /** planned | dispatching | dispatched | suppressed | cancelled | failed */
  state: string;
  reason: string | null;
  plannedAt: string;
  dueAt: string;
  dispatchedAt: string | null;
  /** A try was cut off: the mail may have arrived twice, under one Message-ID. */
  unconfirmed: boolean;
}

export interface AppLedger {
  webhooksStored: number;
  /** Stored, and not worked on yet. */
  webhooksWaiting: number;
  touchpoints: LedgerTouchpoint[];
  surveyResponses: number;
}

export async function readAppLedger({
  sandbox,
  appUrl,
}: {
  sandbox: Pick<Sandbox, "apiSecret">;
  appUrl: string;
}): Promise<AppLedger> {
  const response = await fetch(`${appUrl}/stand-in/ledger`, {
    headers: { Authorization: `Bearer ${sandbox.apiSecret}` },
  });
  if (!response.ok) throw new Error(`The app's ledger answered ${response.status}`);
  return (await response.json()) as AppLedger;
}
