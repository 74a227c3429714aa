import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { getDeps } from "~/deps.server";
import { longestUpload } from "~/promises/history-file";
import { importHistory } from "~/promises/uploaded-history.server";
import { authenticate } from "~/shopify.server";

/** The upload's place only; the page is Import and export. */
export async function loader({ request }: LoaderFunctionArgs) {
  await authenticate.admin(request);
  return redirect("/app/settings/data");
}

/** The body is the file itself: how long it is stands in its header, and no form has to be taken apart. */
export async function action({ request }: ActionFunctionArgs) {
  const { session } = await authenticate.admin(request);
  if (Number(request.headers.get("Content-Length") ?? 0) > longestUpload)
    return json({ outcome: "too_large" as const });
  const file = new Uint8Array(await request.arrayBuffer());
  return json(await importHistory(getDeps(), { shopId: session.shop, file }));
}
