import type { HostedExtension, ShopperPage } from "../extension-page";
import { createI18n } from "./i18n";
import { createStorage } from "./storage";

// The `shopify` global of the shopper's pages, as far as our extensions use it.

interface SignalLike {
  value: unknown;
}

/** Hands the extension's own signal class over to its host, as Shopify's does. */
type SignalClass = new (value: unknown) => SignalLike;

export function createShopperShopify(
  hosted: HostedExtension,
  { surface, order, fulfillmentId }: ShopperPage,
): Record<string, unknown> {
  const { extensionLanguage, words, blockSettings, editor } = hosted;
  const id = `gid://shopify/Order/${order.orderId}`;
  const signals: Record<string, unknown> = {
    ...(surface === "checkout"
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
    ...(fulfillmentId === null ? {} : { fulfillmentId: `gid://shopify/Fulfillment/${fulfillmentId}` }),
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
