// The carrier's desk: every order's parcel, and what one lets happen to it.

import { dayMs } from "../durations";
import type { Sandbox } from "../sandbox";
import { fullName } from "../world/bodies/address-body";
import { financialStatusOf, totalsOf } from "../world/order-totals";
import type { Fulfillment, Order } from "../world/records";
import type { Html } from "./html";
import { html } from "./html";
import { page } from "./layout";
import { euros, inWords } from "./times";

const SHOWN = 60;

export function ordersPage(sandbox: Sandbox): string {
  const orders = sandbox.world.listOrders().filter((order) => order.deletedAt === null);
  const own = orders.filter((order) => order.byVisitor);
  const others = orders.filter((order) => !order.byVisitor).slice(0, SHOWN);
  return page({
    sandbox,
    title: "Carrier",
    section: "/orders",
    body: html`
      <h1>Carrier</h1>
      <p class="lead">What becomes of the parcels. Your own orders come first.</p>
      <h2>Your orders</h2>
      ${
        own.length === 0
          ? html`<p class="empty">None yet. <a href="/store">Buy something</a> first.</p>`
          : html`<ul class="orders">
              ${own.map((order) => orderRow(sandbox, order))}
            </ul>`
      }
      <h2>The shop’s latest</h2>
      ${
        others.length === 0
          ? html`<p class="empty">No other orders.</p>`
          : html`<ul class="orders">
              ${others.map((order) => orderRow(sandbox, order))}
            </ul>`
      }
    `,
  });
}

function orderRow(sandbox: Sandbox, order: Order): Html {
  return html`<li>
    <a href="/orders/${order.id}">
      <b>${order.name}</b>
      <span>${order.shippingAddress ? fullName(order.shippingAddress) : (order.email ?? "no name")}</span>
      <span class="tag">${stateOf(sandbox, order)}</span>
      <time datetime="${order.placedAt}">${inWords(order.placedAt)}</time>
    </a>
  </li>`;
}

function stateOf(sandbox: Sandbox, order: Order): string {
  if (order.cancelledAt !== null) return "cancelled";
  const parcel = sandbox.world.fulfillmentsOf(order.id).at(-1);
  if (!parcel) return order.paidAt === null ? "waiting for the money" : "not shipped";
  return parcel.shipmentStatus?.replaceAll("_", " ") ?? "label made";
}

export function orderPage(sandbox: Sandbox, order: Order): string {
  const { world } = sandbox;
  const totals = totalsOf(world.state, order);
  const parcels = world.fulfillmentsOf(order.id);
  const [promise] = world.fulfillmentOrdersOf(order.id);
  return page({
    sandbox,
    title: order.name,
    section: "/orders",
    body: html`
      <p class="back"><a href="/orders">‹ Carrier</a></p>
      <h1>${order.name} <span class="tag">${stateOf(sandbox, order)}</span></h1>
      <p class="mail-meta">
        <span>${order.email ?? "no e-mail"}</span>
        <span
          >${euros(totals.totalCents, "en", order.currency)},
          ${financialStatusOf(world.state, order).replaceAll("_", " ")}</span
        >
        <time datetime="${order.placedAt}">placed ${inWords(order.placedAt)}</time>
        <a href="${statusPath(sandbox, order)}">the shopper’s order page</a>
        <a href="/admin/orders/${order.id}">the order in the admin</a>
      </p>
      <div class="grid">
        <section class="card">
          <h2>Order</h2>
          <ul>
            ${order.lines.map((line) => html`<li>${line.quantity} × ${line.title}</li>`)}
          </ul>
          <p>
            ${
              order.shippingAddress
                ? html`${fullName(order.shippingAddress)}, ${order.shippingAddress.zip}
                  ${order.shippingAddress.city}, ${order.shippingAddress.countryCode}`
                : "Nothing to ship"
            }
          </p>
          <p>
            ${
              promise?.maxDeliveryAt
                ? html`Promised at checkout: ${inWords(promise.minDeliveryAt ?? promise.maxDeliveryAt)} to
                  ${inWords(promise.maxDeliveryAt)}`
                : "No date was shown at checkout."
            }
          </p>
          ${order.tags.length > 0 ? html`<p>Tags: ${order.tags.join(", ")}</p>` : null}
          ${order.metafields.map(
            (metafield) =>
              html`<details>
                <summary>Metafield ${metafield.key}</summary>
                <p class="pre">${metafield.value}</p>
              </details>`,
          )}
        </section>
        <section class="card">
          <h2>Let it happen, now</h2>
          ${actionsFor(order, parcels)}
        </section>
      </div>
      ${parcels.map((parcel) => parcelSection(sandbox, parcel))}
    `,
  });
}

