import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Clock } from "~/platform/clock.server";
import type { Database, Transaction } from "~/platform/database.server";
import { catalogue } from "./touchpoint-kinds";
import { logDecisions } from "./why-log.server";

const id = z.union([z.number().int(), z.string().regex(/^\d+$/)]).transform(String);

/** No database takes half a character or a zero byte. */
const storable = z.string().refine((text) => text.isWellFormed() && !text.includes("\0"));

/** What Flow sends an action: see PLATFORM notes of Shopify; only what we read. */
export const flowRequest = z.object({
  shopify_domain: storable,
  action_run_id: storable.min(1).max(200),
  properties: z.record(z.string(), z.unknown()),
});

export const flowActions = ["send-touchpoint", "pause-messages", "resume-messages"] as const;
export type FlowAction = (typeof flowActions)[number];

export type FlowActionOutcome =
  | { outcome: "done" | "again" }
  /** Flow shows it to the merchant and does not try again. */
  | { outcome: "refused"; reason: "unreadable" | "not_live" | "unknown_order" };

const touchpointOf = z.object({ order_id: id, kind: z.enum(["thank_you_note", "feedback_invitation"]) });
const customerOf = z.object({ customer_id: id });

interface RunFlowAction {
  shopId: string;
  action: FlowAction;
  actionRunId: string;
  properties: Record<string, unknown>;
}

/** Runs an action of the merchant's workflow once, however often Flow sends it. */
export async function runFlowAction(
  { db, clock }: { db: Database; clock: Clock },
  { shopId, action, actionRunId, properties }: RunFlowAction,
): Promise<FlowActionOutcome> {
  const now = clock.now();
  return db.$transaction(async (tx) => {
    const { count } = await tx.flowRun.createMany({
      data: [{ shopId, actionRunId, action, outcome: "done", at: now }],
      skipDuplicates: true,
    });
    if (count === 0) return { outcome: "again" };
    const ran = await run(tx, { shopId, action, properties, now });
    if (ran.outcome === "refused") {
      await tx.flowRun.update({
        where: { shopId_actionRunId: { shopId, actionRunId } },
        data: { outcome: ran.reason },
      });
    }
    return ran;
  });
}

interface Run extends Pick<RunFlowAction, "shopId" | "action" | "properties"> {
  now: Date;
}

async function run(tx: Transaction, { shopId, action, properties, now }: Run): Promise<FlowActionOutcome> {
  if (action === "send-touchpoint") {
    const read = touchpointOf.safeParse(properties);
    if (!read.success) return { outcome: "refused", reason: "unreadable" };
    return planOne(tx, { shopId, orderId: read.data.order_id, kind: read.data.kind, now });
  }
  const read = customerOf.safeParse(properties);
  if (!read.success) return { outcome: "refused", reason: "unreadable" };
  const customerId = read.data.customer_id;
  if (action === "pause-messages")
    await tx.messagePause.createMany({ data: [{ shopId, customerId, at: now }], skipDuplicates: true });
  else await tx.messagePause.deleteMany({ where: { shopId, customerId } });
  return { outcome: "done" };
}

/** Due now; decided like any other when it is its turn. One that is planned or was sent stays as it is: once. */
async function planOne(
  tx: Transaction,
  {
    shopId,
    orderId,
    kind,
    now,
  }: { shopId: string; orderId: string; kind: "thank_you_note" | "feedback_invitation"; now: Date },
): Promise<FlowActionOutcome> {
  const shop = await tx.shop.findUnique({ where: { id: shopId }, select: { liveAt: true } });
  if (!shop?.liveAt) return { outcome: "refused", reason: "not_live" };
  const order = await tx.order.findUnique({ where: { shopId_id: { shopId, id: orderId } } });
  // Going live never touches orders placed before it, whatever a workflow says.
  if (!order || order.deletedAt || order.placedAt < shop.liveAt)
    return { outcome: "refused", reason: "unknown_order" };
  const touchpointId = randomUUID();
  const { count } = await tx.touchpoint.createMany({
    data: [
      {
        id: touchpointId,
        shopId,
        kind,
        class: catalogue[kind].class,
        orderId,
        customerId: order.customerId,
        shopperKey: order.shopperKey,
        subjectId: orderId,
        step: 0,
        channel: "email",
        plannedAt: now,
        dueAt: now,
        nextAttemptAt: now,
      },
    ],
    skipDuplicates: true,
  });
  if (count === 1)
    await logDecisions(tx, [
      { shopId, orderId, touchpointId, outcome: "planned", rule: "by_workflow", inputs: { kind }, at: now },
    ]);
  return { outcome: "done" };
}
