import type { Sandbox } from "./sandbox";

/** Shopify's `host`: base64 of the admin's address, without padding. */
export function hostParameter(shopDomain: string): string {
  const handle = shopDomain.split(".")[0] ?? shopDomain;
  return Buffer.from(`admin.shopify.com/store/${handle}`).toString("base64").replace(/=+$/, "");
}

/** The address at which the Shopify admin opens the app. */
export function embeddedUrl(
  sandbox: Pick<Sandbox, "world" | "idToken">,
  appUrl: string,
  { path = "/app", locale = "en" }: { path?: string; locale?: "en" | "it" } = {},
): string {
  const shop = sandbox.world.shop.domain;
  const url = new URL(path, appUrl);
  url.searchParams.set("shop", shop);
  url.searchParams.set("host", hostParameter(shop));
  url.searchParams.set("embedded", "1");
  url.searchParams.set("locale", locale);
  url.searchParams.set("id_token", sandbox.idToken());
  return url.href;
}
