import type { LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";

import { getDeps } from "~/deps.server";
import { authenticate } from "~/shopify.server";
import { answerExtension, problem } from "~/platform/extension-door.server";
import { limitShopper } from "~/platform/limit-shopper.server";
import { showThankYou } from "~/surveys/show-thank-you.server";
import { checkoutTokenSchema } from "~/surveys/survey-response";

const querySchema = z.object({
  checkoutToken: checkoutTokenSchema,
  locale: z.string().max(35).nullable(),
  firstOrder: z.stringbool().nullable(),
  ask: z.stringbool().nullable(),
});

/** What the thank-you page shows. Also answers the preflight: Remix sends OPTIONS to the loader. */
export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const deps = getDeps();
  return answerExtension(
    request,
    { authenticate: authenticate.checkout, log: deps.log },
    async ({ shopId, customerId }) => {
      const { searchParams } = new URL(request.url);
      const query = querySchema.safeParse({
        checkoutToken: searchParams.get("checkoutToken"),
        locale: searchParams.get("locale"),
        firstOrder: searchParams.get("firstOrder"),
        ask: searchParams.get("ask"),
      });
      if (!query.success) return problem(400, String(query.error.issues[0]?.path[0] ?? "unreadable"));
      const { checkoutToken, locale, firstOrder, ask } = query.data;

      const limited = limitShopper({ shopId, about: checkoutToken });
      if (limited !== null) return limited;
      return Response.json(
        await showThankYou(deps, {
          shopId,
          checkoutToken,
          customerId,
          locale,
          firstOrder: firstOrder ?? false,
          ask: ask ?? true,
        }),
      );
    },
  );
}
