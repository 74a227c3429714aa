import { createRequestHandler } from "@remix-run/express";
import compression from "compression";
import express from "express";
import { loadApp } from "./load-app.ts";

// The web process: static files, then Remix. The worker runs along on the embedded database only.
const { build, app } = await loadApp({ worker: false });

const server = express()
  .disable("x-powered-by")
  .use((request, response, next) => {
    const startedAt = performance.now();
    response.on("finish", () => {
      // The path only: the first embedded request carries an id token in its query.
      const ms = Math.round(performance.now() - startedAt);
      app.log.debug(
        { method: request.method, path: request.path, status: response.statusCode, ms },
        "request",
      );
    });
    next();
  })
  .use("/proxy", (request, _response, next) => {
    // A storefront's form comes with the storefront's origin, which Remix takes for a forgery. Shopify's signature
    // says who sent it, and no cookie passes the app proxy that a forged form could ride on.
    delete request.headers.origin;
    next();
  })
  .use(compression())
  .use("/assets", express.static("build/client/assets", { immutable: true, maxAge: "1y" }))
  .use(express.static("build/client", { maxAge: "1h" }))
  .all("*", createRequestHandler({ build, mode: "production" }))
  .listen(app.env.PORT, app.env.HOST, () => {
    app.log.info({ port: app.env.PORT }, "Lastmile is listening");
  });
// Slow clients do not hold a connection for ever.
server.requestTimeout = 30_000;
server.headersTimeout = 10_000;

let closing = false;
const close = () => {
  if (closing) return;
  closing = true;
  server.close();
  server.closeIdleConnections();
  void app.close().then(() => process.exit(0));
};
process.on("SIGTERM", close);
process.on("SIGINT", close);
