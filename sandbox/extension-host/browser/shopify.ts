import type { HostedExtension } from "../extension-page";

// The `shopify` global of the shopper's pages, as far as our extensions use it.

interface SignalLike {
  value: unknown;
}

/** Hands the extension's own signal class over to its host, as Shopify's does. */
type SignalClass = new (value: unknown) => SignalLike;

export function createShopify(hosted: HostedExtension): Record<string, unknown> {
  const { order, extensionLanguage, words, blockSettings, editor } = hosted;
  const id = `gid://shopify/Order/${order.orderId}`;
  const signals: Record<string, unknown> = {
    ...(hosted.surface === "checkout"
      ? {
          orderConfirmation: {
            order: { id },
            number: order.confirmationNumber,
            isFirstOrder: order.isFirstOrder,
          },
        }
      : {
          order: { id, name: order.orderName, confirmationNumber: order.confirmationNumber },
          // Whoever comes by the link of a mail is not logged in.
          authenticationState: "pre_authenticated",
        }),
    checkoutToken: editor ? undefined : order.checkoutToken,
    settings: blockSettings,
  };
  const localization: Record<string, unknown> = {
    language: { isoCode: hosted.locale },
    extensionLanguage: { isoCode: extensionLanguage },
    country: { isoCode: order.countryCode },
    currency: { isoCode: order.currency },
    timezone: order.timeZone,
  };

  const shopify: Record<string, unknown> = {
    shop: { id: "gid://shopify/Shop/1", name: order.shopName, myshopifyDomain: order.shopDomain },
    extension: {
      target: hosted.target,
      apiVersion: "2026-07",
      version: "1",
      editor: editor ? { type: "checkout" } : undefined,
      capabilities: { value: ["network_access"] },
    },
    ...(hosted.fulfillmentId === null
      ? {}
      : { fulfillmentId: `gid://shopify/Fulfillment/${hosted.fulfillmentId}` }),
    sessionToken: { get: () => fetchSessionToken(order.checkoutToken) },
    storage: createStorage(order.shopDomain),
    i18n: createI18n(words, hosted.locale, order.currency),
    setSignals: (Signal: SignalClass) => fill((value) => new Signal(value)),
  };

  function fill(signalOf: (value: unknown) => SignalLike): void {
    for (const [name, value] of Object.entries(signals)) shopify[name] = signalOf(value);
    shopify["localization"] = Object.fromEntries(
      Object.entries(localization).map(([name, value]) => [name, signalOf(value)]),
    );
  }
  fill((value) => ({ value }));
  return shopify;
}

async function fetchSessionToken(checkoutToken: string): Promise<string> {
  const response = await fetch(`/extension-host/session-token?${new URLSearchParams({ checkoutToken })}`);
  const { token } = (await response.json()) as { token: string };
  return token;
}

/** Kept per shop in this browser, as Shopify keeps it per extension and shopper. */
function createStorage(shopDomain: string) {
  const keyOf = (key: string) => `extension:${shopDomain}:${key}`;
  return {
    read: async (key: string): Promise<unknown> => {
      const stored = localStorage.getItem(keyOf(key));
      return stored === null ? null : (JSON.parse(stored) as unknown);
    },
    write: async (key: string, value: unknown): Promise<void> =>
      localStorage.setItem(keyOf(key), JSON.stringify(value)),
    delete: async (key: string): Promise<void> => localStorage.removeItem(keyOf(key)),
  };
}

function createI18n(words: unknown, locale: string, currency: string) {
  return {
    translate(key: string, values: Record<string, string | number> = {}): string {
      const found = key
        .split(".")
        .reduce<unknown>((part, name) => (isRecord(part) ? part[name] : undefined), words);
      if (typeof found !== "string") {
        console.error(`The extension has no words for "${key}".`);
        return key;
      }
      return found.replace(/\{\{\s*(\w+)\s*\}\}/g, (braces, name: string) => String(values[name] ?? braces));
    },
    formatNumber: (number: number) => new Intl.NumberFormat(locale).format(number),
    formatCurrency: (number: number) =>
      new Intl.NumberFormat(locale, { style: "currency", currency }).format(number),
    formatDate: (date: Date, options?: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat(locale, options).format(date),
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
