import type { LoaderFunctionArgs } from "@remix-run/node";
import { getDeps } from "~/deps.server";
import { authenticate } from "~/shopify.server";

/** Shopify's own pages under /auth: the bounce that fetches a fresh session token after a reload. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { pathname, searchParams } = new URL(request.url);
  const leavesFor = searchParams.get("exitIframe") ?? "";
  // The library trips over a shop whose name fits no header, and over a way out that leads nowhere.
  if (searchParams.getAll("shop").some((shop) => !/^[\w.-]*$/.test(shop)))
    throw new Response(null, { status: 400 });
  if (
    pathname.endsWith("/exit-iframe") &&
    (leavesFor === "" || !URL.canParse(leavesFor, getDeps().env.APP_URL))
  )
    throw new Response(null, { status: 400 });
  await authenticate.admin(request);
  return null;
}
