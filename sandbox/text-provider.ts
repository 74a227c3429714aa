// A text message provider with Twilio's address and answers; what it takes in, the phone page shows.

import { createHash } from "node:crypto";
import type { Request, Response, Router } from "express";
import express from "express";

export interface StoredText {
  id: string;
  at: string;
  from: string;
  to: string;
  body: string;
}

export function textProvider(options: { texts: StoredText[]; now: () => Date; onText: () => void }): Router {
  const router = express.Router();
  router.post(
    "/2010-04-01/Accounts/:sid/Messages.json",
    express.urlencoded({ extended: false }),
    (request: Request, response: Response) => {
      const form: unknown = request.body;
      const to = field(form, "To");
      const body = field(form, "Body");
      const from = field(form, "From") ?? field(form, "MessagingServiceSid");
      if (!request.headers.authorization) {
        response.status(401).json({ code: 20003, message: "Authenticate", status: 401 });
        return;
      }
      if (!to || !body || !from) {
        response
          .status(400)
          .json({ code: 21604, message: "'To', 'From' and 'Body' are required", status: 400 });
        return;
      }
      const at = options.now();
      const id = `SM${createHash("md5").update(`${options.texts.length}:${to}:${body}`).digest("hex")}`;
      options.texts.push({ id, at: at.toISOString(), from, to, body });
      options.onText();
      response.status(201).json({
        sid: id,
        account_sid: request.params["sid"],
        api_version: "2010-04-01",
        body,
        date_created: at.toUTCString(),
        date_sent: null,
        date_updated: at.toUTCString(),
        direction: "outbound-api",
        error_code: null,
        error_message: null,
        from,
        messaging_service_sid: null,
        num_media: "0",
        num_segments: "1",
        price: null,
        price_unit: "USD",
        status: "queued",
        to,
        uri: `/2010-04-01/Accounts/${request.params["sid"] ?? ""}/Messages/${id}.json`,
      });
    },
  );
  return router;
}

export function field(form: unknown, name: string): string | null {
  if (typeof form !== "object" || form === null) return null;
  const value: unknown = Reflect.get(form, name);
  return typeof value === "string" && value !== "" ? value : null;
}
