// A text message provider with Twilio's address and answers; what it takes in, the phone page shows.

import { createHash, createHmac } from "node:crypto";
import type { Request, Response, Router } from "express";
import express from "express";
import { awaited } from "./routes/awaited";

export interface StoredText {
  id: string;
  at: string;
  from: string;
  to: string;
  body: string;
  segments: number;
  /** Where the app hears what became of it. */
  statusCallback: string | null;
  /** What the app was told last. */
  status: "queued" | "delivered" | "undelivered";
}

/** What the app signs in with, and what its callbacks are signed with. */
export const TEXT_AUTH_TOKEN = "the-stand-in-asks-for-any";

// What a text to Italy costs, more or less.
const PRICE_PER_SEGMENT = 0.0927;

const plain = /^[\n\r !-_a-z¡£¤¥§¿ÄÅÆÇÉÑÖØÜßàäåæèéìñòöøùü]*$/;

/** As it is billed: 160 characters alone, 153 each in a row; 70 and 67 with a character carriers have to spell out. */
function segmentsOf(body: string): number {
  const [alone, inARow] = plain.test(body) ? [160, 153] : [70, 67];
  return body.length <= alone ? 1 : Math.ceil(body.length / inARow);
}

/** Tells the app what became of a text, as Twilio does. */
async function reportText(text: StoredText, status: "delivered" | "undelivered"): Promise<void> {
  text.status = status;
  if (text.statusCallback === null) return;
  await postSigned(text.statusCallback, {
    MessageSid: text.id,
    MessageStatus: status,
    To: text.to,
    From: text.from,
    ...(status === "undelivered" ? { ErrorCode: "30003" } : {}),
    Price: (-PRICE_PER_SEGMENT * text.segments).toFixed(4),
    PriceUnit: "USD",
  });
}

/** A shopper's answer to a text. */
async function answerText(appUrl: string, text: StoredText, body: string): Promise<void> {
  await postSigned(`${appUrl}/texts/inbound`, { From: text.to, To: text.from, Body: body });
}

/** Base64 HMAC-SHA1 over the address and the fields, sorted, names and values run together. */
async function postSigned(url: string, fields: Record<string, string>): Promise<void> {
  const text = Object.entries(fields)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .reduce((signed, [name, value]) => signed + name + value, url);
  const answer = await fetch(url, {
    method: "POST",
    headers: {
      "Content-Type": "application/x-www-form-urlencoded",
      "X-Twilio-Signature": createHmac("sha1", TEXT_AUTH_TOKEN).update(text).digest("base64"),
    },
    body: new URLSearchParams(fields),
  });
  if (!answer.ok) throw new Error(`${new URL(url).pathname} answered ${answer.status}`);
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
      const segments = segmentsOf(body);
      const statusCallback = field(form, "StatusCallback");
      options.texts.push({
        id,
        at: at.toISOString(),
        from,
        to,
        body,
        segments,
        statusCallback,
        status: "queued",
      });
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
        num_segments: String(segments),
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

/** The phone page's buttons: what the provider reports, and what she answers. */
export function phoneRoutes(options: {
  texts: StoredText[];
  appUrl: () => string | null;
  onText: () => void;
}): Router {
  const router = express.Router();
  router.post(
    "/phone/:id",
    express.urlencoded({ extended: false }),
    awaited(async (request, response) => {
      const text = options.texts.find((one) => one.id === request.params["id"]);
      const appUrl = options.appUrl();
      const report = field(request.body, "report");
      const answer = field(request.body, "answer");
      if (text && (report === "delivered" || report === "undelivered")) await reportText(text, report);
      if (text && appUrl !== null && answer !== null) await answerText(appUrl, text, answer);
      options.onText();
      response.redirect(303, "/phone");
    }),
  );
  return router;
}

export function field(form: unknown, name: string): string | null {
  if (typeof form !== "object" || form === null) return null;
  const value: unknown = Reflect.get(form, name);
  return typeof value === "string" && value !== "" ? value : null;
}
