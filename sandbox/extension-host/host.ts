// Stands in for the pages that run the extensions: the real bundle in a frame of its own, the `shopify` global it is
// given, and the s-* elements it is drawn with.

import { existsSync, readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

import { signIdToken } from "../id-token";
import { findBlock, type Surface } from "./blocks";
import type { ExtensionOrder } from "./extension-order";
import { extensionPage, type HostedExtension } from "./extension-page";
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

interface PlacedBlock {
  order: Pick<ExtensionOrder, "checkoutToken" | "locale">;
  fulfillmentId?: string;
  editor?: boolean;
}

/** A block's place on a shopper's page. */
export function extensionFrame(name: string, { order, fulfillmentId, editor = false }: PlacedBlock): string {
  return frame(name, fulfillmentId === undefined ? "Lastmile" : `Lastmile, ${fulfillmentId}`, {
    checkoutToken: order.checkoutToken,
    locale: order.locale,
    ...(fulfillmentId === undefined ? {} : { fulfillmentId }),
    ...(editor ? { editor: "1" } : {}),
  });
}

/** A block's or a print action's place on a page of the admin, about the orders or the customer chosen there. */
export function adminFrame(
  name: string,
  { title, selected, locale }: { title: string; selected: string[]; locale: string },
): string {
  return frame(name, title, { selected: selected.join(","), locale });
}

/** As tall as what it shows, and nothing while it shows nothing. */
function frame(name: string, title: string, parameters: Record<string, string>): string {
  const query = new URLSearchParams(parameters).toString().replaceAll("&", "&amp;");
  return `<iframe class="extension-block" title="${title}" src="${prefix}blocks/${name}?${query}"
  style="display:block;width:calc(100% + 4px);margin-inline:-2px;height:0;border:0"></iframe>`;
}

/** Once on a page with frames: gives each the height its block asks for. */
export const frameHeights = `<script>
addEventListener("message", (event) => {
  if (event.origin !== location.origin || event.data?.kind !== "extension-height") return;
  for (const frame of document.querySelectorAll("iframe.extension-block"))
    if (frame.contentWindow === event.source) frame.style.height = event.data.height + "px";
});
</script>`;

/** Answers what lies under /extension-host/; false leaves the request to others. */
export async function handleExtensionHost(
  req: IncomingMessage,
  res: ServerResponse,
  ctx: ExtensionHostContext,
): Promise<boolean> {
  const url = new URL(req.url ?? "/", "http://sandbox");
  if (!url.pathname.startsWith(prefix)) return false;
  if (req.method !== "GET") return answer(res, 405, "text/plain", "GET only");

  const [page = "", name = ""] = url.pathname.slice(prefix.length).split("/");
  switch (page) {
    case "host.js":
      return answer(res, 200, "text/javascript", await browserScript());
    case "bundles":
      return serveBundle(res, name.replace(/\.js$/, ""));
    case "session-token":
      return serveSessionToken(res, url, ctx);
    case "blocks":
      return serveBlock(res, { name, url, ctx });
    default:
      return answer(res, 404, "text/plain", "no such page");
  }
}

function serveBlock(
  res: ServerResponse,
  { name, url, ctx }: { name: string; url: URL; ctx: ExtensionHostContext },
): true {
  const block = findBlock(name);
  const page = block && pageOf(block.surface, url, ctx);
  if (block === null || page === null) return answer(res, 404, "text/plain", "no such block or order");
  const locale = url.searchParams.get("locale") ?? (page.surface === "admin" ? "en" : page.order.locale);
  const document = extensionPage(name, {
    target: block.target,
    page,
    locale,
    ...readTranslations(path.join(root, "extensions", block.folder, "locales"), locale),
    appUrl: ctx.appUrl,
    blockSettings: ctx.blockSettings ?? {},
    editor: url.searchParams.get("editor") === "1",
  });
  return answer(res, 200, "text/html", document);
}

function pageOf(surface: Surface, url: URL, ctx: ExtensionHostContext): HostedExtension["page"] | null {
  if (surface === "admin") {
    return { surface, selected: (url.searchParams.get("selected") ?? "").split(",").filter(Boolean) };
  }
  const order = ctx.findOrder(url.searchParams.get("checkoutToken") ?? "");
  return order && { surface, order, fulfillmentId: url.searchParams.get("fulfillmentId") };
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

function serveBundle(res: ServerResponse, name: string): true {
  const bundle = path.join(root, "build/extensions", `${name}.js`);
  if (findBlock(name) === null) return answer(res, 404, "text/plain", "no such bundle");
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
