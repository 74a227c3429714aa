import { Transform } from "node:stream";
import { createTransport, type SendMailOptions, type SMTPPoolOptions } from "nodemailer";

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
 * reached. `cutOff`: all of the mail was handed over and no answer came, so that it may have been taken all the same;
 * without it the mail was surely not taken. `held`: it was not handed over, nor will any be before `until`.
 */
export type MailReceipt =
  | { outcome: "accepted"; response: string }
  | { outcome: "refused"; permanent: boolean; reason: string; cutOff?: true }
  | { outcome: "held"; until: Date };

export interface Mailer {
  send(mail: OutgoingMail): Promise<MailReceipt>;
  /** Until when no mail leaves, where that is known beforehand; null where mails leave. */
  heldUntil(): Promise<Date | null>;
}

interface PooledMailer extends Pick<Mailer, "send"> {
  /** Lets go of the connections. */
  close(): void;
}

const connectTimeoutMs = 10_000;
// A server that scans mail may think for a while before it answers the last line.
const answerTimeoutMs = 60_000;

/** Mails over a few kept connections. */
export function createMailer({
  smtpUrl,
  connections,
}: {
  smtpUrl: string;
  connections: number;
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
    const { onHandedOver }: SendMailOptions & Watched = mail.data;
    // Read only once the server has asked for the mail. What then waits in the socket counts as handed over, too.
    if (onHandedOver) mail.message.processFunc((stream) => stream.once("end", onHandedOver));
    done();
  });
  return {
    async send({ from, replyTo, to, subject, html, text, messageId, headers }) {
      let isHandedOver = false;
      const watched: SendMailOptions & Watched = {
        onHandedOver: () => {
          isHandedOver = true;
        },
      };
      try {
        const sent = await transport.sendMail({
          ...watched,
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
        return refusalOf(error, { isHandedOver });
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

/** Host and port of the server behind an address. */
export function mailServerOf(smtpUrl: string): string {
  const { host, port } = connectionOf(smtpUrl);
  return `${host}:${String(port)}`;
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

/** What the library is asked to tell beside its own. */
interface Watched {
  onHandedOver?: () => void;
}

const brokenConnections = new Set(["ECONNECTION", "ETIMEDOUT", "ESOCKET"]);

/**
 * RFC 5321: 4xx may pass, 5xx will not. Without an answer, only a malformed address is beyond waiting; a mail whose
 * last byte was handed over may have been taken.
 */
export function refusalOf(
  error: unknown,
  { isHandedOver }: { isHandedOver: boolean },
): MailReceipt & { outcome: "refused" } {
  const { code, responseCode, response, message } = asSmtpError(error);
  const reason = (response ?? message).replace(/\s+/g, " ").slice(0, 300);
  if (code !== null && passingTroubles.has(code)) {
    const cutOff = brokenConnections.has(code) && response === null && isHandedOver;
    return { outcome: "refused", permanent: false, reason, ...(cutOff ? { cutOff } : {}) };
  }
  if (responseCode !== null)
    return { outcome: "refused", permanent: responseCode >= 500 && responseCode < 600, reason };
  // EENVELOPE without an answer: nodemailer found no address it could use in what we gave it.
  return { outcome: "refused", permanent: code === "EENVELOPE", reason };
}

function asSmtpError(error: unknown) {
  if (!(error instanceof Error)) throw error;
  const { code, responseCode, response } = error as Error & {
    code?: unknown;
    responseCode?: unknown;
    response?: unknown;
  };
  return {
    code: typeof code === "string" ? code : null,
    responseCode: typeof responseCode === "number" ? responseCode : null,
    response: typeof response === "string" ? response : null,
    message: error.message,
  };
}
