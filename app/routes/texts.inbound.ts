import type { ActionFunctionArgs } from "@remix-run/node";
import { keepTextWish, textWishOf } from "~/channels/text-stops.server";
import { getDeps } from "~/deps.server";
import { readTwilioForm } from "~/platform/twilio-door.server";

/** What a shopper texts back: STOP and START are kept. The provider itself answers them, as carriers demand. */
export async function action({ request }: ActionFunctionArgs) {
  const deps = getDeps();
  const form = await readTwilioForm(deps.env, request);
  if (form === null) return new Response(null, { status: 403 });
  const phone = (form.get("From") ?? "").replace(/^whatsapp:/, "");
  // Where Twilio understood the word itself, in any language, it says so.
  const understood = (form.get("OptOutType") ?? "").toLowerCase();
  const wish =
    understood === "stop" || understood === "start" ? understood : textWishOf(form.get("Body") ?? "");
  if (wish !== null && phone !== "") {
    const kept = await keepTextWish(deps, { phone, wish });
    deps.log.info({ ...kept }, "a shopper's word about texts");
  }
  return new Response("<Response/>", { headers: { "Content-Type": "text/xml" } });
}

export const loader = () => new Response(null, { status: 405 });
