import type { Sandbox } from "../sandbox";
import type { Customer } from "../world/records";
import type { Html } from "./html";
import { html } from "./html";
import { page } from "./layout";
import { inWords } from "./times";

interface Given {
  at: string;
  what: string;
  to: string;
  detail: string;
}

/** What the app gave in Shopify to make good, newest first: codes, store credit and draft orders. */
export function givenPage(sandbox: Sandbox): string {
  const given = listGiven(sandbox).sort((a, b) => (a.at < b.at ? 1 : -1));
  return page({
    sandbox,
    title: "Given",
    section: "/given",
    body: html`
      <h1>Given to make good</h1>
      <p class="lead">Discount codes, store credit and draft orders the app made in this shop.</p>
      ${
        given.length === 0
          ? html`<p class="empty">Nothing was given yet.</p>`
          : html`<ul class="texts">
              ${given.map(
                ({ at, what, to, detail }): Html =>
                  html`<li>
                    <p class="mail-meta">
                      <span>${what}</span><span>${to}</span><time datetime="${at}">${inWords(at)}</time>
                    </p>
                    <p class="bubble">${detail}</p>
                  </li>`,
              )}
            </ul>`
      }
    `,
  });
}

function listGiven({ world }: Sandbox): Given[] {
  const { discounts, storeCredits, draftOrders } = world.state;
  const named = (id: string | null) => nameOf(id === null ? null : world.findCustomer(id));
  return [
    ...discounts.flatMap(({ title, codes, customerIds }) =>
      codes.map(({ code, at }): Given => {
        const to = `one of ${String(customerIds.length)} customers`;
        return { at, what: code, to, detail: title };
      }),
    ),
    ...storeCredits.map(({ at, customerId, cents, currency, expiresAt }): Given => {
      const detail = `${(cents / 100).toFixed(2)} ${currency}, until ${expiresAt?.slice(0, 10) ?? "it is spent"}`;
      return { at, what: "Store credit", to: named(customerId), detail };
    }),
    ...draftOrders.map(({ at, name, customerId, note, lines }): Given => {
      const goods = lines.map(({ quantity, title }) => `${String(quantity)} × ${title}`).join(", ");
      return { at, what: `Draft ${name}`, to: named(customerId), detail: `${note ?? ""}: ${goods}` };
    }),
  ];
}

const nameOf = (customer: Customer | null): string =>
  customer ? `${customer.firstName} ${customer.lastName}` : "nobody";
