import type { ActionFunctionArgs } from "@remix-run/node";
import { getDeps } from "~/deps.server";
import { readTwilioForm } from "~/platform/twilio-door.server";
import { recordTextStatus } from "~/touchpoints/text-status.server";

/** What became of a text, as its provider tells it. Known and unknown ones are answered alike: no retry helps. */
export async function action({ request, params }: ActionFunctionArgs) {
  const deps = getDeps();
  const form = await readTwilioForm(deps.env, request);
  if (form === null) return new Response(null, { status: 403 });
  const price = form.get("Price");
  await recordTextStatus(deps, {
    shopId: params.shopId ?? "",
    id: form.get("MessageSid") ?? "",
    status: form.get("MessageStatus") ?? "",
    errorCode: form.get("ErrorCode"),
    // The provider counts what it takes as negative.
    price: price !== null && /^-?\d+(\.\d+)?$/.test(price) ? price.replace("-", "") : null,
    priceUnit: form.get("PriceUnit")?.slice(0, 3) ?? null,
  });
  return new Response(null, { status: 204 });
}

export const loader = () => new Response(null, { status: 405 });
