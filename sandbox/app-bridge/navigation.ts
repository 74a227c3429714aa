// The admin's way of moving about: a nav link asks the app to navigate by itself, and the address keeps what a reload needs.

import type { BridgeSetup } from "./setup";

/** Remix listens for this event and navigates without loading a new document. */
export function navigateBy(link: HTMLElement): void {
  link.dispatchEvent(new CustomEvent("shopify:navigate", { bubbles: true, composed: true }));
}

const changed = new Set<() => void>();

export function onAddressChange(listener: () => void): void {
  changed.add(listener);
}

/**
 * In the real admin a reload goes through the admin, which adds shop and host again. Here the page is the top one:
 * keeping them in the address makes the browser's reload button work.
 */
export function keepAddressOpenable(setup: BridgeSetup): void {
  const replace = history.replaceState.bind(history);
  const push = history.pushState.bind(history);
  const complete = () => {
    const url = new URL(location.href);
    url.searchParams.set("shop", setup.shop);
    url.searchParams.set("host", setup.host);
    url.searchParams.set("embedded", "1");
    url.searchParams.delete("id_token");
    if (url.href !== location.href) replace(history.state, "", url);
    for (const listener of changed) listener();
  };
  history.pushState = (...args) => {
    push(...args);
    complete();
  };
  history.replaceState = (...args) => {
    replace(...args);
    complete();
  };
  addEventListener("popstate", () => {
    for (const listener of changed) listener();
  });
}

/** The app's bounce page: come back to where one wanted to go, with a token this time. */
export async function bounce(idToken: () => Promise<string>): Promise<void> {
  const wanted = new URLSearchParams(location.search).get("shopify-reload");
  if (!location.pathname.endsWith("/session-token") || !wanted) return;
  const url = new URL(wanted, location.href);
  url.searchParams.set("id_token", await idToken());
  location.replace(url);
}
