// Where one breaks things on purpose: the mail server, the webhooks, Shopify's patience.

import type { Sandbox } from "../sandbox";
import type { Html } from "./html";
import { html, raw } from "./html";
import { page } from "./layout";
import { inWords } from "./times";

export function troublePage(sandbox: Sandbox): string {
  const { deliveries, mails, bucket } = sandbox;
  const waiting = deliveries.waiting().length;
  const recent = deliveries.log.slice(-40).reverse();
  return page({
    sandbox,
    title: "Trouble",
    section: "/trouble",
    body: html`
      <h1>Trouble</h1>
      <p class="lead">Real life, on demand: Lastmile has to come through all of it.</p>
      <div class="grid">
        ${choice({
          name: "mail",
          title: "Mail server",
          chosen: mails.trouble.kind,
          options: [
            ["none", "Takes every mail"],
            ["temporary", "Busy: try again later (451)"],
            ["permanent", "No such mailbox (550)"],
            ["slow", "Slow: four seconds a mail"],
          ],
        })}
        ${choice({
          name: "webhooks",
          title: "Webhooks",
          chosen: deliveries.mode.kind,
          options: [
            ["immediate", "Once, at once, in order"],
            ["chaos", "One to three times, up to two days late"],
            ["lossy", "One in ten is lost"],
          ],
        })}
        ${choice({
          name: "throttle",
          title: "Shopify’s patience",
          chosen: bucket.status().restoreRate < 1000 ? "tight" : "generous",
          options: [
            ["generous", "Generous: 1,000 points a second"],
            ["tight", "Tight: a bucket of 100 points, 5 a second"],
          ],
        })}
      </div>
      <h2>Webhooks lately</h2>
      <p>${deliveries.log.length} sent, ${waiting} waiting, ${deliveries.lost} lost.</p>
      <div class="table" tabindex="0" role="region" aria-label="Webhooks lately">
        <table>
          <thead>
            <tr>
              <th>When</th>
              <th>Topic</th>
              <th>Order</th>
              <th>Copy</th>
              <th>Attempts</th>
              <th>Answer</th>
            </tr>
          </thead>
          <tbody>
            ${recent.map(
              (entry) =>
                html`<tr>
                  <td>${inWords(entry.at)}</td>
                  <td>${entry.topic}</td>
                  <td>
                    ${entry.orderId ? html`<a href="/orders/${entry.orderId}">${entry.orderId}</a>` : "–"}
                  </td>
                  <td>${entry.copy}</td>
                  <td>${entry.attempts}</td>
                  <td>${entry.answered ?? "nobody answered"}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
    `,
  });
}

function choice(input: {
  name: string;
  title: string;
  chosen: string;
  options: Array<[string, string]>;
}): Html {
  return html`
    <form class="card" method="post" action="/trouble">
      <fieldset>
        <legend>${input.title}</legend>
        ${input.options.map(
          ([value, label]) =>
            html`<label class="radio">
              <input
                type="radio"
                name="${input.name}"
                value="${value}"
                ${raw(value === input.chosen ? " checked" : "")}
              />
              ${label}
            </label>`,
        )}
      </fieldset>
      <button>Set</button>
    </form>
  `;
}
