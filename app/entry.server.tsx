import { PassThrough } from "node:stream";
import { createReadableStreamFromReadable, type EntryContext } from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { isbot } from "isbot";
import { renderToPipeableStream } from "react-dom/server";
import { loggable, loggablePath } from "~/platform/log.server";
import { getDeps } from "./deps.server";

export { openApp } from "./open-app.server";

const renderTimeoutMs = 5_000;

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (pathname.startsWith("/app") || pathname.startsWith("/auth")) {
    const { shopifyApp, env } = getDeps();
    shopifyApp.addDocumentResponseHeaders(request, headers);
    // The library lets the shop's admin frame its pages; one that names no shop is for nobody to frame.
    if (!headers.has("Content-Security-Policy"))
      headers.set("Content-Security-Policy", "frame-ancestors 'none'");
    // The library's preload names Shopify's CDN whatever script the page really loads.
    if (env.STAND_IN_URL !== undefined) headers.delete("Link");
  } else {
    // A shopper's page stands alone: no frame, no script, no referrer that carries its link.
    headers.set(
      "Content-Security-Policy",
      "default-src 'none'; img-src https: http: data:; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    );
    // Not "no-referrer": browsers then post forms with "Origin: null", which Remix takes for a forgery.
    headers.set("Referrer-Policy", "same-origin");
    headers.set("Cache-Control", "no-store");
  }
  headers.set("X-Content-Type-Options", "nosniff");
  headers.set("Content-Type", "text/html; charset=utf-8");

  return new Promise((resolve, reject) => {
    let failed = false;
    const render = renderToPipeableStream(
      <RemixServer context={context} url={request.url} abortDelay={renderTimeoutMs} />,
      {
        [isbot(request.headers.get("user-agent")) ? "onAllReady" : "onShellReady"]() {
          const body = new PassThrough();
          resolve(
            new Response(createReadableStreamFromReadable(body), { status: failed ? 500 : status, headers }),
          );
          render.pipe(body);
        },
        onShellError: reject,
        onError(error: unknown) {
          failed = true;
          getDeps().log.error({ error: loggable(error) }, "a page did not render");
        },
      },
    );
    setTimeout(() => render.abort(), renderTimeoutMs + 1000).unref();
  });
}

/** Errors a loader or an action threw: logged without the query, which may carry a token. */
export function handleError(error: unknown, { request }: { request: Request }): void {
  if (request.signal.aborted) return;
  getDeps().log.error(
    { method: request.method, path: loggablePath(new URL(request.url).pathname), error: loggable(error) },
    "a request failed",
  );
}
