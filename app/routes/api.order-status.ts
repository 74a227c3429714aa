import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";

import { chooseOption } from "~/delays/choose-option.server";
import { delayChoices } from "~/orders/delay-choice";
import { showDelivery } from "~/delays/show-delivery.server";
import { getDeps } from "~/deps.server";
import { languageOf, languages } from "~/messages/voices";
import { findClaimedOrder, type OrderClaim } from "~/orders/claimed-order.server";
import { answerExtension, problem, type TokenHolder } from "~/platform/extension-door.server";
import { limitShopper } from "~/platform/limit-shopper.server";
import { readBody } from "~/platform/read-body.server";
import { findShop, type KnownShop } from "~/settings/shops.server";
import { authenticate } from "~/shopify.server";
import { findDeliveryQuestion } from "~/surveys/delivery-question.server";
import { recordResponse } from "~/surveys/record-response.server";
import { checkoutTokenSchema } from "~/surveys/survey-response";
import type { Order } from "~/platform/prisma/client";

const bodyLimitBytes = 16 * 1024;

/** "gid://shopify/Order/1043", "gid://shopify/OrderIdentity/1043" or "1043": the number is what we know it by. */
const idSchema = z
  .string()
  .max(100)
  .transform((id) => id.split("/").at(-1)?.split("?")[0] ?? "")
  .pipe(z.string().regex(/^\d{1,20}$/));

const claimSchema = z.object({
  orderId: idSchema,
  checkoutToken: checkoutTokenSchema.nullish(),
  fulfillmentId: idSchema.nullish(),
  locale: z.string().max(35).nullish(),
  ask: z.union([z.boolean(), z.stringbool()]).nullish(),
});
type Claim = z.infer<typeof claimSchema>;

const bodySchema = z.discriminatedUnion("intent", [
  claimSchema.extend({
    intent: z.literal("answer"),
    rating: z.number(),
    comment: z.string().nullish(),
    reasons: z.array(z.string()).max(20).nullish(),
    mayContact: z.boolean().nullish(),
  }),
  claimSchema.extend({
    intent: z.literal("choose"),
    delayId: z.string().max(64),
    choice: z.enum(delayChoices),
  }),
]);

const nothing = { delivery: null, question: null };

/** What the order status page shows. Also answers the preflight: Remix sends OPTIONS to the loader. */
export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  return answerExtension(request, door(), async (holder) => {
    const query = Object.fromEntries(new URL(request.url).searchParams);
    const claim = claimSchema.safeParse(query);
    if (!claim.success) return problem(400, fieldOf(claim.error));
    const limited = limitShopper({ shopId: holder.shopId, about: `order:${claim.data.orderId}` });
    if (limited !== null) return limited;
    const proved = await prove(holder, claim.data);
    return Response.json(proved === null ? nothing : await show(proved, claim.data));
  });
}

/** Her answer to the question after arrival, or her choice about a delay; answers the page as it then stands. */
export async function action({ request }: ActionFunctionArgs): Promise<Response> {
  return answerExtension(request, door(), async (holder) => {
    if (request.method !== "POST") return problem(405, "post_only", { Allow: "GET, POST, OPTIONS" });
    const read = await readBody(request, bodyLimitBytes);
    if (read.outcome === "too_large") return problem(413, "too_large");
    const body = bodySchema.safeParse(parseJson(read.body.toString("utf8")));
    if (!body.success) return problem(400, fieldOf(body.error));
    const limited = limitShopper({ shopId: holder.shopId, about: `order:${body.data.orderId}` });
    if (limited !== null) return limited;

    const proved = await prove(holder, body.data);
    if (proved === null) return Response.json({ outcome: "unknown", ...nothing });
    const outcome = await perform(proved, body.data);
    if (outcome instanceof Response) return outcome;
    return Response.json({ outcome, ...(await show(proved, body.data)) });
  });
}

function door() {
  return { authenticate: authenticate.customerAccount, log: getDeps().log };
}

interface Proved {
  shop: KnownShop;
  order: Order;
}

/** The live shop and the order the claim really is about; null for every claim that is not proved. */
async function prove({ shopId, customerId }: TokenHolder, claimed: Claim): Promise<Proved | null> {
  const { db } = getDeps();
  const claim: OrderClaim = {
    orderId: claimed.orderId,
    checkoutToken: claimed.checkoutToken ?? null,
    customerId,
  };
  const [shop, order] = await Promise.all([findShop(db, shopId), findClaimedOrder(db, shopId, claim)]);
  if (shop === null || shop.uninstalledAt !== null || shop.liveAt === null || order === null) return null;
  return { shop, order };
}

async function show({ shop, order }: Proved, { fulfillmentId, locale, ask }: Claim) {
  const deps = getDeps();
  const shown = { shop, order, locale: locale ?? null };
  const delivery = await showDelivery(deps, { ...shown, shipmentId: fulfillmentId ?? null });
  // One parcel's place on the page tells of that parcel; the question is about the whole order.
  const isAsked = ask !== false && fulfillmentId == null;
  const hasArrived = delivery !== null && delivery.hasArrived && delivery.delay === null;
  const question = isAsked ? await findDeliveryQuestion(deps, { ...shown, hasArrived }) : null;
  return { delivery, question };
}

async function perform(
  { shop, order }: Proved,
  body: z.infer<typeof bodySchema>,
): Promise<string | Response> {
  const deps = getDeps();
  if (body.intent === "choose") {
    const { delayId, choice } = body;
    const delay = await deps.db.delay.findFirst({
      where: { shopId: shop.id, id: delayId, orderId: order.id },
      select: { id: true },
    });
    // Another order's delay is as unknown to her as one that does not exist.
    if (delay === null) return "unknown";
    return (await chooseOption(deps, { shopId: shop.id, delayId, choice })).outcome;
  }
  const recorded = await recordResponse(deps, {
    shopId: shop.id,
    survey: "delivery_feedback",
    orderId: order.id,
    checkoutToken: null,
    rating: body.rating,
    comment: body.comment ?? null,
    reasons: body.reasons ?? [],
    mayContact: body.mayContact ?? null,
    language: languageOf(body.locale ?? order.locale, languages[0]),
    channel: "order_status_page",
  });
  return recorded.outcome === "refused" ? problem(400, recorded.reason) : recorded.outcome;
}

function fieldOf(error: z.ZodError): string {
  return String(error.issues[0]?.path[0] ?? "unreadable");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
