import { json, type LoaderFunctionArgs } from "@remix-run/node";
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useMatches,
  useRouteLoaderData,
} from "@remix-run/react";
import { getDeps } from "~/deps.server";

/** Only the admin's pages load App Bridge: a shopper's page never talks to Shopify's script. */
export function loader({ request }: LoaderFunctionArgs) {
  const { pathname } = new URL(request.url);
  const { env } = getDeps();
  const isAdmin = pathname === "/app" || pathname.startsWith("/app/");
  return json({ appBridge: isAdmin ? { url: env.APP_BRIDGE_URL, apiKey: env.SHOPIFY_API_KEY } : null });
}

interface PageHandle {
  language?: string;
  /** False for pages that are plain forms and need no script of ours. */
  scripts?: boolean;
}

export default function Root() {
  const data = useRouteLoaderData<typeof loader>("root");
  const appBridge = data?.appBridge ?? null;
  const matches = useMatches();
  const handle = (matches.at(-1)?.handle ?? {}) as PageHandle;
  const language = matches.map(({ data }) => languageOf(data)).findLast((found) => found !== null) ?? "en";
  return (
    <html lang={language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        {appBridge && <script data-api-key={appBridge.apiKey} src={appBridge.url} />}
        {/* A shopper's page is her shop's, not ours, and may stand on the storefront: no icon, and none asked for. */}
        {handle.scripts === false ? (
          <link rel="icon" href="data:," />
        ) : (
          <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        )}
        <Meta />
        <Links />
      </head>
      <body>
        <Outlet />
        {handle.scripts === false ? null : (
          <>
            <ScrollRestoration />
            <Scripts />
          </>
        )}
      </body>
    </html>
  );
}

/** What nobody foresaw, outside the admin's own pages: no language is known here, so both are spoken. */
export function ErrorBoundary() {
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Lastmile</title>
      </head>
      <body
        style={{
          maxWidth: "32rem",
          margin: "4rem auto",
          padding: "0 1rem",
          fontFamily: "system-ui, sans-serif",
        }}
      >
        <h1>This page cannot be shown</h1>
        <p>Please try again in a moment, or go back to where you came from.</p>
        <p lang="it">
          Questa pagina non può essere mostrata. Riprova tra un momento, o torna da dove sei venuto.
        </p>
      </body>
    </html>
  );
}

/** Pages say their language in their loader's answer. */
function languageOf(data: unknown): string | null {
  if (typeof data !== "object" || data === null || !("language" in data)) return null;
  return typeof data.language === "string" ? data.language : null;
}
