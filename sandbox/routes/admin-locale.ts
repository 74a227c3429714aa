import type { Request } from "express";

/** The language the merchant reads the admin in, as its address says. */
export function adminLocale(request: Request): "en" | "it" {
  return request.query["locale"] === "it" ? "it" : "en";
}
