import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { getDeps } from "~/deps.server";
import { handOutData } from "~/privacy/data-requests.server";
import { authenticate } from "~/shopify.server";

/** The file's place only; the page is Data and privacy. */
export async function loader({ request }: LoaderFunctionArgs) {
  await authenticate.admin(request);
  return redirect("/app/settings/privacy");
}

/** The file for a shopper. A post, because taking it is written down. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { session, sessionToken } = await authenticate.admin(request);
  const requestId = params.requestId ?? "";
  const handed = await handOutData(getDeps(), {
    shopId: session.shop,
    requestId,
    userId: sessionToken?.sub ?? null,
  });
  if (handed.outcome !== "handed_out") return new Response(null, { status: 404 });
  return new Response(handed.file, {
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Disposition": `attachment; filename="data-request-${requestId}.html"`,
      // Opened from our own address it may run nothing: it quotes what shoppers wrote.
      "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      "X-Content-Type-Options": "nosniff",
      "Cache-Control": "no-store",
    },
  });
}
