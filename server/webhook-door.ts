import type { IncomingMessage, ServerResponse } from "node:http";
import type { RunningApp } from "./load-app.ts";

/**
 * Answers /webhooks before Express and Remix are asked: Shopify waits, and what they do to a request (streams, routes,
 * a second copy of the headers) costs several times what storing it does.
 */
export function answerWebhooks(
  app: Pick<RunningApp, "answerWebhook" | "maxWebhookBytes" | "log" | "loggable">,
) {
  return (request: IncomingMessage, response: ServerResponse): boolean => {
    const path = request.url ?? "";
    if (path !== "/webhooks" && !path.startsWith("/webhooks?")) return false;
    app
      .answerWebhook({
        method: request.method ?? "",
        header: (name) => {
          const value = request.headers[name];
          return typeof value === "string" ? value : null;
        },
        readBody: () => readBody(request, app.maxWebhookBytes),
      })
      .then(
        (status) => {
          // The rest of a body nobody reads would be taken for the next request.
          const headers = status === 413 ? { Connection: "close" } : {};
          response.writeHead(status, { "Content-Length": 0, ...headers }).end();
        },
        (error: unknown) => {
          app.log.error({ error: app.loggable(error) }, "a webhook was not stored");
          if (!response.headersSent) response.writeHead(500, { "Content-Length": 0 });
          response.end();
        },
      );
    return true;
  };
}

/** The body up to a limit, whatever its length header claims; null when it is longer. Rejects when it breaks off. */
function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer | null> {
  if (Number(request.headers["content-length"] ?? 0) > maxBytes) return Promise.resolve(null);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request
      .on("data", (chunk: Buffer) => {
        length += chunk.byteLength;
        if (length > maxBytes) {
          request.removeAllListeners("data").pause();
          resolve(null);
        } else chunks.push(chunk);
      })
      .once("end", () => {
        const [only] = chunks;
        resolve(chunks.length === 1 && only ? only : Buffer.concat(chunks));
      })
      .once("error", reject);
  });
}
