import type { Transaction } from "~/platform/database.server";
import { hourMs, minuteMs } from "~/platform/durations";
import { Prisma, type Order, type Touchpoint } from "~/platform/prisma/client";
import { lockOrders } from "~/orders/orders.server";
import { insertionOf, together, updatesOf, type Columns } from "~/platform/sql.server";
import type { Claimed, DispatchDeps } from "./claimed-touchpoint.server";
import { orderMarksWrite, type WaitingMark } from "./order-mark-row.server";
import type { RenderedTouchpoint } from "./render-touchpoint.server";
import { touchpointCounts, type Settlement } from "./touchpoint-rollup.server";
import { decisionsInsert, dispatchLine, type LoggedDecision } from "./why-log.server";

export type Sent =
  | { outcome: "accepted"; text?: { id: string; segments: number } }
  | { outcome: "refused"; permanent: boolean; reason: string; cutOff?: true }
  | { outcome: "held"; until: Date };

/** A message that its server has taken or refused, or that was not given to it. */
export interface Finished {
  claimed: Claimed;
  message: RenderedTouchpoint;
  sent: Sent;
}

export type Recorded = { outcome: "dispatched" | "postponed" | "failed" };

// One minute, doubling, an hour at most: a mail server away for an hour costs minutes of lateness, not the mail.
const retryDelayMs = (attempts: number): number => Math.min(60, 2 ** attempts) * minuteMs;

/**
 * A mail that was taken whole and not confirmed may be read already, and every further try may be one more copy. The
 * first cut-off is mostly the network's, so it is tried again, and once more when whatever ails the server had half a
 * day to pass; after the third it is left at that.
 */
const waitsAfterCutOffMs = [2 * hourMs, 12 * hourMs];

/** Records what became of messages, of which those about delays are of one shop; answers for each, in order. */
export async function recordTogether(
  tx: Transaction,
  deps: Pick<DispatchDeps, "clock" | "delaysTold">,
  group: Finished[],
): Promise<Recorded[]> {
  const now = deps.clock.now();
  const accepted = group.filter(({ sent }) => sent.outcome === "accepted");
  const told = accepted.flatMap(({ claimed: { touchpoint, order, shop } }) =>
    touchpoint.delayId && order.id !== null ? [{ shop, orderId: order.id }] : [],
  );
  const orderIds = told.map(({ orderId }) => orderId);
  const [first] = told;
  // Before anything is written, as everybody does who changes an order.
  if (first) await lockOrders(tx, first.shop.id, orderIds);
  const changes: Array<Columns & { id: string }> = [];
  const lines: LoggedDecision[] = [];
  const counts: Settlement[] = [];
  const outcomes = group.map((finished): Recorded => {
    const { touchpoint } = finished.claimed;
    const { change, line, count, outcome } = becameOf(finished, now);
    changes.push({ id: touchpoint.id, ...change });
    if (line) lines.push(dispatchLine(touchpoint, { ...line, at: now }));
    if (count) counts.push({ touchpoint, ...count, at: now });
    return { outcome };
  });
  await tx.$executeRaw(
    together([
      ...updatesOf("Touchpoint", changes),
      keptMessages(accepted, now),
      keptTexts(accepted, now),
      orderMarksWrite(
        accepted.flatMap((finished) => thankYouMark(finished, now)),
        now,
      ),
      decisionsInsert(lines),
      touchpointCounts(counts),
    ]),
  );
  if (first) await deps.delaysTold(tx, { shop: first.shop, orderIds, now });
  return outcomes;
}

interface Became extends Recorded {
  change: Columns;
  /** Null where the same was said before. */
  line: Pick<LoggedDecision, "outcome" | "rule" | "inputs"> | null;
  /** Null where it goes on. */
  count: Pick<Settlement, "outcome" | "reason"> | null;
}

