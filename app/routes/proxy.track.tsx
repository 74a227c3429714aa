import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { findTrackedOrder } from "~/delays/find-tracked-order.server";
import { loadTrackingPage } from "~/delays/tracking-page.server";
import { getDeps } from "~/deps.server";
import { shopperLook } from "~/messages/shopper-look";
import { wordsIn } from "~/messages/words/words";
import { callerOf } from "~/platform/caller.server";
import { systemClock } from "~/platform/clock.server";
import { readForm } from "~/platform/read-form.server";
import { readProxyRequest } from "~/platform/shopify-signature.server";
import { findShop, type KnownShop } from "~/settings/shops.server";
import { badLink, browserLanguage } from "~/ui/bad-link.server";
import { shopperMeta } from "~/ui/shopper-meta";
import { BadLinkPage, ShopperPage } from "~/ui/shopper-page";
import { TrackingView } from "~/ui/tracking-view";

// The storefront shows this page at /apps/lastmile/track: Shopify hands the request on, signed.

export const handle = { scripts: false };
export const meta: MetaFunction<typeof loader> = ({ data }) =>
  shopperMeta(data?.view === "form" ? { title: data.title, page: data } : data);

/** Asks for the order's number and address. */
export async function loader({ request }: LoaderFunctionArgs) {
  const shop = await shopOf(request);
  if (shop === null) return badLink(request, "forged");
  const language = browserLanguage(request, shop.settings.languages.fallback);
  const title = wordsIn[language].pages.track.findTitle;
  return json({ view: "form" as const, language, title, look: shopperLook(shop, shop.settings) });
}

/** Shows the order to who knows both. Answered in place: its number and address never stand in an address line. */
export async function action({ request }: ActionFunctionArgs) {
  const deps = getDeps();
  const shop = await shopOf(request);
  if (shop === null) return badLink(request, "forged");
  const form = await readForm(request);
  const number = form?.get("number") ?? "";
  const email = form?.get("email") ?? "";
  if (form === null || number.length > 60 || email.length > 254)
    return json({ view: "refused" as const, problem: "notFound" as const, number: "" }, { status: 400 });

  const shopId = shop.id;
  const found = await findTrackedOrder(deps, { shopId, number, email, caller: callerOf(request) });
  if (found.outcome === "limited")
    return json({ view: "refused" as const, problem: "tooMany" as const, number }, { status: 429 });
  const page =
    found.outcome === "found" ? await loadTrackingPage(deps, { shopId, orderId: found.orderId }) : null;
  if (page === null) return json({ view: "refused" as const, problem: "notFound" as const, number });
  return json({ view: "page" as const, language: page.language, page });
}

export default function ProxiedTracking() {
  const loaded = useLoaderData<typeof loader>();
  const posted = useActionData<typeof action>();
  if (loaded.view === "bad_link") return <BadLinkPage {...loaded} />;
  if (posted?.view === "bad_link") return <BadLinkPage {...posted} />;
  const { language, look } = loaded;
  if (posted?.view === "page") return <TrackingView page={posted.page} />;
  const words = wordsIn[language].pages.track;
  return (
    <ShopperPage language={language} look={look} title={words.findTitle}>
      <p>{words.findText}</p>
      {posted && (
        <p className="alert" id="problem" role="alert">
          {words[posted.problem]}
        </p>
      )}
      <form method="post" action="?">
        <div className="field">
          <label className="label" htmlFor="number">
            {words.number}
          </label>
          <input
            id="number"
            name="number"
            required
            maxLength={60}
            autoComplete="off"
            defaultValue={posted?.number}
            aria-describedby={posted ? "problem number-hint" : "number-hint"}
          />
          <p className="hint" id="number-hint">
            {words.numberHint}
          </p>
        </div>
        <div className="field">
          <label className="label" htmlFor="email">
            {words.email}
          </label>
          <input
            id="email"
            name="email"
            type="email"
            required
            maxLength={254}
            autoComplete="email"
            aria-describedby={posted ? "problem" : undefined}
          />
        </div>
        <button className="button" type="submit">
          {words.find}
        </button>
      </form>
    </ShopperPage>
  );
}

/** The shop, where Shopify signed the request a moment ago and the app is at work; else null. */
async function shopOf(request: Request): Promise<KnownShop | null> {
  const { db, env } = getDeps();
  // Shopify signs with real time, also where a stand-in's calendar is the app's clock.
  const signed = readProxyRequest(env, new URL(request.url).searchParams, systemClock.now().getTime());
  if (signed.outcome === "refused") return null;
  const shop = await findShop(db, signed.shopId);
  return shop?.liveAt && !shop.uninstalledAt ? shop : null;
}
