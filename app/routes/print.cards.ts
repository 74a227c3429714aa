import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import type { LoaderFunctionArgs } from "@remix-run/node";

import { getDeps } from "~/deps.server";
import { shopperLook } from "~/messages/shopper-look";
import { answerExtension, problem } from "~/platform/extension-door.server";
import { getShop } from "~/settings/shops.server";
import { authenticate } from "~/shopify.server";
import { listCards, recordCardsPrinted } from "~/touchpoints/thank-you-cards.server";
import { readCardsQuery } from "~/ui/cards-query";
import { CardSheets } from "~/ui/card-sheets";
import { merchantLanguage } from "~/ui/merchant-language";
import { shopTime } from "~/ui/shop-time";
import { speaker } from "~/ui/words/speaker";

/** The document the admin's print action shows and prints: thank-you cards for the orders chosen. */
export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const deps = getDeps();
  const door = { authenticate: authenticate.admin, log: deps.log };
  return answerExtension(request, door, async ({ shopId }) => {
    const query = readCardsQuery(request.url);
    if (query.outcome === "refused") return problem(400, query.field);
    const { orderIds, printId, format, note, withPrinted } = query;
    const shop = await getShop(deps.db, shopId);
    const known = await listCards(deps, { shop, orderIds, printId });
    const cards = known.filter(({ printedBeforeAt }) => withPrinted || printedBeforeAt === null);
    await recordCardsPrinted(deps, { shopId, printId, cards });

    const language = merchantLanguage({ url: request.url, acceptLanguage: null, shopLocale: shop.locale });
    const { settings } = shop;
    const sheets = createElement(CardSheets, {
      cards,
      format,
      look: shopperLook(shop, settings),
      signature: settings.brand.signature,
      packingNote: note,
      say: speaker(language),
      time: shopTime(language, shop.timeZone),
    });
    return new Response(`<!doctype html>${renderToStaticMarkup(sheets)}`, {
      headers: {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Security-Policy":
          "default-src 'none'; img-src https: http: data:; style-src 'unsafe-inline'; base-uri 'none'",
      },
    });
  });
}
