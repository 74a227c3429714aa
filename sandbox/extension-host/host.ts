// Stands in for the checkout that runs the extension: the real bundle in a frame of its own, the `shopify` global
// it is given, and the s-* elements it is drawn with.

import { existsSync, readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

import { signIdToken } from "../id-token";
import type { ExtensionOrder } from "./extension-order";
import { extensionPage } from "./extension-page";
import { readTranslations } from "./translations";

export interface ExtensionHostContext {
  /** Where the app answers; null while it does not run. */
  appUrl: string | null;
  apiKey: string;
  apiSecret: string;
  findOrder(checkoutToken: string): ExtensionOrder | null;
  /** What the merchant chose for the block in the checkout editor. */
  blockSettings?: Record<string, string | boolean>;
}

const root = fileURLToPath(new URL("../..", import.meta.url));
const prefix = "/extension-host/";

/** The block's place on the thank-you page: a frame as tall as what it shows, and nothing while it shows nothing. */
export function thankYouBlock(
  order: Pick<ExtensionOrder, "checkoutToken" | "locale">,
  { editor = false } = {},
): string {
  const query = new URLSearchParams({
    checkoutToken: order.checkoutToken,
    locale: order.locale,
    ...(editor ? { editor: "1" } : {}),
  });
  return `<iframe class="extension-block" title="Lastmile" src="${prefix}thank-you?${query.toString().replaceAll("&", "&amp;")}"
  style="display:block;width:calc(100% + 4px);margin-inline:-2px;height:0;border:0"></iframe>
<script>
addEventListener("message", (event) => {
  if (event.origin !== location.origin || event.data?.kind !== "extension-height") return;
  for (const frame of document.querySelectorAll("iframe.extension-block"))
    if (frame.contentWindow === event.source) frame.style.height = event.data.height + "px";
});
</script>`;
}

/** Answers what lies under /extension-host/; false leaves the request to others. */
export async function handleExtensionHost(
  req: IncomingMessage,
  res: ServerResponse,
  ctx: ExtensionHostContext,
): Promise<boolean> {
  const url = new URL(req.url ?? "/", "http://sandbox");
  if (!url.pathname.startsWith(prefix)) return false;
  if (req.method !== "GET") return answer(res, 405, "text/plain", "GET only");

  switch (url.pathname.slice(prefix.length)) {
    case "host.js":
      return answer(res, 200, "text/javascript", await browserScript());
    case "thank-you-block.js":
      return serveBundle(res);
    case "session-token":
      return serveSessionToken(res, url, ctx);
    case "thank-you":
      return servePage(res, url, ctx);
    default:
      return answer(res, 404, "text/plain", "no such page");
  }
}

function servePage(res: ServerResponse, url: URL, ctx: ExtensionHostContext): true {
  const order = ctx.findOrder(url.searchParams.get("checkoutToken") ?? "");
  if (order === null) return answer(res, 404, "text/plain", "no such order");
  const locale = url.searchParams.get("locale") ?? order.locale;
  const page = extensionPage({
    order,
    locale,
    ...readTranslations(path.join(root, "extensions/thank-you-block/locales"), locale),
    appUrl: ctx.appUrl,
    blockSettings: ctx.blockSettings ?? {},
    editor: url.searchParams.get("editor") === "1",
  });
  return answer(res, 200, "text/html", page);
}

// Checkout's tokens carry the bare host where the admin's carry an address.
function serveSessionToken(
  res: ServerResponse,
  url: URL,
  { apiKey, apiSecret, findOrder }: ExtensionHostContext,
): true {
  const order = findOrder(url.searchParams.get("checkoutToken") ?? "");
  if (order === null) return answer(res, 404, "text/plain", "no such order");
  const { shopDomain } = order;
  const token = signIdToken({ shopDomain, apiKey, apiSecret, dest: shopDomain, lifetimeSeconds: 300 });
  return answer(res, 200, "application/json", JSON.stringify({ token }));
}

function serveBundle(res: ServerResponse): true {
  const bundle = path.join(root, "build/extensions/thank-you-block.js");
  if (!existsSync(bundle)) return answer(res, 503, "text/plain", "run: tsx scripts/build-extensions.ts");
  return answer(res, 200, "text/javascript", readFileSync(bundle, "utf8"));
}

let script: Promise<string> | undefined;

function browserScript(): Promise<string> {
  script ??= build({
    entryPoints: [fileURLToPath(new URL("browser/start.ts", import.meta.url))],
    bundle: true,
    write: false,
    format: "iife",
    target: "es2022",
  }).then(({ outputFiles }) => outputFiles[0]?.text ?? "");
  return script;
}

function answer(res: ServerResponse, status: number, type: string, body: string): true {
  res.writeHead(status, { "Content-Type": `${type}; charset=utf-8`, "Cache-Control": "no-store" });
  res.end(body);
  return true;
}
