// What the shopper sees after paying: the thank-you page with the app's block, and the order status page.

import { totalsOf } from "../world/order-totals";
import type { Order } from "../world/records";
import type { Sandbox } from "../sandbox";
import type { Html } from "./html";
import { html, raw } from "./html";
import type { StoreLanguage } from "./store-words";
import { say, scanInWords } from "./store-words";
import { dayRange, euros, inWords } from "./times";

export function languageOf(order: Order): StoreLanguage {
  return order.customerLocale.startsWith("it") ? "it" : "en";
}

export function statusPath(sandbox: Sandbox, order: Order): string {
  const { shop } = sandbox.world;
  return `/shops/${shop.domain}/${shop.id}/orders/${order.token}/authenticate?key=${order.confirmationNumber.toLowerCase()}`;
}

export function thankYouBody(sandbox: Sandbox, order: Order, block: string): Html {
  const language = languageOf(order);
  const words = say(language);
  const name = order.billingAddress?.firstName ?? order.shippingAddress?.firstName ?? "";
  return html`
    <div class="thanks">
      <p class="eyebrow">${words("confirmation")} ${order.confirmationNumber}</p>
      <h1>${words("thankYou")}${name ? `, ${name}` : ""}!</h1>
      <p>${words("confirmed")} (${order.name}).</p>
    </div>
    <div class="extension">${raw(block)}</div>
    ${details(sandbox, order)}
    <p class="buttons">
      <a class="button" href="${statusPath(sandbox, order)}">${words("seeStatus")}</a>
      <a class="button quiet" href="/inbox" lang="en">Sandbox: the inbox</a>
    </p>
  `;
}

/** What the app shows on the order status page: of the whole order, and beside each parcel. */
export interface OrderStatusBlocks {
  order: string;
  parcel(fulfillmentId: string): string;
}

export function orderStatusBody(sandbox: Sandbox, order: Order, blocks: OrderStatusBlocks): Html {
  const language = languageOf(order);
  const words = say(language);
  const parcels = sandbox.world.fulfillmentsOf(order.id);
  return html`
    <p class="eyebrow">${words("order")} ${order.name}</p>
    <h1>${words("status")}</h1>
    <div class="extension">${raw(blocks.order)}</div>
    ${parcels.map(
      (parcel) =>
        html`<section class="card">
          <h2>${words("parcel")} ${parcel.name}</h2>
          <div class="extension">${raw(blocks.parcel(parcel.id))}</div>
        </section>`,
    )}
    <ol class="timeline">
      <li>
        <time datetime="${order.placedAt}">${inWords(order.placedAt, language)}</time> ${words("placed")}
      </li>
      ${parcels.map(
        (parcel) =>
          html`<li>
              <time datetime="${parcel.createdAt}">${inWords(parcel.createdAt, language)}</time>
              ${words("labelMade")}
              ${parcel.trackingUrl ? html`<a href="${parcel.trackingUrl}">${words("tracking")} ${parcel.trackingNumber ?? ""}</a>` : null}
            </li>
            ${sandbox.world.eventsOf(parcel.id).map(
              (event) =>
                html`<li>
                  <time datetime="${event.happenedAt}">${inWords(event.happenedAt, language)}</time>
                  ${scanInWords(event.status, language)}${event.city ? `, ${event.city}` : ""}
                </li>`,
            )}`,
      )}
    </ol>
    ${details(sandbox, order)}
  `;
}

function details(sandbox: Sandbox, order: Order): Html {
  const language = languageOf(order);
  const words = say(language);
  const [promise] = sandbox.world.fulfillmentOrdersOf(order.id);
  const { shippingAddress: address } = order;
  const totals = totalsOf(sandbox.world.state, order);
  return html`<section class="card">
    <h2>${words("orderDetails")}</h2>
    <ul class="plain">
      ${order.lines.map((line) => html`<li>${line.quantity} × ${line.title}</li>`)}
    </ul>
    <dl class="facts-list">
      ${
        address
          ? html`<div>
              <dt>${words("shippedTo")}</dt>
              <dd>
                ${address.firstName} ${address.lastName}, ${address.address1}, ${address.zip} ${address.city}
              </dd>
            </div>`
          : null
      }
      ${
        order.shipping
          ? html`<div>
              <dt>${words("shippingMethod")}</dt>
              <dd>${order.shipping.title}</dd>
            </div>`
          : null
      }
      ${
        promise?.minDeliveryAt && promise.maxDeliveryAt
          ? html`<div>
              <dt>${words("expected")}</dt>
              <dd>${dayRange(new Date(promise.minDeliveryAt), new Date(promise.maxDeliveryAt), language)}</dd>
            </div>`
          : null
      }
      <div>
        <dt>${words("total")}</dt>
        <dd>${euros(totals.totalCents, language, order.currency)}</dd>
      </div>
    </dl>
  </section>`;
}
