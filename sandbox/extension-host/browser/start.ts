// Runs in the frame, before the extension's bundle.

import type { HostedExtension } from "../extension-page";
import { defineControls } from "./controls";
import { defineLayout } from "./layout";
import { createAdminShopify } from "./admin-shopify";
import { defineAdminElements } from "./admin-elements";
import { createShopperShopify } from "./shopify";

declare global {
  var lastmileHost: { run(): void };
  /** What the bundle leaves behind: its default export. */
  var lastmileExtend: (() => void) | undefined;
  /** The address the bundle calls. */
  var lastmileAppUrl: string;
}

const hosted = JSON.parse(document.getElementById("hosted")?.textContent ?? "{}") as HostedExtension;

defineLayout();
defineControls();
globalThis.lastmileAppUrl = hosted.appUrl ?? location.origin;
const { page } = hosted;
if (page.surface === "admin") defineAdminElements();
Object.assign(globalThis, {
  shopify: page.surface === "admin" ? createAdminShopify(hosted, page) : createShopperShopify(hosted, page),
});

globalThis.lastmileHost = {
  run() {
    // The extension renders into a body of its own: nothing but its elements.
    document.body.replaceChildren();
    watchElements();
    globalThis.lastmileExtend?.();
  },
};

new ResizeObserver(() => {
  const height =
    document.body.childElementCount === 0 ? 0 : Math.ceil(document.body.getBoundingClientRect().height);
  parent.postMessage({ kind: "extension-height", height }, location.origin);
}).observe(document.body);

// Shopify draws only elements it knows; so do we.
function watchElements(): void {
  new MutationObserver(() => {
    for (const { localName } of document.body.querySelectorAll("*")) {
      if (customElements.get(localName) === undefined)
        console.error(`The sandbox's checkout has no <${localName}>.`);
    }
  }).observe(document.body, { childList: true, subtree: true });
}
