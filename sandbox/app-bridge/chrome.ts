// The Shopify admin around the app: a top bar, the app's navigation, the save bar and toasts. Drawn in a shadow root, so
// neither side's styles reach the other.

import { chromeStyle, pageStyle } from "./chrome-style";
import { onElementsChange, openSaveBar } from "./elements";
import { dirtyForm, onFormsChange } from "./form-save-bar";
import { navigateBy, onAddressChange } from "./navigation";
import { pickProducts, type PickedProduct, type PickerOptions } from "./resource-picker";
import type { BridgeSetup } from "./setup";

export interface Chrome {
  toast(
    message: string,
    options: {
      durationMs: number;
      isError: boolean;
      action?: string | undefined;
      onAction?: (() => void) | undefined;
    },
  ): string;
  hideToast(id: string): void;
  loading(on: boolean): void;
  shakeSaveBar(): void;
  pickProducts(products: PickedProduct[], options: PickerOptions): Promise<PickedProduct[] | undefined>;
}

export function drawChrome(setup: BridgeSetup): Chrome {
  // A constructed sheet adds no element: React compares the document it hydrates with what the server sent.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(pageStyle);
  document.adoptedStyleSheets.push(sheet);

  const host = document.createElement("sandbox-admin");
  const root = host.attachShadow({ mode: "open" });
  const style = new CSSStyleSheet();
  style.replaceSync(chromeStyle);
  root.adoptedStyleSheets.push(style);
  const bar = topBar(setup);
  const nav = make("nav", { class: "nav", "aria-label": "Lastmile" });
  const saveBar = make("div", { class: "save", role: "region", "aria-label": "Unsaved changes", hidden: "" });
  const toasts = make("div", { class: "toasts", role: "status", "aria-live": "polite" });
  root.append(bar, nav, saveBar, toasts);

  const refresh = () => {
    fillNav(nav);
    fillSaveBar(saveBar);
  };
  onElementsChange(refresh);
  onFormsChange(refresh);
  onAddressChange(refresh);
  void whenHydrated().then(() => {
    document.documentElement.append(host);
    refresh();
    void showTime(setup, bar);
  });

  return {
    toast(message, options) {
      const id = crypto.randomUUID();
      const toast = make("div", { class: options.isError ? "toast error" : "toast", "data-id": id });
      toast.append(message);
      if (options.action && options.onAction) toast.append(button(options.action, options.onAction));
      toasts.append(toast);
      setTimeout(() => {
        toast.remove();
      }, options.durationMs);
      return id;
    },
    hideToast(id) {
      root.querySelector(`[data-id="${CSS.escape(id)}"]`)?.remove();
    },
    loading(on) {
      bar.classList.toggle("loading", on);
    },
    pickProducts: (products, options) => pickProducts(root, { products, options }),
    shakeSaveBar() {
      saveBar.animate(
        [
          { transform: "none" },
          { transform: "translateX(6px)" },
          { transform: "translateX(-6px)" },
          { transform: "none" },
        ],
        220,
      );
    },
  };
}

function topBar(setup: BridgeSetup): HTMLElement {
  const bar = make("header", { class: "bar" });
  const shop = make("span", { class: "shop" });
  shop.append(setup.shopName);
  const links = make("nav", { class: "links", "aria-label": "Sandbox" });
  for (const [name, path] of [
    ["Sandbox", "/"],
    ["Storefront", "/store"],
    ["Carrier", "/orders"],
    ["Inbox", "/inbox"],
  ] as const) {
    links.append(link(name, `${setup.url}${path}`));
  }
  const time = link("", `${setup.url}/`);
  time.className = "time";
  links.append(time);
  bar.append(shop, links);
  return bar;
}

async function showTime(setup: BridgeSetup, bar: HTMLElement): Promise<void> {
  const time = bar.querySelector(".time");
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: "Europe/Rome",
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
  });
  for (;;) {
    const answer = await fetch(`${setup.url}/calendar`).catch(() => null);
    if (answer?.ok && time) {
      const { now } = (await answer.json()) as { now: string };
      time.textContent = `Calendar: ${format.format(new Date(now))}`;
    }
    await new Promise((resolve) => setTimeout(resolve, 15_000));
  }
}

function fillNav(nav: HTMLElement): void {
  const menu = document.querySelector("ui-nav-menu, s-app-nav");
  const links = [...(menu?.querySelectorAll<HTMLAnchorElement>("a[href], s-link[href]") ?? [])];
  const home = links.find((item) => item.getAttribute("rel") === "home");
  const current = links
    .filter((item) => isAt(pathOf(item)))
    .sort((a, b) => pathOf(b).length - pathOf(a).length)[0];
  nav.hidden = links.length === 0;
  nav.replaceChildren(
    ...links.map((original) => {
      const item = link(
        original === home ? "Lastmile" : (original.textContent ?? "").trim(),
        original.getAttribute("href") ?? "/",
      );
      if (original === home) item.classList.add("app-name");
      if (original === current) item.setAttribute("aria-current", "page");
      item.addEventListener("click", (event) => {
        event.preventDefault();
        navigateBy(original);
      });
      return item;
    }),
  );
}

function pathOf(item: Element): string {
  return new URL(item.getAttribute("href") ?? "/", location.href).pathname;
}

function isAt(path: string): boolean {
  return location.pathname === path || location.pathname.startsWith(`${path}/`);
}

function fillSaveBar(saveBar: HTMLElement): void {
  const declared = openSaveBar();
  const form = declared ? null : dirtyForm();
  saveBar.hidden = declared === null && form === null;
  if (saveBar.hidden) return;
  const text = make("span", {});
  text.append("Unsaved changes");
  const buttons = declared ? declaredButtons(declared) : form ? formButtons(form) : [];
  saveBar.replaceChildren(text, ...buttons);
}

function declaredButtons(declared: HTMLElement): HTMLElement[] {
  return [...declared.querySelectorAll("button")].map((original) => {
    const isPrimary = original.getAttribute("variant") === "primary";
    const words = (original.textContent ?? "").trim() || (isPrimary ? "Save" : "Discard");
    const shown = button(words, () => {
      original.click();
    });
    shown.disabled = original.disabled;
    if (isPrimary) shown.className = "primary";
    return shown;
  });
}

function formButtons(form: HTMLFormElement): HTMLElement[] {
  const discard = button("Discard", () => {
    form.reset();
  });
  const save = button("Save", () => {
    form.requestSubmit();
  });
  save.className = "primary";
  return [discard, save];
}

function make(tag: string, attributes: Record<string, string>): HTMLElement {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

function link(text: string, href: string): HTMLAnchorElement {
  const anchor = document.createElement("a");
  anchor.href = href;
  anchor.append(text);
  return anchor;
}

function button(text: string, onClick: () => void): HTMLButtonElement {
  const element = document.createElement("button");
  element.type = "button";
  element.append(text);
  element.addEventListener("click", onClick);
  return element;
}

/** React takes the page over first; anything added before would not match what its server sent. */
async function whenHydrated(): Promise<void> {
  if (document.readyState !== "complete")
    await new Promise((resolve) => addEventListener("load", resolve, { once: true }));
  const until = performance.now() + 4_000;
  while (performance.now() < until && !isHydrated())
    await new Promise((resolve) => requestAnimationFrame(resolve));
}

function isHydrated(): boolean {
  return document.body !== null && Object.keys(document.body).some((key) => key.startsWith("__reactFiber$"));
}
