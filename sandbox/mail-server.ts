// The mail server every message of the app ends at. It can refuse and dawdle on demand, as real ones do.

import { appendFileSync, existsSync, readFileSync } from "node:fs";
import type { AddressInfo, Socket } from "node:net";
import type { AddressObject, ParsedMail } from "mailparser";
import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

export interface StoredMail {
  id: string;
  /** ISO instant of the calendar. */
  at: string;
  from: string;
  to: string;
  subject: string;
  html: string | null;
  text: string | null;
  /** Lower-case names. */
  headers: Record<string, string>;
  raw: string;
  /** X-Lastmile-Kind, -Order, -Touchpoint */
  kind: string | null;
  orderId: string | null;
  touchpointId: string | null;
  messageId: string | null;
}

export type MailTrouble =
  | { kind: "none" }
  /** 451: try again later. */
  | { kind: "temporary" }
  /** 550: no such mailbox. */
  | { kind: "permanent" }
  | { kind: "slow"; delayMs: number }
  /** Nobody answers: every connection is closed at once. */
  | { kind: "away" }
  /** Takes the mail and hangs up before it says so. */
  | { kind: "cut_off" };

export interface Mails {
  readonly all: StoredMail[];
  onMail(listener: (mail: StoredMail) => void): () => void;
}

export interface MailServer extends Mails {
  url: string;
  trouble: MailTrouble;
  setTrouble(trouble: MailTrouble): void;
  close(): Promise<void>;
}

export async function startMailServer(options: {
  now: () => Date;
  port: number;
  /** Mails are kept here, one JSON a line; null keeps them in memory. */
  file: string | null;
}): Promise<MailServer> {
  const all = options.file && existsSync(options.file) ? readMails(options.file) : [];
  const listeners = new Set<(mail: StoredMail) => void>();
  let trouble: MailTrouble = { kind: "none" };

  const keep = (raw: string, parsed: ParsedMail) => {
    const mail = storedMail({ raw, parsed, id: String(all.length + 1), at: options.now() });
    all.push(mail);
    if (options.file) appendFileSync(options.file, `${JSON.stringify(mail)}\n`);
    for (const listener of listeners) listener(mail);
  };

  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    hideSTARTTLS: true,
    logger: false,
    // The sandbox talks to itself: looking its own name up would only cost time.
    disableReverseLookup: true,
    onConnect(_session, callback) {
      if (trouble.kind === "away") hangUp();
      callback();
    },
    onRcptTo(_address, _session, callback) {
      if (trouble.kind === "temporary") callback(refusal(451, "Mailbox busy, try again later"));
      else if (trouble.kind === "permanent") callback(refusal(550, "No such mailbox here"));
      else callback();
    },
    onData(stream, _session, callback) {
      void readAll(stream)
        .then(async (raw) => {
          if (trouble.kind === "slow") await pause(trouble.delayMs);
          keep(raw, await simpleParser(raw));
          if (trouble.kind === "cut_off") hangUp();
        })
        .then(
          () => {
            callback();
          },
          (error: unknown) => {
            callback(error instanceof Error ? error : new Error(String(error)));
          },
        );
    },
  });
  const sockets = new Set<Socket>();
  server.server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  const hangUp = () => {
    for (const socket of sockets) socket.destroy();
  };
  // A client that hangs up in mid-sentence is its own trouble, not the server's end.
  server.on("error", () => undefined);
  const address = await new Promise<AddressInfo>((resolve, reject) => {
    server.server.once("error", reject);
    server.listen(options.port, "127.0.0.1", () => {
      const bound = server.server.address();
      if (bound === null || typeof bound === "string") reject(new Error("The mail server has no port"));
      else resolve(bound);
    });
  });

  return {
    all,
    url: `smtp://127.0.0.1:${address.port}`,
    get trouble() {
      return trouble;
    },
    setTrouble(next) {
      trouble = next;
    },
    onMail(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
      }),
  };
}

function refusal(code: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode: code });
}

async function readAll(stream: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function storedMail(received: { raw: string; parsed: ParsedMail; id: string; at: Date }): StoredMail {
  const { parsed, raw } = received;
  const headers = headersOf(parsed);
  return {
    id: received.id,
    at: received.at.toISOString(),
    from: addressText(parsed.from),
    to: addressText(parsed.to),
    subject: parsed.subject ?? "",
    html: parsed.html === false ? null : parsed.html,
    text: parsed.text ?? null,
    headers,
    raw,
    kind: headers["x-lastmile-kind"] ?? null,
    orderId: headers["x-lastmile-order"] ?? null,
    touchpointId: headers["x-lastmile-touchpoint"] ?? null,
    messageId: parsed.messageId ?? null,
  };
}

/** The headers as sent, unfolded: mailparser's own map turns half of them into objects. */
function headersOf(parsed: ParsedMail): Record<string, string> {
  return Object.fromEntries(
    parsed.headerLines.map(({ key, line }) => [
      key.toLowerCase(),
      line
        .slice(line.indexOf(":") + 1)
        .replace(/\r?\n\s+/g, " ")
        .trim(),
    ]),
  );
}

function addressText(address: AddressObject | AddressObject[] | undefined): string {
  if (!address) return "";
  return Array.isArray(address) ? address.map((one) => one.text).join(", ") : address.text;
}

function readMails(file: string): StoredMail[] {
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line) as StoredMail);
}
