import twilio from "twilio";

export interface OutgoingText {
  /** International form, "+39…"; "whatsapp:+39…" for WhatsApp. */
  to: string;
  body: string;
  /** Where the provider reports what became of it. */
  statusCallback?: string;
}

export type TextReceipt =
  | { outcome: "accepted"; id: string; segments: number }
  | { outcome: "refused"; permanent: boolean; reason: string };

export interface TextMessenger {
  send(text: OutgoingText): Promise<TextReceipt>;
}

interface TextMessengerOptions {
  accountSid: string;
  authToken: string;
  /** A number, or a messaging service ("MG…"). */
  from: string;
  /** A stand-in's address, in place of Twilio's own. */
  baseUrl?: string;
}

const timeoutMs = 15_000;
const twilioUrl = "https://api.twilio.com";

/** SMS and WhatsApp through Twilio. */
export function createTextMessenger({
  accountSid,
  authToken,
  from,
  baseUrl,
}: TextMessengerOptions): TextMessenger {
  const client = twilio(accountSid, authToken, {
    httpClient:
      baseUrl === undefined ? new twilio.RequestClient({ timeout: timeoutMs }) : redirected(baseUrl),
  });
  return {
    async send({ to, body, statusCallback }) {
      try {
        const { sid, numSegments } = await client.messages.create({
          to,
          body,
          ...(from.startsWith("MG") ? { messagingServiceSid: from } : { from: senderFor(to, from) }),
          ...(statusCallback === undefined ? {} : { statusCallback }),
        });
        // WhatsApp has no segments and answers 0; a message is one all the same.
        return { outcome: "accepted", id: sid, segments: Math.max(1, Number(numSegments) || 1) };
      } catch (error) {
        return refusalOf(error);
      }
    },
  };
}

/** WhatsApp wants both ends in its own form. */
function senderFor(to: string, from: string): string {
  return to.startsWith("whatsapp:") && !from.startsWith("whatsapp:") ? `whatsapp:${from}` : from;
}

/** Twilio's client knows only its own hosts; the address is changed on the way out. */
function redirected(baseUrl: string): InstanceType<typeof twilio.RequestClient> {
  const client = new twilio.RequestClient({ timeout: timeoutMs });
  const request = client.request.bind(client);
  client.request = (options) =>
    request({ ...options, uri: options.uri.replace(twilioUrl, baseUrl.replace(/\/$/, "")) });
  return client;
}

/**
 * 400 and 404 name a fault of this message (no such number, opted out, not a mobile). Everything else is ours or
 * passing: credentials, funds, too many at once, Twilio down.
 */
function refusalOf(error: unknown): TextReceipt {
  if (!(error instanceof Error)) throw error;
  const { status, code } = error as Error & { status?: unknown; code?: unknown };
  const reason = `${typeof code === "number" ? `${code} ` : ""}${error.message}`.slice(0, 300);
  return { outcome: "refused", permanent: status === 400 || status === 404, reason };
}
