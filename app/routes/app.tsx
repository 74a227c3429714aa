import type { HeadersFunction, LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { isRouteErrorResponse, Link, Outlet, useLoaderData, useRouteError } from "@remix-run/react";
import polarisStyles from "@shopify/polaris/build/esm/styles.css?url";
import polarisEnglish from "@shopify/polaris/locales/en.json";
import polarisItalian from "@shopify/polaris/locales/it.json";
import { AppProvider } from "@shopify/shopify-app-remix/react";
import { boundary } from "@shopify/shopify-app-remix/server";
import { getDeps } from "~/deps.server";
import { getShop } from "~/settings/shops.server";
import { authenticate } from "~/shopify.server";
import { merchantLanguageOf } from "~/ui/merchant-language";
import { useWords } from "~/ui/use-words";

// A page that could not be read has no title of its own.
export const meta: MetaFunction = () => [{ title: "Lastmile" }];
export const links: LinksFunction = () => [{ rel: "stylesheet", href: polarisStyles }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const { db, env } = getDeps();
  const shop = await getShop(db, session.shop);
  return {
    apiKey: env.SHOPIFY_API_KEY,
    language: merchantLanguageOf(request, shop.locale),
    timeZone: shop.timeZone,
  };
}

// The merchant's language comes with the first address only; asking again could lose it.
export const shouldRevalidate = () => false;

const polarisWords = { en: polarisEnglish, it: polarisItalian };

export default function AdminLayout() {
  const { apiKey, language } = useLoaderData<typeof loader>();
  const say = useWords();
  return (
    <AppProvider isEmbeddedApp={false} apiKey={apiKey} i18n={polarisWords[language]}>
      <ui-nav-menu>
        <a href="/app" rel="home">
          {say("nav.home")}
        </a>
        <a href="/app/journey">{say("nav.journey")}</a>
        <a href="/app/shipments">{say("nav.shipments")}</a>
        <a href="/app/feedback">{say("nav.feedback")}</a>
        <a href="/app/insights">{say("nav.insights")}</a>
        <a href="/app/settings">{say("nav.settings")}</a>
      </ui-nav-menu>
      <main>
        <Outlet />
      </main>
    </AppProvider>
  );
}

/**
 * Shopify's library answers some requests by throwing pages of its own, which it knows again by the name of a class: in
 * the browser that name is minified, so what we throw ourselves is never handed to it.
 */
export function ErrorBoundary() {
  const error = useRouteError();
  const say = useWords();
  const isUnknown = isRouteErrorResponse(error) && error.status === 404;
  if (isRouteErrorResponse(error) && error.status !== 500 && !isUnknown) return boundary.error(error);
  return (
    <main style={{ maxWidth: "32rem", margin: "4rem auto", padding: "0 1rem" }}>
      <h1 className="Polaris-Text--root Polaris-Text--headingLg">
        {say(isUnknown ? "unknownPage.title" : "crash.title")}
      </h1>
      <p className="Polaris-Text--root Polaris-Text--bodyMd">
        {say(isUnknown ? "unknownPage.meaning" : "crash.meaning")}
      </p>
      <p className="Polaris-Text--root Polaris-Text--bodyMd">
        {isUnknown ? <Link to="/app">{say("unknownPage.advice")}</Link> : say("crash.advice")}
      </p>
    </main>
  );
}

export const headers: HeadersFunction = (headersArgs) => boundary.headers(headersArgs);
