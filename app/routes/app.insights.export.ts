import type { LoaderFunctionArgs } from "@remix-run/node";
import { getDeps } from "~/deps.server";
import { readInsights } from "~/insights/insights.server";
import { insightsFile } from "~/insights/insights-file";
import { authenticate } from "~/shopify.server";

/** The page's figures as a file. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const search = new URL(request.url).searchParams;
  const insights = await readInsights(getDeps(), { shopId: session.shop, search });
  const { fromOn, untilOn } = insights.period;
  return new Response(insightsFile(insights), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="insights-${fromOn}-${untilOn}.csv"`,
      "Cache-Control": "no-store",
    },
  });
}
