import type { AdminPage, HostedExtension } from "../extension-page";
import { createI18n } from "./i18n";
import { createStorage } from "./storage";

// The `shopify` global of the merchant's pages, as far as our extensions use it.

export function createAdminShopify(
  hosted: HostedExtension,
  { selected }: AdminPage,
): Record<string, unknown> {
  return {
    extension: { target: hosted.target },
    data: { selected: selected.map((id) => ({ id })) },
    auth: { idToken: fetchIdToken },
    i18n: createI18n(hosted.words, hosted.locale, "EUR"),
    storage: createStorage("admin"),
    navigation: { navigate: (address: string) => open(address, "_top") },
  };
}

/** As the admin hands it out: for a minute. */
export async function fetchIdToken(): Promise<string> {
  return (await fetch("/app-bridge/id-token", { method: "POST" })).text();
}
