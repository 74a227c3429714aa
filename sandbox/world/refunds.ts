import { later, nextId, wholeSecond } from "./clockwork";
import type { WorldContext } from "./context";
import { announce, getOrder, instantOf } from "./context";
import { orderBody } from "./bodies/order-body";
import { refundBody } from "./bodies/refund-body";
import type { RefundOrderInput } from "./inputs";
import { refundsOf } from "./order-totals";
import type { Order, Refund } from "./records";

export function refundOrder(context: WorldContext, orderId: string, input: RefundOrderInput = {}): Refund {
  const { state } = context;
  const order = getOrder(state, orderId);
  const at = instantOf(context, input.at);
  const wanted =
    input.lines ??
    order.lines
      .filter((line) => line.currentQuantity > 0)
      .map((line) => ({ lineId: line.id, quantity: line.currentQuantity }));
  const lines = wanted.map(({ lineId, quantity }) =>
    takeBack(context, order, { lineId, quantity, restock: input.restock ?? false }),
  );
  const shippingCents = input.shippingCents ?? (input.lines ? 0 : shippingLeft(context, order));
  const refund: Refund = {
    id: nextId(state, "refund"),
    orderId,
    note: input.note ?? null,
    lines,
    shippingCents,
    totalCents: lines.reduce((total, line) => total + line.subtotalCents, shippingCents),
    createdAt: wholeSecond(at),
  };
  state.refunds[refund.id] = refund;
  order.refundIds.push(refund.id);
  order.updatedAt = later(order.updatedAt, at);
  announce(context, at, [
    { topic: "refunds/create", body: refundBody(state, refund), orderId },
    { topic: "orders/updated", body: orderBody(state, order), orderId },
  ]);
  return refund;
}

function takeBack(
  context: WorldContext,
  order: Order,
  { lineId, quantity, restock }: { lineId: string; quantity: number; restock: boolean },
): Refund["lines"][number] {
  const line = order.lines.find((candidate) => candidate.id === lineId);
  if (!line) throw new Error(`Order ${order.name} has no line ${lineId}`);
  const taken = Math.min(quantity, line.currentQuantity);
  line.currentQuantity -= taken;
  // What had not left yet does not leave any more.
  line.openQuantity = Math.min(line.openQuantity, line.currentQuantity);
  return {
    id: nextId(context.state, "refundLine"),
    lineId,
    quantity: taken,
    subtotalCents: taken * line.priceCents,
    restock,
  };
}

function shippingLeft(context: WorldContext, order: Order): number {
  const refunded = refundsOf(context.state, order).reduce((total, refund) => total + refund.shippingCents, 0);
  return Math.max(0, (order.shipping?.priceCents ?? 0) - refunded);
}
