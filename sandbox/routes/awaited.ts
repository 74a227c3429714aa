import type { NextFunction, Request, RequestHandler, Response } from "express";

/** Express 4 does not look after a handler's promise: what it throws must be handed on. */
export function awaited(
  handler: (request: Request, response: Response, next: NextFunction) => Promise<void>,
): RequestHandler {
  return (request, response, next) => {
    handler(request, response, next).catch(next);
  };
}
