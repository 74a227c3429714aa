// The browser's side of the admin: App Bridge's script, id tokens, and the way into the embedded app.

import { join } from "node:path";
import { build } from "esbuild";
import type { Request, Response, Router } from "express";
import express from "express";
import type { BridgeSetup } from "../app-bridge/setup";
import { html } from "../pages/html";
import { page } from "../pages/layout";
import type { Sandbox } from "../sandbox";
import { embeddedUrl, hostParameter } from "../embedded-url";
import { adminLocale } from "./admin-locale";
import { awaited } from "./awaited";
import { returnPath } from "./return-path";

export function appBridgeRoutes(sandbox: Sandbox): Router {
  const router = express.Router();
  const { installation, shop } = sandbox.world;
  let script: Promise<string> | null = null;

  const setup = (): BridgeSetup => ({
    url: sandbox.url,
    apiKey: sandbox.apiKey,
    shop: shop.domain,
    shopName: shop.name,
    host: hostParameter(shop.domain),
  });

  router.get(
    "/app-bridge.js",
    awaited(async (_request, response) => {
      script ??= bundle();
      response.type("js").set("Cache-Control", "no-cache");
      response.send(`window.lastmileSandbox = ${JSON.stringify(setup())};\n${await script}`);
    }),
  );

  // The app's pages are another origin; a token is for whoever runs the sandbox on this machine.
  const fromApp = (request: Request, response: Response, next: () => void) => {
    const origin = request.get("origin");
    if (origin !== undefined && sandbox.appUrl !== null && origin === new URL(sandbox.appUrl).origin) {
      response.set({
        "Access-Control-Allow-Origin": origin,
        "Access-Control-Allow-Methods": "GET, POST, DELETE",
        Vary: "Origin",
      });
    }
    next();
  };
  router.use("/app-bridge", fromApp);
  router.options("/app-bridge/*", (_request, response) => {
    response.status(204).end();
  });
  router.post("/app-bridge/id-token", (_request, response) => {
    response.type("text/plain").send(sandbox.idToken());
  });
  router.all("/app-bridge/scopes", (request, response) => {
    const wanted =
      typeof request.query["scopes"] === "string" ? request.query["scopes"].split(",").filter(Boolean) : [];
    if (request.method === "POST")
      sandbox.world.changeScopes([...new Set([...installation.scopes, ...wanted])]);
    if (request.method === "DELETE") {
      sandbox.world.changeScopes(installation.scopes.filter((scope) => !wanted.includes(scope)));
    }
    response.json({
      result: "granted-all",
      detail: { granted: installation.scopes, required: [], optional: wanted },
    });
  });

  router.get("/app-bridge/products", (request, response) => {
    const language = request.query["locale"] === "it" ? "it" : "en";
    response.json(
      sandbox.world.listShelf().map(({ id, title }) => ({
        id: `gid://shopify/Product/${id}`,
        title: title[language],
      })),
    );
  });

  router.get("/admin", (request, response) => {
    if (sandbox.appUrl === null) {
      response.status(503).send(
        page({
          sandbox,
          title: "Shopify admin",
          section: "/admin",
          body: html`<h1>Shopify admin</h1>
            <p class="empty">Lastmile is not running, so there is nothing to open yet.</p>`,
        }),
      );
      return;
    }
    const path = returnPath(request.query["path"]);
    const opened = { path: path === "/" ? "/app" : path, locale: adminLocale(request) };
    response.redirect(302, embeddedUrl(sandbox, sandbox.appUrl, opened));
  });

  return router;
}

async function bundle(): Promise<string> {
  const result = await build({
    entryPoints: [join(import.meta.dirname, "../app-bridge/main.ts")],
    bundle: true,
    write: false,
    format: "iife",
    target: "es2022",
    logLevel: "silent",
  });
  const [file] = result.outputFiles;
  if (!file) throw new Error("App Bridge's stand-in was not built");
  return file.text;
}
