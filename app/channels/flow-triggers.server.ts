import { randomUUID } from "node:crypto";
import { z } from "zod";
import { AdminApiError, type ShopifyAdmin } from "~/platform/admin-api.server";
import type { Clock } from "~/platform/clock.server";
import type { Database, Transaction } from "~/platform/database.server";
import type { Prisma, FlowTrigger } from "~/platform/prisma/client";
import { assignments, insertionOf } from "~/platform/sql.server";
import type { Queue } from "~/platform/queue.server";

export const fireTriggerMutation = `#graphql
  mutation FireFlowTrigger($handle: String!, $payload: JSON!) {
    flowTriggerReceive(handle: $handle, payload: $payload) {
      userErrors { field message }
    }
  }
`;

const fireTriggerResult = z.object({
  flowTriggerReceive: z
    .object({
      userErrors: z.array(z.object({ field: z.array(z.string()).nullable(), message: z.string() })),
    })
    .nullable(),
});

export type FlowHandle =
  | "delay-predicted"
  | "delay-opened"
  | "delay-choice"
  | "delay-closed"
  | "survey-answered"
  | "detractor-reported";

export interface Happened {
  shopId: string;
  handle: FlowHandle;
  /** The delay's or the answer's id. */
  subjectId: string;
  orderId: string | null;
  /** Codes only. */
  details: Record<string, string>;
  at: Date;
}

/** Leaves word for the merchant's workflows, in the transaction of what happened. */
export async function tellFlow(tx: Pick<Transaction, "$executeRaw">, happened: Happened): Promise<void> {
  await tx.$executeRaw(insertionOf("FlowTrigger", [rowOf(happened)]));
}

/** The same as a statement, to be written together with others; null when nothing happened. */
export const flowTriggersInsert = (happened: Happened[]): Prisma.Sql | null =>
  insertionOf("FlowTrigger", happened.map(rowOf));

const rowOf = ({ at, ...happened }: Happened) => ({ id: randomUUID(), ...happened, happenedAt: at });

const sweepLimit = 500;

/** Queues what waits to be told; in one statement, so that no two sweeps queue one. */
export async function sweepFlowTriggers({
  db,
  queue,
}: {
  db: Database;
  queue: Queue;
}): Promise<{ taken: number }> {
  return db.$transaction(async (tx) => {
    const due = await tx.$queryRaw<Array<{ id: string; shopId: string }>>`
      UPDATE "FlowTrigger" SET "state" = 'queued'
      WHERE "id" IN (
        SELECT "id" FROM "FlowTrigger" WHERE "state" = 'pending'
        ORDER BY "happenedAt" LIMIT ${sweepLimit} FOR UPDATE SKIP LOCKED)
      RETURNING "id", "shopId"`;
    await queue.sendAll(
      tx,
      "flow.trigger",
      due.map(({ id, shopId }) => ({ shopId, flowTriggerId: id })),
    );
    return { taken: due.length };
  });
}

/** With the customer of its order. */
type QueuedTrigger = FlowTrigger & { customerId: string | null };

type FiredTrigger = { outcome: "fired" | "nothing_to_fire" } | { outcome: "given_up"; reason: string };

/**
 * Tells Shopify Flow. A shopper's words are read now, not kept with the trigger. Told twice when we are cut off in
 * between: Flow has no key to tell that by, and a workflow that misses a detractor is worse than one that runs twice.
 */
export async function fireFlowTrigger(
  { db, clock, shopify }: { db: Database; clock: Clock; shopify: ShopifyAdmin },
  { shopId, flowTriggerId: id }: { shopId: string; flowTriggerId: string },
): Promise<FiredTrigger> {
  const [trigger] = await db.$queryRaw<QueuedTrigger[]>`
    SELECT f.*, o."customerId" FROM "FlowTrigger" f
    LEFT JOIN "Order" o ON o."shopId" = ${shopId} AND o."id" = f."orderId"
    WHERE f."shopId" = ${shopId} AND f."id" = ${id} AND f."state" = 'queued'`;
  if (!trigger) return { outcome: "nothing_to_fire" };
  const reason = await fire(shopify, trigger, await payloadOf(db, trigger));
  const told = reason === null ? { state: "fired", firedAt: clock.now() } : { state: "given_up", reason };
  await db.$executeRaw`
    UPDATE "FlowTrigger" SET ${assignments(told)}
    WHERE "shopId" = ${shopId} AND "id" = ${id} AND "state" = 'queued'`;
  return reason === null ? { outcome: "fired" } : { outcome: "given_up", reason };
}

/** Why Shopify will never take it; null when it did. Trouble on the way is thrown, and the job tries again. */
async function fire(
  shopify: ShopifyAdmin,
  { shopId, handle }: FlowTrigger,
  payload: object,
): Promise<string | null> {
  try {
    const { flowTriggerReceive } = await shopify.request(
      shopId,
      fireTriggerMutation,
      { handle, payload },
      fireTriggerResult,
    );
    return flowTriggerReceive?.userErrors[0]?.message ?? null;
  } catch (error) {
    if (error instanceof AdminApiError && error.kind === "refused") return error.message;
    throw error;
  }
}

// Flow takes 50 KB; a comment is 2,000 characters at most.
async function payloadOf(
  db: Database,
  { shopId, handle, orderId, customerId, subjectId, details }: QueuedTrigger,
): Promise<Record<string, unknown>> {
  // Flow wants the numeric ids as numbers, or it knows no such order.
  const references = {
    ...(orderId ? { order_id: Number(orderId) } : {}),
    ...(customerId ? { customer_id: Number(customerId) } : {}),
  };
  const codes = typeof details === "object" && details !== null ? details : {};
  if (handle !== "survey-answered" && handle !== "detractor-reported") {
    return { ...references, ...codes, "Delay id": subjectId };
  }
  const answer = await db.surveyResponse.findFirst({ where: { shopId, id: subjectId } });
  return {
    ...references,
    ...codes,
    Rating: answer?.rating ?? 0,
    Comment: answer?.comment ?? "",
    ...(handle === "detractor-reported" ? { "May be contacted": answer?.mayContact ?? false } : {}),
  };
}
