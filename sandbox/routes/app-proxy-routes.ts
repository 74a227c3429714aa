// The storefront's addresses that belong to the app: handed on with Shopify's signature, answered as the app answers.

import { createHmac } from "node:crypto";
import type { Request, Response, Router } from "express";
import express from "express";
import type { AppConfig } from "../app-config";
import { cookieValue } from "../pages/cart";
import type { Sandbox } from "../sandbox";
import { awaited } from "./awaited";

export function appProxyRoutes(sandbox: Sandbox, appProxy: AppConfig["appProxy"]): Router {
  const router = express.Router();
  if (appProxy === null) return router;
  router.use(
    appProxy.storefrontPath,
    express.raw({ type: () => true, limit: "12mb" }),
    awaited(async (request: Request, response: Response) => {
      if (sandbox.appUrl === null) {
        response.status(502).send("The app is not running.");
        return;
      }
      const query = new URLSearchParams(request.originalUrl.split("?")[1] ?? "");
      sign(query, { sandbox, storefrontPath: appProxy.storefrontPath });
      const answer = await fetch(
        `${sandbox.appUrl}${appProxy.appPath}${request.path === "/" ? "" : request.path}?${query}`,
        {
          method: request.method,
          headers: passedOn(request),
          redirect: "manual",
          ...(request.method === "POST" ? { body: new Uint8Array(request.body as Buffer) } : {}),
        },
      );
      response.status(answer.status);
      for (const name of ["content-type", "content-security-policy", "referrer-policy", "cache-control"]) {
        const value = answer.headers.get(name);
        if (value !== null) response.set(name, value);
      }
      response.send(Buffer.from(await answer.arrayBuffer()));
    }),
  );
  return router;
}

/** Shopify's own four parameters, and its hex HMAC over all of them, sorted. It signs with real time. */
function sign(
  query: URLSearchParams,
  { sandbox, storefrontPath }: { sandbox: Sandbox; storefrontPath: string },
): void {
  query.set("shop", sandbox.world.shop.domain);
  query.set("logged_in_customer_id", "");
  query.set("path_prefix", storefrontPath);
  query.set("timestamp", String(Math.floor(Date.now() / 1000)));
  const text = [...new Set(query.keys())]
    .map((name) => `${name}=${query.getAll(name).join(",")}`)
    .sort()
    .join("");
  query.set("signature", createHmac("sha256", sandbox.apiSecret).update(text).digest("hex"));
}

/** No cookie passes; the form keeps the storefront's origin. */
function passedOn(request: Request): Record<string, string> {
  const language = cookieValue(request.get("cookie"), "language") ?? request.get("accept-language");
  const kept = {
    "accept-language": language,
    "content-type": request.get("content-type"),
    origin: request.get("origin"),
    "user-agent": request.get("user-agent"),
    "x-forwarded-for": request.ip,
  };
  return Object.fromEntries(
    Object.entries(kept).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
