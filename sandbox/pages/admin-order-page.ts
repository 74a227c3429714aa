// Two of the admin's own pages, for what stands on them of the app: an order, and the list of orders with a tick each.

import { adminFrame, frameHeights } from "../extension-host/host";
import type { Sandbox } from "../sandbox";
import { fullName } from "../world/bodies/address-body";
import type { Order } from "../world/records";
import type { Html } from "./html";
import { html, raw } from "./html";
import { page } from "./layout";
import { inWords } from "./times";

const SHOWN = 30;

export function adminOrderPage(sandbox: Sandbox, order: Order, locale: string): string {
  const selected = [`gid://shopify/Order/${order.id}`];
  const isCancelled = order.cancelledAt !== null;
  return page({
    sandbox,
    title: `${order.name} in the admin`,
    section: "/admin/orders",
    body: html`
      <p class="back"><a href="/admin/orders">‹ Orders</a></p>
      <h1>${order.name} ${isCancelled ? html`<span class="tag">cancelled</span>` : null}</h1>
      <p class="mail-meta">
        <span>${order.shippingAddress ? fullName(order.shippingAddress) : "no name"}</span>
        <time datetime="${order.placedAt}">${inWords(order.placedAt)}</time>
        <a href="/orders/${order.id}">its parcels</a>
        <a href="?locale=${locale === "it" ? "en" : "it"}"
          >${locale === "it" ? "in English" : "in Italian"}</a
        >
      </p>
      <div class="grid">
        <div>${raw(adminFrame("order-details-block", { title: "Lastmile, order", selected, locale }))}</div>
        <div>
          ${
            order.customerId === null
              ? null
              : raw(
                  adminFrame("customer-details-block", {
                    title: "Lastmile, customer",
                    selected: [`gid://shopify/Customer/${order.customerId}`],
                    locale,
                  }),
                )
          }
        </div>
      </div>
      <p class="buttons">
        <a
          class="button quiet"
          href="/admin/print?action=order-cards&amp;locale=${locale}&amp;order=${order.id}"
          >Print: thank-you card</a
        >
      </p>
      ${raw(frameHeights)}
    `,
  });
}

/** The list with a tick each, as chosen for printing. */
export function adminOrdersPage(sandbox: Sandbox): string {
  const orders = sandbox.world
    .listOrders()
    .filter((order) => order.deletedAt === null)
    .slice(0, SHOWN);
  return page({
    sandbox,
    title: "Orders in the admin",
    section: "/admin/orders",
    body: html`
      <h1>Orders</h1>
      <form method="get" action="/admin/print">
        <input type="hidden" name="action" value="selected-cards" />
        <ul class="orders">
          ${orders.map(
            (order): Html =>
              html`<li>
                <label class="radio">
                  <input type="checkbox" name="order" value="${order.id}" />
                  <span
                    >${order.name},
                    ${order.shippingAddress ? fullName(order.shippingAddress) : "no name"}</span
                  >
                  <a href="/admin/orders/${order.id}" aria-label="Open ${order.name}">Open</a>
                </label>
              </li>`,
          )}
        </ul>
        <p><button class="button">Print: thank-you cards</button></p>
      </form>
    `,
  });
}

export function adminPrintPage(
  sandbox: Sandbox,
  { action, orderIds, locale }: { action: string; orderIds: string[]; locale: string },
): string {
  const selected = orderIds.map((id) => `gid://shopify/Order/${id}`);
  return page({
    sandbox,
    title: "Print",
    section: "/admin/orders",
    body: html`
      <p class="back"><a href="/admin/orders">‹ Orders</a></p>
      <h1>Print</h1>
      ${raw(adminFrame(action, { title: "Lastmile, print", selected, locale }))}${raw(frameHeights)}
    `,
  });
}
