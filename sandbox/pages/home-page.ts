import type { Sandbox } from "../sandbox";
import type { Html } from "./html";
import { html } from "./html";
import { page } from "./layout";

export function homePage(sandbox: Sandbox): string {
  const orders = Object.keys(sandbox.world.state.orders).length;
  const installed = sandbox.world.installation.installedAt !== null;
  return page({
    sandbox,
    title: "The walk",
    section: "/",
    body: html`
      <div class="hero">
        <p class="eyebrow">A shop to try things on</p>
        <h1>Fior di Casa, and everything around it</h1>
        <p class="lead">
          An invented Italian homeware shop with its checkout, its carrier, its shoppers’ mailboxes and its
          own calendar. Lastmile runs beside it exactly as it would beside a real shop. Nothing leaves this
          computer.
        </p>
        <p class="facts">
          <span><b>${orders}</b> orders</span>
          <span><b>${sandbox.mails.all.length}</b> mails</span>
          <span><b>${installed ? "Lastmile is installed" : "Lastmile is not installed yet"}</b></span>
        </p>
      </div>
      <ol class="walk">
        ${steps.map(({ title, text, href, action }, index) => walkStep({ title, text, href, action, number: index + 1 }))}
      </ol>
    `,
  });
}

function walkStep(step: { number: number; title: string; text: string; href: string; action: string }): Html {
  return html`
    <li class="card">
      <span class="step" aria-hidden="true">${step.number}</span>
      <h2>${step.title}</h2>
      <p>${step.text}</p>
      <p><a class="button" href="${step.href}">${step.action}</a></p>
    </li>
  `;
}

const steps = [
  {
    title: "Buy something",
    text: "Pick a vase, go through the checkout as any shopper. Use any name and address; choose Italian or English.",
    href: "/store",
    action: "Open the storefront",
  },
  {
    title: "Read the thank-you page, answer its question",
    text: "The block on it is Lastmile’s real checkout extension. One row from 0 to 10, then one short question.",
    href: "/store/latest-order",
    action: "Your thank-you page",
  },
  {
    title: "Read the thank-you mail",
    text: "Ten minutes after the order a note goes out. Press “+1 hour” above, then open the inbox.",
    href: "/inbox",
    action: "Open the inbox",
  },
  {
    title: "Let three days pass",
    text: "The parcel leaves the next day, is scanned once, and then stands still. Press “+3 days”.",
    href: "/orders",
    action: "See what the carrier knows",
  },
  {
    title: "Get the delay notice, choose “I’ll wait”",
    text: "Lastmile speaks up before she has to ask: what is late, why, what she can do. The link only opens a page; its button decides.",
    href: "/inbox",
    action: "Open the inbox",
  },
  {
    title: "See it arrive",
    text: "Let two or three more days pass: the parcel comes, and a short mail thanks her for waiting.",
    href: "/orders",
    action: "Watch the parcel",
  },
  {
    title: "Answer the invitation",
    text: "Some days after arrival, never before, Lastmile asks how it went. Trouble first has to be a week old: press “+3 days” a few times.",
    href: "/inbox",
    action: "Open the inbox",
  },
  {
    title: "Find all of it in the admin",
    text: "Every message sent and every message held back, with the reason, on the order’s story.",
    href: "/admin",
    action: "Open the Shopify admin",
  },
];
