// What a run without a person hands over: one object of sums, and the files beside it.

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { DeliveryEntry, StoredMail } from "../start";
import type { AppLedger } from "./app-ledger";
import type { SimulatedOrder } from "./simulation";

export interface RunReport {
  orders: number;
  webhooksSent: number;
  webhooksStored: number;
  emailsAccepted: number;
  thankYouNotes: number;
  delayNotices: number;
  delayUpdates: number;
  feedbackInvitations: number;
  surveyResponses: number;
  suppressed: Record<string, number>;
  failed: number;
  seconds: number;
}

export interface RunRecords {
  orders: readonly SimulatedOrder[];
  deliveries: readonly DeliveryEntry[];
  mails: readonly StoredMail[];
  ledger: AppLedger;
}

export function reportRun({ orders, deliveries, mails, ledger }: RunRecords, seconds: number): RunReport {
  const mailsOf = (kind: string) => mails.filter((mail) => mail.kind === kind).length;
  const suppressed: Record<string, number> = {};
  for (const { state, reason } of ledger.touchpoints) {
    if (state === "suppressed") suppressed[reason ?? "unknown"] = (suppressed[reason ?? "unknown"] ?? 0) + 1;
  }
  return {
    orders: orders.filter((order) => order.orderId !== null).length,
    webhooksSent: deliveries.length,
    webhooksStored: ledger.webhooksStored,
    emailsAccepted: mails.length,
    thankYouNotes: mailsOf("thank_you_note"),
    delayNotices: mailsOf("delay_notice"),
    delayUpdates: mailsOf("delay_update"),
    feedbackInvitations: mailsOf("feedback_invitation"),
    surveyResponses: ledger.surveyResponses,
    suppressed: Object.fromEntries(
      Object.entries(suppressed).sort(([one], [other]) => one.localeCompare(other)),
    ),
    failed: ledger.touchpoints.filter((touchpoint) => touchpoint.state === "failed").length,
    seconds: Math.round(seconds * 10) / 10,
  };
}

const finalStates = new Set(["dispatched", "suppressed", "cancelled", "failed"]);

/** What no run may end with, in words. */
export function faultsOf({ deliveries, ledger }: Pick<RunRecords, "deliveries" | "ledger">): string[] {
  const unfinished = ledger.touchpoints.filter((touchpoint) => !finalStates.has(touchpoint.state));
  const failed = ledger.touchpoints.filter((touchpoint) => touchpoint.state === "failed");
  const refused = deliveries.filter((delivery) => delivery.answered !== 200);
  const distinct = new Set(
    deliveries
      .filter(({ answered }) => answered === 200)
      .map(({ topic, webhookId }) => `${topic} ${webhookId}`),
  );
  return [
    ...(unfinished.length > 0 ? [`${unfinished.length} touchpoints ended in no final state`] : []),
    ...(failed.length > 0 ? [`${failed.length} touchpoints failed`] : []),
    ...(refused.length > 0 ? [`${refused.length} webhooks were not answered 200`] : []),
    ...(distinct.size === ledger.webhooksStored
      ? []
      : [`${ledger.webhooksStored} webhooks are stored, ${distinct.size} distinct ones were answered 200`]),
  ];
}

/** webhooks.jsonl, mails.jsonl, touchpoints.jsonl and orders.jsonl, one JSON a line. */
export async function writeRun(
  folder: string,
  { orders, deliveries, mails, ledger }: RunRecords,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const write = (name: string, rows: readonly object[]) =>
    writeFile(join(folder, name), rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
  await write(
    "webhooks.jsonl",
    deliveries.map(only("topic", "webhookId", "eventId", "orderId", "at", "answered")),
  );
  await write(
    "mails.jsonl",
    mails.map(only("to", "subject", "kind", "orderId", "touchpointId", "messageId", "at", "text")),
  );
  await write(
    "touchpoints.jsonl",
    ledger.touchpoints.map(only("kind", "orderId", "state", "reason", "plannedAt", "dueAt", "dispatchedAt")),
  );
  await write(
    "orders.jsonl",
    orders.flatMap(({ orderId, script: { shopper, truth } }) =>
      orderId === null ? [] : [{ orderId, email: shopper.email, ...toldOfOrder(truth) }],
    ),
  );
}

/** Just these of a row's values, in this order. */
const only =
  <Key extends string>(...keys: Key[]) =>
  (row: Record<Key, unknown>): object =>
    Object.fromEntries(keys.map((key) => [key, row[key]]));

const toldOfOrder = only(
  ...(["placedAt", "paidAt", "cancelledAt", "test", "gift", "consent"] as const),
  ...(["promisedLatestOn", "handedOverAt", "arrivedAt", "country"] as const),
);
