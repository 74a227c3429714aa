import { existsSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { extname, join } from "node:path";
import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import compression from "compression";
import express, { type ErrorRequestHandler, type RequestHandler } from "express";
import type { RunningApp } from "./load-app.ts";
import { createProbes } from "./probes.ts";
import { answerWebhooks } from "./webhook-door.ts";

// Shopify's and browsers' headers stay far below; a session token is about 1 KB.
const maxHeaderBytes = 16 * 1024;

// A file of history is uploaded in the admin; a shopper's forms are small.
const maxAdminBytes = 25_000_000;
const maxPublicBytes = 1_000_000;

// Slow clients do not hold a connection for ever: a body has 30 s, its headers 10.
const usualPatience = { requestMs: 30_000, headersMs: 10_000 };

/** The web process's server: probes and webhooks first, then static files, then Remix. */
export function createWebServer({
  build,
  app,
  patience = usualPatience,
  assets = "build/client/assets",
}: {
  build: ServerBuild;
  app: RunningApp;
  patience?: typeof usualPatience;
  /** The folder of the files named by their content. */
  assets?: string;
}): {
  server: Server;
  /** Tells load balancers to send nothing more. */
  stopProbes(): void;
} {
  const probes = createProbes(app);
  const answersWebhook = answerWebhooks(app);
  const pages = express()
    .disable("x-powered-by")
    .use(counted(app))
    .use(securityHeaders(app.env.APP_URL))
    .use(withinLimits)
    .use(fromOurOwnOrigin)
    .use(formsInTheAdmin)
    .use(compression())
    .use("/assets", compressedAtBuild(assets), express.static(assets, { immutable: true, maxAge: "1y" }))
    .use(express.static("build/client", { maxAge: "1h" }))
    .all("*", createRequestHandler({ build, mode: "production" }))
    .use(failed(app));
  const server = createServer(
    {
      maxHeaderSize: maxHeaderBytes,
      requestTimeout: patience.requestMs,
      headersTimeout: patience.headersMs,
      // Node looks every 30 s by itself: half a minute more for each of them.
      connectionsCheckingInterval: 1_000,
    },
    (request, response) => {
      if (!answersWebhook(request, response) && !probes.answer(request, response)) pages(request, response);
    },
  );
  // Longer than a load balancer keeps its side open (60 s): it must not send into a connection we just closed.
  server.keepAliveTimeout = 65_000;
  return { server, stopProbes: () => probes.stop() };
}

/** Logged and counted by the path only: the first embedded request carries an id token in its query. */
const counted =
  ({ log, loggablePath, countRequest }: RunningApp): RequestHandler =>
  (request, response, next) => {
    const startedAt = performance.now();
    response.on("finish", () => {
      const ms = performance.now() - startedAt;
      const { method, path } = request;
      const status = response.statusCode;
      log.debug({ method, path: loggablePath(path), status, ms: Math.round(ms) }, "request");
      countRequest({ path, status, seconds: ms / 1000 });
    });
    next();
  };

/** What the build has compressed is handed out as it is; who does not read brotli gets it as before. */
const compressedAtBuild =
  (folder: string): RequestHandler =>
  (request, response, next) => {
    response.vary("Accept-Encoding");
    const { path } = request;
    const isOurs = /^\/[\w.-]+\.(js|css)$/.test(path) && existsSync(join(folder, `${path}.br`));
    if (isOurs && request.acceptsEncodings("br") === "br") {
      response.type(extname(path)).setHeader("Content-Encoding", "br");
      request.url = `${path}.br`;
    }
    next();
  };

const securityHeaders = (appUrl: string): RequestHandler => {
  const isHttps = appUrl.startsWith("https:");
  return (_request, response, next) => {
    response.setHeader("X-Content-Type-Options", "nosniff");
    if (isHttps) response.setHeader("Strict-Transport-Security", "max-age=31536000");
    next();
  };
};

/** An address nobody can decode is a bad request; everything else that got this far is ours. Nobody is shown a stack. */
const failed =
  ({ log, loggable, loggablePath }: RunningApp): ErrorRequestHandler =>
  (error: { status?: unknown }, request, response, _next) => {
    const status = typeof error.status === "number" ? error.status : 500;
    if (status >= 500)
      log.error({ path: loggablePath(request.path), error: loggable(error) }, "a request failed");
    if (response.headersSent) return response.destroy();
    response.status(status).end();
  };

/** A body says how long it is, and is no longer than it may be; whoever streams without end is not waited for. */
const withinLimits: RequestHandler = (request, response, next) => {
  const isStreamed = request.headers["transfer-encoding"] !== undefined;
  const limit = request.path.startsWith("/app") ? maxAdminBytes : maxPublicBytes;
  // No name of anything holds a zero byte, and no database takes one.
  if (request.url.includes("%00")) return void response.status(400).end();
  // Remix has no answer to these but a 500.
  if (/^(HEAD|OPTIONS)$/.test(request.method) && request.path.endsWith(".data"))
    return void response.status(405).end();
  const status = isStreamed ? 411 : Number(request.headers["content-length"] ?? 0) > limit ? 413 : null;
  if (status === null) return next();
  response.status(status).setHeader("Connection", "close");
  response.end();
};

/** The admin's pages post forms and one of them a file; of any other body Remix would make a 500. */
const formsInTheAdmin: RequestHandler = (request, response, next) => {
  const isPost = request.method !== "GET" && request.method !== "HEAD" && request.method !== "OPTIONS";
  const isForm = request.headers["content-type"]?.startsWith("application/x-www-form-urlencoded") ?? false;
  const isFile = /^\/app\/settings\/data\/import(\.data)?\/?$/.test(request.path);
  if (!isPost || isForm || isFile || !request.path.startsWith("/app")) return next();
  response.status(415).end();
};

/**
 * A form posted from somebody else's page is refused. Remix would refuse it too, but with a 500, and breaks on an
 * Origin that is no address.
 */
const fromOurOwnOrigin: RequestHandler = (request, response, next) => {
  const { origin, host } = request.headers;
  const isRead = request.method === "GET" || request.method === "HEAD" || request.method === "OPTIONS";
  // The extension's own doors are for other origins: they ask for a token instead.
  if (isRead || origin === undefined || request.path.startsWith("/api/")) return next();
  const forwarded = request.headers["x-forwarded-host"];
  const ours = (typeof forwarded === "string" ? forwarded.split(",")[0]?.trim() : undefined) ?? host;
  if (URL.canParse(origin) && new URL(origin).host === ours) return next();
  // Shopify hands a storefront's form on, with the storefront's origin and its own signature.
  if (request.path.startsWith("/proxy/")) {
    delete request.headers.origin;
    return next();
  }
  response.status(403).end();
};
