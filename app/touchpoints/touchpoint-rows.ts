import { randomUUID } from "node:crypto";
import type { Order, Touchpoint } from "~/platform/prisma/client";
import { catalogue, type TouchpointKind } from "./touchpoint-kinds";
import type { LoggedDecision } from "./why-log.server";

/** A touchpoint of the order, about it or about one of its parcels. */
export function rowOf(
  order: Order,
  planned: {
    kind: TouchpointKind;
    shipmentId: string | null;
    step: number;
    channel: string;
    dueAt: Date;
  },
  now: Date,
) {
  return {
    id: randomUUID(),
    shopId: order.shopId,
    kind: planned.kind,
    class: catalogue[planned.kind].class,
    orderId: order.id,
    customerId: order.customerId,
    shopperKey: order.shopperKey,
    subjectId: planned.shipmentId ?? order.id,
    step: planned.step,
    channel: planned.channel,
    plannedAt: now,
    dueAt: planned.dueAt,
    nextAttemptAt: planned.dueAt,
  };
}

/** The why-log's first line of a touchpoint. */
export const plannedDecision = (
  row: Pick<Touchpoint, "id" | "shopId" | "orderId" | "kind" | "dueAt">,
  now: Date,
): LoggedDecision => ({
  shopId: row.shopId,
  orderId: row.orderId,
  touchpointId: row.id,
  outcome: "planned",
  rule: "planned",
  inputs: { kind: row.kind, dueAt: row.dueAt.toISOString() },
  at: now,
});
