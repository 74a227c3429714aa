// The frame around every page of the sandbox itself: where one is, where one can go, and what time it is.

import type { Sandbox } from "../sandbox";
import type { Html } from "./html";
import { html, raw } from "./html";
import { inWords } from "./times";

export interface PageInput {
  sandbox: Sandbox;
  title: string;
  /** The path of the section one is in. */
  section: string;
  body: Html;
}

const sections = [
  { path: "/", name: "The walk" },
  { path: "/store", name: "Storefront" },
  { path: "/inbox", name: "Inbox" },
  { path: "/orders", name: "Carrier" },
  { path: "/admin", name: "Shopify admin" },
  { path: "/admin/orders", name: "Orders in the admin" },
  { path: "/phone", name: "Phone" },
  { path: "/given", name: "Given" },
  { path: "/workflows", name: "Workflows" },
  { path: "/trouble", name: "Trouble" },
];

export function page({ sandbox, title, section, body }: PageInput): string {
  return document({
    title: `${title} · Lastmile sandbox`,
    language: "en",
    body: html`
      <a class="skip" href="#main">Skip to the content</a>
      <header class="frame">
        <div class="frame-row">
          <a class="brand" href="/"><span aria-hidden="true">◍</span> Lastmile sandbox</a>
          ${clock(sandbox, section)}
        </div>
        <nav aria-label="Sandbox">
          ${sections.map(
            ({ path, name }) =>
              html`<a href="${path}" ${raw(path === section ? ' aria-current="page"' : "")}
                >${name}${count(sandbox, path)}</a
              >`,
          )}
        </nav>
      </header>
      <main id="main">${body}</main>
    `,
  });
}

function count(sandbox: Sandbox, path: string): Html | null {
  if (path !== "/inbox") return null;
  return html` <span class="count">${sandbox.mails.all.length}</span>`;
}

/** The calendar's controls, on every page of the sandbox. */
export function clock(sandbox: Sandbox, returnTo: string): Html {
  const next = sandbox.nextEventAt();
  const moves = [
    { step: "hour", name: "+1 hour" },
    { step: "day", name: "+1 day" },
    { step: "3-days", name: "+3 days" },
  ];
  return html`
    <form class="clock" method="post" action="/time" aria-label="Calendar">
      <input type="hidden" name="returnTo" value="${returnTo}" />
      <span class="now"
        ><span class="visually-hidden">It is now </span
        ><time datetime="${sandbox.calendar.now().toISOString()}" data-now
          >${inWords(sandbox.calendar.now())}</time
        ></span
      >
      <span class="moves">
        ${moves.map(({ step, name }) => html`<button name="step" value="${step}">${name}</button>`)}
        <button
          name="step"
          value="next"
          ${raw(next ? "" : " disabled")}
          title="${next ? `Next: ${inWords(next)}` : "Nothing is waiting"}"
        >
          Next event
        </button>
      </span>
    </form>
  `;
}

export function document(input: { title: string; language: string; body: Html; className?: string }): string {
  return html`<!doctype html>
    <html lang="${input.language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${input.title}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/style.css" />
        <script src="/sandbox.js" defer></script>
      </head>
      <body class="${input.className ?? ""}">
        ${input.body}
      </body>
    </html>`.html;
}
