import twilio from "twilio";
import { readForm } from "./read-form.server";

interface TwilioEnv {
  APP_URL: string;
  TWILIO_AUTH_TOKEN?: string | undefined;
}

/**
 * A request of Twilio's, by its own signature over our public address and the form's fields: behind a proxy the
 * request names another host. Null where it is not Twilio's, or no texts are set up.
 */
export async function readTwilioForm(
  { APP_URL, TWILIO_AUTH_TOKEN }: TwilioEnv,
  request: Request,
): Promise<URLSearchParams | null> {
  const signature = request.headers.get("x-twilio-signature");
  if (TWILIO_AUTH_TOKEN === undefined || signature === null) return null;
  const form = await readForm(request);
  if (form === null) return null;
  const { pathname, search } = new URL(request.url);
  const fields: Record<string, string | string[]> = {};
  for (const name of new Set(form.keys())) {
    const values = form.getAll(name);
    fields[name] = values.length === 1 ? (values[0] ?? "") : values;
  }
  const isSigned = twilio.validateRequest(
    TWILIO_AUTH_TOKEN,
    signature,
    `${APP_URL.replace(/\/$/, "")}${pathname}${search}`,
    fields,
  );
  return isSigned ? form : null;
}
