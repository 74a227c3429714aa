import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { checkSender } from "~/channels/check-sender.server";
import { getDeps } from "~/deps.server";
import { authenticate } from "~/shopify.server";

/** The button's place only; the page is Settings. */
export async function loader({ request }: LoaderFunctionArgs) {
  await authenticate.admin(request);
  return redirect("/app/settings");
}

export async function action({ request }: ActionFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const check = await checkSender(getDeps(), { shopId: session.shop });
  return json({ outcome: check === null ? ("no_sender" as const) : ("checked" as const) });
}
