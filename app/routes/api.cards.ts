import type { LoaderFunctionArgs } from "@remix-run/node";

import { getDeps } from "~/deps.server";
import { answerExtension, problem } from "~/platform/extension-door.server";
import { getShop } from "~/settings/shops.server";
import { authenticate } from "~/shopify.server";
import { listCards } from "~/touchpoints/thank-you-cards.server";
import { readCardsQuery } from "~/ui/cards-query";
import { merchantLanguage } from "~/ui/merchant-language";
import { shopTime } from "~/ui/shop-time";

/** Before the print: which of the orders chosen get a card, and which had one before. Writes nothing. */
export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const deps = getDeps();
  const door = { authenticate: authenticate.admin, log: deps.log };
  return answerExtension(request, door, async ({ shopId }) => {
    const query = readCardsQuery(request.url);
    if (query.outcome === "refused") return problem(400, query.field);
    const shop = await getShop(deps.db, shopId);
    const language = merchantLanguage({ url: request.url, acceptLanguage: null, shopLocale: shop.locale });
    const time = shopTime(language, shop.timeZone);
    const cards = await listCards(deps, { shop, ...query });
    return Response.json({
      cards: cards.length,
      leftOut: query.orderIds.length - cards.length,
      printedBefore: cards.flatMap(({ orderName, printedBeforeAt }) =>
        printedBeforeAt === null ? [] : [{ order: orderName, at: time.at(printedBeforeAt) }],
      ),
    });
  });
}
