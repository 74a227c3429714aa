import { Readable } from "node:stream";
import { createReadableStreamFromReadable, type LoaderFunctionArgs } from "@remix-run/node";
import { getDeps } from "~/deps.server";
import { answersFile } from "~/insights/answers-file.server";
import { readFeedbackFilters } from "~/insights/feedback-filters";
import { authenticate } from "~/shopify.server";

/** The answers the page's filters let through, as a file. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const filters = readFeedbackFilters(new URL(request.url).searchParams);
  const lines = answersFile(getDeps().db, { shopId: session.shop, filters });
  return new Response(createReadableStreamFromReadable(Readable.from(lines)), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": 'attachment; filename="answers.csv"',
      "Cache-Control": "no-store",
    },
  });
}
