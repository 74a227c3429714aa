import type { RunRecords } from "../../sandbox/simulation/run-report";

export interface FaultAccount {
  /** All of `losses`. */
  lost: number;
  losses: Losses;
  /** Mails somebody got twice without a connection or a process having been cut off in mid-send. */
  doubled: number;
  /**
   * Copies beyond the first of mails whose taking nobody could know of: the server hung up after the mail's last line
   * and before its answer, or the process died between its "250" and our commit. All copies of a mail bear one
   * Message-ID, by which most providers show it once; to a reader whose provider does not, each is one mail more.
   */
  unconfirmed: number;
  /** Mails the app stopped sending because the server took them several times and did not confirm them. */
  notConfirmed: number;
}

interface Losses {
  /** Webhooks answered 200. */
  notStored: number;
  /** Stored webhooks nobody has worked on. */
  notApplied: number;
  /** Touchpoints without an end. */
  unended: number;
  /** Orders that were owed thanks and got none. */
  unthanked: number;
  /** Mails given up as taken and not confirmed that had not been taken. */
  notTaken: number;
}

const finalStates = new Set(["dispatched", "suppressed", "cancelled", "failed"]);

/** What a run under faults did to the shoppers, told from what the sandbox's own servers saw. */
export function accountOf({ orders, deliveries, mails, ledger }: RunRecords): FaultAccount {
  const answered = new Set(
    deliveries
      .filter((delivery) => delivery.answered === 200)
      .map(({ topic, webhookId }) => `${topic} ${webhookId}`),
  );
  const unended = ledger.touchpoints.filter(({ state }) => !finalStates.has(state)).length;
  const thanked = new Set(
    mails.filter(({ kind }) => kind === "thank_you_note").map(({ orderId }) => orderId),
  );
  const refused = new Set(
    ledger.touchpoints.filter(({ state }) => state === "failed").map(({ orderId }) => orderId),
  );
  const unthanked = orders.filter(({ orderId, script: { truth, shopper } }) => {
    const isOwed = truth.paidAt && !truth.cancelledAt && !truth.test && shopper.email !== null;
    return orderId !== null && isOwed && !thanked.has(orderId) && !refused.has(orderId);
  }).length;

  const cutOff = new Set(
    ledger.touchpoints.filter((touchpoint) => touchpoint.unconfirmed).map(({ id }) => id),
  );
  const seen = new Map<string, Set<string | null>>();
  let doubled = 0;
  let unconfirmed = 0;
  for (const { kind, orderId, touchpointId, messageId } of mails) {
    // Thanks are said once, whatever the touchpoint; of notices and updates an order may get several.
    const key = kind === "thank_you_note" ? `${kind} ${orderId ?? ""}` : (touchpointId ?? "");
    const ids = seen.get(key) ?? new Set();
    if (ids.size > 0) {
      const isKnownDouble = ids.has(messageId) && touchpointId !== null && cutOff.has(touchpointId);
      if (isKnownDouble) unconfirmed += 1;
      else doubled += 1;
    }
    seen.set(key, ids.add(messageId));
  }
  const notConfirmed = ledger.touchpoints.filter(({ reason }) => reason === "not_confirmed");
  const arrived = new Set(mails.map(({ touchpointId }) => touchpointId));
  const losses: Losses = {
    notStored: Math.max(0, answered.size - ledger.webhooksStored),
    notApplied: ledger.webhooksWaiting,
    unended,
    unthanked,
    notTaken: notConfirmed.filter(({ id }) => !arrived.has(id)).length,
  };
  return {
    lost: Object.values<number>({ ...losses }).reduce((sum, kind) => sum + kind, 0),
    losses,
    doubled,
    unconfirmed,
    notConfirmed: notConfirmed.length,
  };
}
