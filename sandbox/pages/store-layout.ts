// The invented brand's own look, with one thin line saying that this is a sandbox.

import type { Sandbox } from "../sandbox";
import type { Html } from "./html";
import { html } from "./html";
import { clock, document } from "./layout";
import type { StoreLanguage } from "./store-words";
import { say } from "./store-words";

export interface StorePageInput {
  sandbox: Sandbox;
  language: StoreLanguage;
  title: string;
  body: Html;
  /** The address of this page, for the language switch and the calendar. */
  path: string;
  cartCount: number;
}

export function storePage({ sandbox, language, title, body, path, cartCount }: StorePageInput): string {
  const words = say(language);
  const other = language === "it" ? "en" : "it";
  return document({
    title: `${title} · ${sandbox.world.shop.name}`,
    language,
    className: "store",
    body: html`
      <a class="skip" href="#main">${language === "it" ? "Vai al contenuto" : "Skip to the content"}</a>
      <div class="sandbox-line" lang="en">
        <a href="/">‹ Sandbox</a>
        <a href="/inbox">Inbox</a>
        <a href="/admin">Admin</a>
        ${clock(sandbox, path)}
      </div>
      <header class="store-header">
        <a class="store-brand" href="/store">Fior di Casa</a>
        <nav aria-label="${sandbox.world.shop.name}">
          <a
            href="/language/${other}?returnTo=${encodeURIComponent(path)}"
            lang="${other}"
            hreflang="${other}"
            >${other === "it" ? "Italiano" : "English"}</a
          >
          <a href="/apps/lastmile/track">${words("track")}</a>
          <a href="/store/cart">${words("cart")} (${cartCount})</a>
        </nav>
      </header>
      <main id="main" class="store-main">${body}</main>
      <footer class="store-footer"><p>Fior di Casa, Vicenza. ${words("tagline")}.</p></footer>
    `,
  });
}
