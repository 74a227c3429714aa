// Stands in for Shopify's app-bridge.js: the `shopify` global, authenticated fetch, the admin's elements and its frame.

import { authenticateFetch, languageOfAdmin } from "./authenticated-fetch";
import { drawChrome } from "./chrome";
import { defineElements, findElement, openSaveBar } from "./elements";
import { dirtyForm, watchForms } from "./form-save-bar";
import { createIdTokens } from "./id-tokens";
import { bounce, keepAddressOpenable } from "./navigation";
import type { PickedProduct, PickerOptions } from "./resource-picker";
import { readSetup } from "./setup";

const TOAST_MS = 5_000;

function start(): void {
  const setup = readSetup();
  const params = new URLSearchParams(location.search);
  const locale = params.get("locale");
  if (locale) sessionStorage.setItem("sandbox.locale", locale);
  const original = window.fetch.bind(window);
  const tokens = createIdTokens(setup, original);
  window.fetch = authenticateFetch(tokens, original);
  defineElements();
  keepAddressOpenable(setup);
  watchForms();
  const chrome = drawChrome(setup);

  const scopes = async (method: "GET" | "POST" | "DELETE", wanted: string[] = []) => {
    const answer = await original(
      `${setup.url}/app-bridge/scopes?scopes=${encodeURIComponent(wanted.join(","))}`,
      { method },
    );
    return (await answer.json()) as unknown;
  };
  const api = {
    config: {
      apiKey: setup.apiKey,
      host: params.get("host") ?? setup.host,
      shop: setup.shop,
      locale: languageOfAdmin(),
    },
    origin: setup.url,
    ready: Promise.resolve(),
    environment: { mobile: false, embedded: true, pos: false, intent: false },
    idToken: () => tokens.get(),
    user: () => Promise.resolve({ accountAccess: "full" }),
    loading: (on = true) => {
      chrome.loading(on);
    },
    toast: {
      show: (message: string, options: ToastOptions = {}) =>
        chrome.toast(message, {
          durationMs: options.duration ?? TOAST_MS,
          isError: options.isError ?? false,
          action: options.action,
          onAction: options.onAction,
        }),
      hide: (id: string) => {
        chrome.hideToast(id);
      },
    },
    modal: shownById(),
    saveBar: {
      ...shownById(),
      /** Resolves when nothing stands in the way; unsaved changes have to be saved or discarded first. */
      leaveConfirmation: () =>
        new Promise<void>((resolve) => {
          if (!openSaveBar() && !dirtyForm()) resolve();
          else chrome.shakeSaveBar();
        }),
    },
    scopes: {
      query: () => scopes("GET"),
      request: (wanted: string[]) => scopes("POST", wanted),
      revoke: (wanted: string[]) => scopes("DELETE", wanted),
    },
    resourcePicker: async (options: PickerOptions) => {
      const answer = await original(`${setup.url}/app-bridge/products?locale=${languageOfAdmin()}`);
      return chrome.pickProducts((await answer.json()) as PickedProduct[], options);
    },
    picker: () => Promise.resolve({ selected: Promise.resolve(undefined) }),
    reviews: {
      request: () =>
        Promise.resolve({ success: false, code: "unavailable", message: "A sandbox takes no reviews" }),
    },
    support: { registerHandler: () => Promise.resolve() },
    webVitals: { onReport: () => Promise.resolve() },
    intents: { invoke: () => Promise.resolve({ complete: Promise.resolve({ code: "closed" }) }) },
    app: { extensions: () => Promise.resolve([]) },
  };
  Object.defineProperty(window, "shopify", { value: api, configurable: true, writable: true });
  void bounce(() => tokens.get());
}

interface ToastOptions {
  duration?: number;
  isError?: boolean;
  action?: string;
  onAction?: () => void;
}

function shownById() {
  return {
    show: (id: string) => findElement(id)?.show() ?? Promise.resolve(),
    hide: (id: string) => findElement(id)?.hide() ?? Promise.resolve(),
    toggle: (id: string) => findElement(id)?.toggle() ?? Promise.resolve(),
  };
}

// Loaded twice (a page's own tag and the library's), the first one stays.
if (!("shopify" in window && window.shopify)) start();