function statusPath(sandbox: Sandbox, order: Order): string {
  return `/shops/${sandbox.world.shop.domain}/${sandbox.world.shop.id}/orders/${order.token}/authenticate`;
}

function parcelSection(sandbox: Sandbox, parcel: Fulfillment): Html {
  const events = sandbox.world.eventsOf(parcel.id);
  return html`<section class="card">
    <h2>Parcel ${parcel.name}</h2>
    <p>
      ${parcel.carrier ?? "No carrier"} ${parcel.trackingNumber ?? ""}
      ${parcel.status === "cancelled" ? "(cancelled)" : ""}
    </p>
    <ol class="timeline">
      <li><time datetime="${parcel.createdAt}">${inWords(parcel.createdAt)}</time> Label made</li>
      ${events.map(
        (event) =>
          html`<li>
            <time datetime="${event.happenedAt}">${inWords(event.happenedAt)}</time>
            ${event.status.replaceAll("_", " ")}${event.city ? `, ${event.city}` : ""}
            ${event.estimatedDeliveryAt ? html`<small>(new estimate ${inWords(event.estimatedDeliveryAt)})</small>` : null}
          </li>`,
      )}
    </ol>
  </section>`;
}

function actionsFor(order: Order, parcels: Fulfillment[]): Html {
  const open = order.lines.some((line) => line.openQuantity > 0);
  const parcel = parcels.findLast((candidate) => candidate.status === "success");
  const actions: Array<[string, string]> = [];
  if (order.cancelledAt === null) {
    if (order.paidAt === null) actions.push(["pay", "The money comes"]);
    if (open) actions.push(["ship", "Ship it"]);
    if (parcel && parcel.deliveredAt === null) {
      actions.push(
        ["in_transit", "Scan: in transit"],
        ["delayed", "Carrier: delayed"],
        ["attempted_delivery", "Nobody at home"],
        ["out_for_delivery", "Out for delivery"],
        ["delivered", "Delivered"],
      );
    }
    if (!parcel) actions.push(["cancel", "Cancel the order"]);
    if (order.paidAt !== null && parcel) actions.push(["refund", "Refund it"]);
    if (parcel?.deliveredAt) actions.push(["return", "She wants to return it"]);
  }
  if (actions.length === 0) return html`<p class="empty">Nothing more happens to this order.</p>`;
  return html`<form method="post" action="/orders/${order.id}/actions" class="actions">
    ${actions.map(([value, label]) => html`<button name="action" value="${value}">${label}</button>`)}
  </form>`;
}

/** Performs what a button of the carrier's desk says, at the calendar's now. */
export function performAction(sandbox: Sandbox, order: Order, action: string): void {
  const { world, calendar } = sandbox;
  const parcel = world.fulfillmentsOf(order.id).findLast((candidate) => candidate.status === "success");
  const city = order.shippingAddress?.city ?? null;
  switch (action) {
    case "pay":
      world.payOrder(order.id);
      return;
    case "ship":
      world.fulfillOrder(order.id, { carrier: "BRT" });
      return;
    case "cancel":
      world.cancelOrder(order.id, { reason: "customer" });
      return;
    case "refund":
      world.refundOrder(order.id, { note: "By hand" });
      return;
    case "return":
      world.requestReturn(order.id, { reason: "DEFECTIVE", note: "It came broken" });
      return;
    case "delayed":
      if (parcel) {
        const inFiveDays = new Date(calendar.now().getTime() + 5 * dayMs);
        world.addFulfillmentEvent(parcel.id, {
          status: "delayed",
          city: "Bologna",
          countryCode: "IT",
          estimatedDeliveryAt: inFiveDays,
        });
      }
      return;
    case "in_transit":
    case "attempted_delivery":
    case "out_for_delivery":
    case "delivered":
      if (parcel)
        world.addFulfillmentEvent(parcel.id, {
          status: action,
          city,
          countryCode: order.shippingAddress?.countryCode ?? null,
        });
      return;
    default:
      return;
  }
}