function becameOf({ claimed: { touchpoint }, message, sent }: Finished, now: Date): Became {
  if (sent.outcome === "accepted") {
    const { channel, language } = message;
    return {
      outcome: "dispatched",
      change: { state: "dispatched", reason: null, dispatchedAt: now, settledAt: now, channel, language },
      line: { outcome: "sent", rule: "due", inputs: { channel } },
      count: { outcome: "sent", reason: null },
    };
  }
  if (sent.outcome === "held") {
    const reason = "mail_paused";
    const until = sent.until.toISOString();
    return {
      outcome: "postponed",
      // It was claimed and not tried.
      change: { state: "planned", reason, nextAttemptAt: sent.until, attempts: touchpoint.attempts },
      line: touchpoint.reason === reason ? null : { outcome: "postponed", rule: reason, inputs: { until } },
      count: null,
    };
  }
  if (sent.permanent) return failedFor("provider_refused", now);
  if (sent.cutOff) return cutOffAgain(touchpoint, now);
  const until = new Date(now.getTime() + retryDelayMs(touchpoint.attempts));
  return {
    outcome: "postponed",
    change: { state: "planned", reason: "channel_down", nextAttemptAt: until },
    line: { outcome: "retried", rule: "channel_down", inputs: { until: until.toISOString() } },
    count: null,
  };
}

const failedFor = (reason: string, now: Date) =>
  ({
    outcome: "failed",
    change: { state: "failed", reason, settledAt: now },
    line: { outcome: "failed", rule: reason, inputs: {} },
    count: { outcome: "failed", reason },
  }) satisfies Became;

/** It may have arrived already: then it arrives again, under the same Message-ID. */
function cutOffAgain(touchpoint: Touchpoint, now: Date): Became {
  const cutOffs = touchpoint.cutOffs + 1;
  const waitMs = waitsAfterCutOffMs[touchpoint.cutOffs];
  if (waitMs === undefined) {
    const rule = "not_confirmed";
    const failed = failedFor(rule, now);
    return {
      ...failed,
      change: { ...failed.change, unconfirmed: true, cutOffs },
      line: { outcome: "unconfirmed", rule, inputs: { times: cutOffs } },
    };
  }
  const until = new Date(now.getTime() + waitMs);
  return {
    outcome: "postponed",
    change: { state: "planned", reason: "cut_off", nextAttemptAt: until, unconfirmed: true, cutOffs },
    line: { outcome: "retried", rule: "cut_off", inputs: { until: until.toISOString() } },
    count: null,
  };
}

function keptMessages(accepted: Finished[], now: Date): Prisma.Sql | null {
  const rows = accepted.map(({ claimed: { touchpoint, order }, message }) => ({
    ...{ touchpointId: touchpoint.id, shopId: touchpoint.shopId, orderId: order.id, sentAt: now },
    ...message.kept,
  }));
  const insert = insertionOf("Message", rows);
  return (
    insert && Prisma.sql`${insert} ON CONFLICT ("touchpointId") DO UPDATE SET "sentAt" = excluded."sentAt"`
  );
}

function keptTexts(accepted: Finished[], now: Date): Prisma.Sql | null {
  const rows = accepted.flatMap(({ claimed: { touchpoint, order, channel }, sent }) => {
    if (sent.outcome !== "accepted" || !sent.text || channel.outcome !== "text_message") return [];
    const { shopId, id: touchpointId } = touchpoint;
    const { id, segments } = sent.text;
    const state = "accepted";
    return [
      {
        shopId,
        id,
        touchpointId,
        orderId: order.id,
        phoneKey: channel.phoneKey,
        segments,
        state,
        sentAt: now,
      },
    ];
  });
  const insert = insertionOf("TextMessage", rows);
  return insert && Prisma.sql`${insert} ON CONFLICT DO NOTHING`;
}

/** The note also lands on the order, for the merchant's themes, documents and staff. */
function thankYouMark({ claimed: { touchpoint, order }, message }: Finished, now: Date): WaitingMark[] {
  if (touchpoint.kind !== "thank_you_note" || order.id === null) return [];
  const value = { note: message.kept.text, language: message.language, sentAt: now.toISOString() };
  return [{ order: order satisfies Pick<Order, "shopId" | "id">, key: "thank_you_note", value }];
}
