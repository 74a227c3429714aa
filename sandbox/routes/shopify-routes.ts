// What the app asks of Shopify: tokens and the Admin API, at the addresses PLATFORM's seam rewrites to.

import type { Request, Response, Router } from "express";
import express from "express";
import { z } from "zod";
import type { AdminApi } from "../admin-api/execute";
import type { Sandbox } from "../sandbox";
import { API_VERSION } from "../webhook-delivery";
import { awaited } from "./awaited";

const graphqlRequest = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});

export function shopifyRoutes(sandbox: Sandbox, adminApi: AdminApi): Router {
  const router = express.Router();
  const ownShop = (request: Request, response: Response) => {
    if (request.params["shop"] === sandbox.world.shop.domain) return true;
    response.status(404).json({ errors: "Not Found" });
    return false;
  };

  router.post(
    "/shops/:shop/admin/oauth/access_token",
    express.json(),
    express.urlencoded({ extended: false }),
    (request, response) => {
      if (!ownShop(request, response)) return;
      const answer = sandbox.tokens.exchange(request.body);
      response.status(answer.status).json(answer.body);
    },
  );

  router.post(
    "/shops/:shop/admin/api/:version/graphql.json",
    express.json({ limit: "10mb" }),
    awaited(async (request, response) => {
      if (!ownShop(request, response)) return;
      if (request.params["version"] !== API_VERSION) {
        response.status(404).json({ errors: "Not Found" });
        return;
      }
      const { adminTrouble: trouble } = sandbox;
      if (trouble.kind === "slow") await new Promise((resolve) => setTimeout(resolve, trouble.delayMs));
      if (trouble.kind === "unavailable") {
        response.status(503).json({ errors: "Service Unavailable" });
        return;
      }
      const { uninstalledAt } = sandbox.world.installation;
      const isRefused = uninstalledAt !== null || trouble.kind === "unauthorized";
      if (isRefused || !sandbox.tokens.isGood(request.get("X-Shopify-Access-Token"))) {
        response.status(401).json({
          errors: "[API] Invalid API key or access token (unrecognized login or wrong password)",
        });
        return;
      }
      const body = graphqlRequest.safeParse(request.body);
      if (!body.success) {
        response.status(400).json({ errors: { query: "Required parameter missing or invalid" } });
        return;
      }
      const { query, variables, operationName } = body.data;
      response.set("X-Shopify-API-Version", API_VERSION);
      response.json(
        await adminApi({ query, variables: variables ?? {}, operationName: operationName ?? null }),
      );
    }),
  );

  // Where Shopify's files lie: whoever knows the address may fetch it.
  router.get("/bulk/:number.jsonl", (request, response) => {
    const text = adminApi.bulkFile(request.params["number"] ?? "");
    if (text === null) return void response.status(404).end();
    const file = Buffer.from(text);
    const ranges = request.range(file.length);
    response.type("application/jsonl");
    if (ranges === -1) return void response.status(416).end();
    const [part] = typeof ranges === "object" ? ranges : [];
    if (!part) return void response.send(file);
    response.setHeader("Content-Range", `bytes ${part.start}-${part.end}/${file.length}`);
    response.status(206).send(file.subarray(part.start, part.end + 1));
  });

  return router;
}
