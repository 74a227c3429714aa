import type { Sandbox } from "../sandbox";
import { html } from "./html";
import { page } from "./layout";
import { inWords } from "./times";

export function phonePage(sandbox: Sandbox): string {
  const texts = [...sandbox.texts.all].reverse().slice(0, 100);
  return page({
    sandbox,
    title: "Phone",
    section: "/phone",
    body: html`
      <h1>Phone</h1>
      <p class="lead">Text messages the provider took in.</p>
      ${
        texts.length === 0
          ? html`<p class="empty">No text message yet.</p>`
          : html`<ul class="texts">
              ${texts.map(
                (text) =>
                  html`<li>
                    <p class="mail-meta">
                      <span>${text.from} → ${text.to}</span
                      ><time datetime="${text.at}">${inWords(text.at)}</time>
                    </p>
                    <p class="bubble">${text.body}</p>
                    <form method="post" action="/phone/${text.id}" class="buttons">
                      <span>${String(text.segments)} × 160, ${text.status}</span>
                      <button name="report" value="delivered">Report delivered</button>
                      <button name="report" value="undelivered">Report undelivered</button>
                      <button name="answer" value="STOP">Answer STOP</button>
                      <button name="answer" value="START">Answer START</button>
                    </form>
                  </li>`,
              )}
            </ul>`
      }
    `,
  });
}
