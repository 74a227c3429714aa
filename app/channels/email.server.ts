import { Transform } from "node:stream";
import { createTransport, type SMTPPoolOptions } from "nodemailer";

export interface OutgoingMail {
  from: { name: string; address: string };
  replyTo: string | null;
  to: string;
  subject: string;
  html: string;
  text: string;
  /** With angle brackets; the same touchpoint always sends the same one. */
  messageId: string;
  headers: Record<string, string>;
}

/**
 * `refused` and permanent: the mail server will never take this mail. Not permanent: it may later, or could not be
 * reached. `cutOff`: the connection broke in mid-conversation, so that the mail may have been taken all the same.
 */
export type MailReceipt =
  | { outcome: "accepted"; response: string }
  | { outcome: "refused"; permanent: boolean; reason: string; cutOff?: true };

export interface Mailer {
  send(mail: OutgoingMail): Promise<MailReceipt>;
}

interface PooledMailer extends Mailer {
  /** Lets go of the connections. */
  close(): void;
}

const connectTimeoutMs = 10_000;
// A server that scans mail may think for a while before it answers the last line.
const answerTimeoutMs = 60_000;

/** Mails over a few kept connections. */
export function createMailer({
  smtpUrl,
  connections = 5,
}: {
  smtpUrl: string;
  connections?: number;
}): PooledMailer {
  const options: SMTPPoolOptions & { pool: true } = {
    ...connectionOf(smtpUrl),
    pool: true,
    maxConnections: connections,
    maxMessages: 500,
    connectionTimeout: connectTimeoutMs,
    greetingTimeout: connectTimeoutMs,
    socketTimeout: answerTimeoutMs,
    // Words come from merchants and shoppers: no part of a mail may name a file or an address to fetch.
    disableFileAccess: true,
    disableUrlAccess: true,
  };
  const transport = createTransport(options);
  transport.use("stream", (mail, done) => {
    mail.message.transform(inOnePiece);
    done();
  });
  return {
    async send({ from, replyTo, to, subject, html, text, messageId, headers }) {
      try {
        const sent = await transport.sendMail({
          from,
          to: { name: "", address: to },
          ...(replyTo === null ? {} : { replyTo }),
          subject,
          html,
          text,
          messageId,
          headers,
          // What it would choose for languages of ours, without looking at every letter.
          textEncoding: "quoted-printable",
        });
        return { outcome: "accepted", response: sent.response };
      } catch (error) {
        return refusalOf(error);
      }
    },
    close: () => transport.close(),
  };
}

/** A mail's headers and parts come in a dozen pieces, and each would be a write to the socket of its own. */
function inOnePiece(): Transform {
  const pieces: Buffer[] = [];
  return new Transform({
    transform(piece: Buffer, _encoding, done) {
      pieces.push(piece);
      done();
    },
    flush(done) {
      done(null, Buffer.concat(pieces));
    },
  });
}

function connectionOf(smtpUrl: string) {
  const url = new URL(smtpUrl);
  const secure = url.protocol === "smtps:";
  const user = decodeURIComponent(url.username);
  return {
    host: url.hostname.replace(/^\[|\]$/g, ""),
    port: url.port === "" ? (secure ? 465 : 587) : Number(url.port),
    secure,
    ...(user === "" ? {} : { auth: { user, pass: decodeURIComponent(url.password) } }),
  };
}

// Trouble that is ours or the network's: the mail itself is not at fault, so it waits.
const passingTroubles = new Set([
  "ECONNECTION",
  "ETIMEDOUT",
  "ESOCKET",
  "EDNS",
  "ETLS",
  "EPROTOCOL",
  "EAUTH",
  "ENOAUTH",
  "EOAUTH2",
  "EMAXLIMIT",
]);

/** The library does not say how far it had come; only that the server was never reached is certain. */
const brokenConnections = new Set(["ECONNECTION", "ETIMEDOUT", "ESOCKET"]);

/** RFC 5321: 4xx may pass, 5xx will not. Without an answer, only a malformed address is beyond waiting. */
export function refusalOf(error: unknown): MailReceipt & { outcome: "refused" } {
  const { code, responseCode, response, syscall, message } = asSmtpError(error);
  const reason = (response ?? message).replace(/\s+/g, " ").slice(0, 300);
  if (code !== null && passingTroubles.has(code)) {
    const cutOff = brokenConnections.has(code) && response === null && syscall !== "connect";
    return { outcome: "refused", permanent: false, reason, ...(cutOff ? { cutOff } : {}) };
  }
  if (responseCode !== null)
    return { outcome: "refused", permanent: responseCode >= 500 && responseCode < 600, reason };
  // EENVELOPE without an answer: nodemailer found no address it could use in what we gave it.
  return { outcome: "refused", permanent: code === "EENVELOPE", reason };
}

function asSmtpError(error: unknown) {
  if (!(error instanceof Error)) throw error;
  const { code, responseCode, response, syscall } = error as Error & {
    code?: unknown;
    responseCode?: unknown;
    response?: unknown;
    syscall?: unknown;
  };
  return {
    code: typeof code === "string" ? code : null,
    responseCode: typeof responseCode === "number" ? responseCode : null,
    response: typeof response === "string" ? response : null,
    syscall,
    message: error.message,
  };
}
