// The shoppers' mailboxes, all in one list: what the mail server took in.

import type { MailServer, StoredMail } from "../mail-server";
import type { Sandbox } from "../sandbox";
import type { Html } from "./html";
import { escapeHtml, html, raw } from "./html";
import { page } from "./layout";
import { inWords } from "./times";

const PAGE_SIZE = 60;

export function inboxPage(sandbox: Sandbox, query: { to: string | null; before: number | null }): string {
  const { to, before } = query;
  const matching = sandbox.mails.all.filter(
    (mail) => to === null || mail.to.toLowerCase().includes(to.toLowerCase()),
  );
  const until = matching.filter((mail) => before === null || Number(mail.id) < before);
  const shown = until.slice(-PAGE_SIZE).reverse();
  const oldest = shown.at(-1);
  const hasOlder = until.length > shown.length && oldest;
  return page({
    sandbox,
    title: "Inbox",
    section: "/inbox",
    body: html`
      <h1>Inbox</h1>
      <form class="filter" method="get" action="/inbox" role="search">
        <label for="to">To</label>
        <input id="to" name="to" type="search" value="${to ?? ""}" placeholder="name or address" />
        <button>Show</button>
      </form>
      ${
        matching.length === 0
          ? html`<p class="empty">No mail yet. Place an order and let an hour pass.</p>`
          : html`<ul class="mails">
              ${shown.map(mailRow)}
            </ul>`
      }
      ${
        hasOlder
          ? html`<p>
              <a
                class="button quiet"
                href="/inbox?before=${oldest.id}${to ? `&to=${encodeURIComponent(to)}` : ""}"
                >Older mails</a
              >
            </p>`
          : null
      }
    `,
  });
}

function mailRow(mail: StoredMail): Html {
  return html`
    <li>
      <a href="/inbox/${mail.id}">
        <span class="mail-subject">${mail.subject || "(no subject)"}</span>
        <span class="mail-meta">
          <span>to ${mail.to}</span>
          ${mail.kind ? html`<span class="tag">${mail.kind.replaceAll("_", " ")}</span>` : null}
          <time datetime="${mail.at}">${inWords(mail.at)}</time>
        </span>
      </a>
    </li>
  `;
}

type Tab = "html" | "text" | "headers";

export function mailPage(sandbox: Sandbox, mail: StoredMail, tab: Tab): string {
  const tabs: Array<{ tab: Tab; name: string }> = [
    { tab: "html", name: "Mail" },
    { tab: "text", name: "Plain text" },
    { tab: "headers", name: "Headers" },
  ];
  return page({
    sandbox,
    title: mail.subject,
    section: "/inbox",
    body: html`
      <p class="back"><a href="/inbox">‹ Inbox</a></p>
      <h1 class="mail-title">${mail.subject || "(no subject)"}</h1>
      <p class="mail-meta">
        <span>from ${mail.from}</span><span>to ${mail.to}</span>
        <time datetime="${mail.at}">${inWords(mail.at)}</time>
        ${mail.orderId ? html`<a href="/orders/${mail.orderId}">the order</a>` : null}
      </p>
      <nav class="tabs" aria-label="Parts of the mail">
        ${tabs.map(
          (item) =>
            html`<a
              href="/inbox/${mail.id}?tab=${item.tab}"
              ${raw(item.tab === tab ? ' aria-current="page"' : "")}
              >${item.name}</a
            >`,
        )}
      </nav>
      ${mailPart(mail, tab)}
    `,
  });
}

function mailPart(mail: StoredMail, tab: Tab): Html {
  if (tab === "text")
    return html`<pre class="mail-text" tabindex="0">${mail.text ?? "This mail has no plain text."}</pre>`;
  if (tab === "headers") {
    return html`<dl class="headers">
      ${Object.entries(mail.headers).map(
        ([name, value]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>`;
  }
  // Scripts stay off, as in every mail program; links open a page of their own.
  return html`<iframe
    class="mail-html"
    title="The mail"
    src="/inbox/${mail.id}/html"
    sandbox="allow-popups allow-popups-to-escape-sandbox allow-same-origin"
  ></iframe>`;
}

export function mailHtml(mail: StoredMail): string {
  const body =
    mail.html ??
    `<pre style="font:14px/1.5 sans-serif;white-space:pre-wrap">${escapeHtml(mail.text ?? "")}</pre>`;
  const base = '<base target="_blank">';
  return /<head[^>]*>/i.test(body) ? body.replace(/<head[^>]*>/i, (head) => head + base) : base + body;
}

export function findMail(mails: MailServer, id: string): StoredMail | null {
  return mails.all.find((mail) => mail.id === id) ?? null;
}
