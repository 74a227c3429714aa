import { later, nextId, wholeSecond } from "./clockwork";
import type { WorldContext } from "./context";
import { announce, getOrder, getReturn, instantOf } from "./context";
import { orderBody } from "./bodies/order-body";
import { returnBody } from "./bodies/return-body";
import type { RequestReturnInput } from "./inputs";
import type { Return, ReturnStatus } from "./records";

export function requestReturn(
  context: WorldContext,
  orderId: string,
  input: RequestReturnInput = {},
): Return {
  const { state } = context;
  const order = getOrder(state, orderId);
  const at = instantOf(context, input.at);
  const wanted =
    input.lines ?? order.lines.map((line) => ({ lineId: line.id, quantity: line.currentQuantity }));
  const created: Return = {
    id: nextId(state, "return"),
    orderId,
    name: `${order.name}-R${order.returnIds.length + 1}`,
    status: "requested",
    reason: input.reason ?? "UNWANTED",
    note: input.note ?? null,
    lines: wanted.map((line) => ({ id: nextId(state, "returnLine"), ...line })),
    createdAt: wholeSecond(at),
    updatedAt: wholeSecond(at),
  };
  state.returns[created.id] = created;
  order.returnIds.push(created.id);
  tell(context, created, { topic: "returns/request", at });
  return created;
}

export function approveReturn(context: WorldContext, returnId: string, input: { at?: Date } = {}): Return {
  return move(context, returnId, { status: "open", topic: "returns/approve", at: input.at });
}

export function declineReturn(context: WorldContext, returnId: string, input: { at?: Date } = {}): Return {
  return move(context, returnId, { status: "declined", topic: "returns/decline", at: input.at });
}

export function closeReturn(context: WorldContext, returnId: string, input: { at?: Date } = {}): Return {
  return move(context, returnId, { status: "closed", topic: "returns/close", at: input.at });
}

export function cancelReturn(context: WorldContext, returnId: string, input: { at?: Date } = {}): Return {
  return move(context, returnId, { status: "canceled", topic: "returns/cancel", at: input.at });
}

interface ReturnMove {
  status: ReturnStatus;
  topic: string;
  at: Date | undefined;
}

function move(context: WorldContext, returnId: string, step: ReturnMove): Return {
  const found = getReturn(context.state, returnId);
  const at = instantOf(context, step.at);
  found.status = step.status;
  found.updatedAt = later(found.updatedAt, at);
  tell(context, found, { topic: step.topic, at });
  return found;
}

function tell(context: WorldContext, found: Return, { topic, at }: { topic: string; at: Date }): void {
  const { state } = context;
  const order = getOrder(state, found.orderId);
  order.updatedAt = later(order.updatedAt, at);
  announce(context, at, [
    { topic, body: returnBody(state, found), orderId: order.id },
    { topic: "orders/updated", body: orderBody(state, order), orderId: order.id },
  ]);
}
