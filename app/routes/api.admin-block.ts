import type { LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";

import { getDeps } from "~/deps.server";
import { readCustomerPicture } from "~/insights/customer-picture.server";
import { readOrderStory } from "~/insights/order-story.server";
import { answerExtension, problem } from "~/platform/extension-door.server";
import { getShop } from "~/settings/shops.server";
import { authenticate } from "~/shopify.server";
import { customerBlock, orderBlock } from "~/ui/admin-block-words";
import { merchantLanguage } from "~/ui/merchant-language";
import { shopTime } from "~/ui/shop-time";
import { speaker } from "~/ui/words/speaker";

/** gid://shopify/Order/1043 or gid://shopify/Customer/7 */
const querySchema = z.string().regex(/^gid:\/\/shopify\/(Order|Customer)\/\d{1,20}$/);

/** What our block shows on an order's or a customer's page of the admin; null where we know nothing of either. */
export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const deps = getDeps();
  const door = { authenticate: authenticate.admin, log: deps.log };
  return answerExtension(request, door, async ({ shopId }) => {
    const about = querySchema.safeParse(new URL(request.url).searchParams.get("about"));
    if (!about.success) return problem(400, "about");
    const [, , , kind, id = ""] = about.data.split("/");
    const shop = await getShop(deps.db, shopId);
    const language = merchantLanguage({ url: request.url, acceptLanguage: null, shopLocale: shop.locale });
    const speech = { say: speaker(language), time: shopTime(language, shop.timeZone) };
    if (kind === "Customer") {
      const picture = await readCustomerPicture(deps, { shopId, customerId: id });
      return Response.json({ block: picture && customerBlock(picture, speech) });
    }
    const story = await readOrderStory(deps, { shopId, orderId: id });
    return Response.json({ block: story && orderBlock(story, { ...speech, now: deps.clock.now() }) });
  });
}
