import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";

import { getDeps } from "~/deps.server";
import { languages, languageOf } from "~/messages/voices";
import { readBody } from "~/platform/read-body.server";
import { authenticate } from "~/shopify.server";
import { answerExtension, problem } from "~/platform/extension-door.server";
import { limitShopper } from "~/platform/limit-shopper.server";
import { recordResponse } from "~/surveys/record-response.server";
import { changeableUntil, checkoutTokenSchema } from "~/surveys/survey-response";

/** A rating, a comment of 2,000 characters in any script, and room to spare. */
const bodyLimitBytes = 16 * 1024;

// An order id may be in it; it is not read. What the body claims to be about is the checkout alone.
const bodySchema = z.object({
  checkoutToken: checkoutTokenSchema,
  locale: z.string().max(35).nullish(),
  rating: z.number(),
  comment: z.string().nullish(),
});

/** Remix sends OPTIONS to the loader: without it the browser's preflight fails. */
export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  return answerExtension(request, door(), () =>
    Promise.resolve(problem(405, "post_only", { Allow: "POST, OPTIONS" })),
  );
}

/** Her answer on the thank-you page. */
export async function action({ request }: ActionFunctionArgs): Promise<Response> {
  return answerExtension(request, door(), async ({ shopId }) => {
    if (request.method !== "POST") return problem(405, "post_only", { Allow: "POST, OPTIONS" });
    const read = await readBody(request, bodyLimitBytes);
    if (read.outcome === "too_large") return problem(413, "too_large");
    const body = bodySchema.safeParse(parseJson(read.body.toString("utf8")));
    if (!body.success) return problem(400, String(body.error.issues[0]?.path[0] ?? "unreadable"));
    const { checkoutToken, locale, rating, comment } = body.data;

    const limited = limitShopper({ shopId, about: checkoutToken });
    if (limited !== null) return limited;
    const recorded = await recordResponse(getDeps(), {
      shopId,
      survey: "purchase_nps",
      orderId: null,
      checkoutToken,
      rating,
      comment: comment ?? null,
      language: languageOf(locale ?? null, languages[0]),
      channel: "thank_you_page",
    });
    if (recorded.outcome === "refused") return problem(400, recorded.reason);
    const { outcome, answeredAt } = recorded;
    return Response.json({ outcome, changeableUntil: changeableUntil(answeredAt).toISOString() });
  });
}

function door() {
  return { authenticate: authenticate.checkout, log: getDeps().log };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
