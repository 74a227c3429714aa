import type { Sandbox } from "../sandbox";
import { html } from "./html";
import { page } from "./layout";
import { inWords } from "./times";

const shownCalls = 100;

/** What the app told Shopify Flow, newest first: a merchant's workflows would start from these. */
export function workflowsPage(sandbox: Sandbox): string {
  const calls = sandbox.world.state.flowTriggerCalls.slice(-shownCalls).reverse();
  return page({
    sandbox,
    title: "Workflows",
    section: "/workflows",
    body: html`
      <h1>Workflows</h1>
      <p class="lead">Triggers the app fired in Shopify Flow, with what a workflow gets to know.</p>
      ${
        calls.length === 0
          ? html`<p class="empty">No trigger yet.</p>`
          : html`<ul class="texts">
              ${calls.map(
                ({ at, handle, payload }) =>
                  html`<li>
                    <p class="mail-meta">
                      <span>${handle}</span><time datetime="${at}">${inWords(at)}</time>
                    </p>
                    <p class="bubble">${payload}</p>
                  </li>`,
              )}
            </ul>`
      }
    `,
  });
}
