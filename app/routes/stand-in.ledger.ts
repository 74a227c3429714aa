import type { LoaderFunctionArgs } from "@remix-run/node";
import { getDeps } from "~/deps.server";
import { equalInConstantTime } from "~/platform/secrets.server";
import { readLedger } from "~/insights/ledger.server";

/** What a simulation checks itself against. Exists only against a stand-in, and only for who knows the app's secret. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { env, db } = getDeps();
  if (env.STAND_IN_URL === undefined) return new Response(null, { status: 404 });
  const given = request.headers.get("authorization") ?? "";
  if (!equalInConstantTime(given, `Bearer ${env.SHOPIFY_API_SECRET}`))
    return new Response(null, { status: 401 });
  return Response.json(await readLedger(db));
}
