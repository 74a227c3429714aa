// The DNS as the app asks it: which text records stand at a name.

import type { Router } from "express";
import express from "express";
import type { Sandbox } from "../sandbox";

export function dnsRoutes({ dns }: Pick<Sandbox, "dns">): Router {
  const router = express.Router();
  router.get("/dns/:name", (request, response) => {
    response.json({ records: dns.get(request.params.name.toLowerCase()) ?? [] });
  });
  return router;
}
