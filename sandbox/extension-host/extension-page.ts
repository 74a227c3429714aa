import type { Surface } from "./blocks";
import type { ExtensionOrder } from "./extension-order";

/** What the page's script needs to build the `shopify` global. */
export interface HostedExtension {
  target: string;
  /** A page of the shopper's, about one order of hers, or one of the merchant's, about what she has chosen there. */
  page: ShopperPage | AdminPage;
  locale: string;
  extensionLanguage: string;
  words: unknown;
  appUrl: string | null;
  blockSettings: Record<string, string | boolean>;
  editor: boolean;
}

export interface ShopperPage {
  surface: Exclude<Surface, "admin">;
  order: ExtensionOrder;
  /** For what stands beside one parcel. */
  fulfillmentId: string | null;
}

export interface AdminPage {
  surface: "admin";
  /** gid://shopify/Order/1043 */
  selected: string[];
}

/** The frame's document: the host's script first, then the real bundle. */
export function extensionPage(name: string, hosted: HostedExtension): string {
  return `<!doctype html>
<html lang="${escaped(hosted.extensionLanguage)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Lastmile</title>
<style>
  :root { color-scheme: light; }
  html, body { margin: 0; background: transparent; }
  body { font: 14px/1.5 system-ui, -apple-system, "Segoe UI", "Liberation Sans", Arial, sans-serif; color: #202223; padding: 2px; display: flow-root; }
</style>
</head>
<body>
<script type="application/json" id="hosted">${JSON.stringify(hosted).replaceAll("<", "\\u003c")}</script>
<script src="/extension-host/host.js"></script>
<script src="/extension-host/bundles/${escaped(name)}.js"></script>
<script>lastmileHost.run();</script>
</body>
</html>`;
}

function escaped(text: string): string {
  return text.replace(/[^\w-]/g, "");
}
