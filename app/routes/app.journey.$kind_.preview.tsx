import { data, type ActionFunctionArgs } from "@remix-run/node";
import { sendTestMail } from "~/channels/send-test-mail.server";
import { getDeps } from "~/deps.server";
import { previewTouchpoint } from "~/insights/touchpoint-preview.server";
import { differenceFromOurs, readWordsPlace } from "~/messages/own-words";
import { getShop } from "~/settings/shops.server";
import { authenticate } from "~/shopify.server";
import { touchpointKinds } from "~/touchpoints/touchpoint-kinds";
import { readWordsForm } from "~/ui/words-form";

/** The editor's words as they are being written: looked at, or sent to the merchant as a test. Nothing is saved. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const kind = touchpointKinds.find((known) => known === params.kind);
  if (!kind) throw data(null, { status: 404 });
  const deps = getDeps();
  const shopId = session.shop;
  const { settings } = await getShop(deps.db, shopId);
  const asked = new URL(request.url).searchParams;
  const place = readWordsPlace(
    kind,
    { variant: asked.get("variant"), language: asked.get("language"), voice: asked.get("voice") },
    { language: settings.languages.fallback, voice: settings.brand.voice },
  );
  const form = await request.formData();
  const words = readWordsForm(form);
  const order = form.get("order");
  const preview = await previewTouchpoint(deps, {
    shopId,
    place,
    words: words ? differenceFromOurs(place, words) : {},
    orderNumber: typeof order === "string" && order.trim() !== "" ? order.trim().slice(0, 60) : null,
  });
  const to = form.get("sendTo");
  if (typeof to !== "string") return preview;
  const { subject, html, text } = preview.mail;
  return sendTestMail(deps, { shopId, to, mail: { subject, html, text } });
}
