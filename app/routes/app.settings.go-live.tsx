import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { getDeps } from "~/deps.server";
import { goLive, pause } from "~/settings/go-live.server";
import { authenticate } from "~/shopify.server";

/** The button's place only; the page is Settings. */
export async function loader({ request }: LoaderFunctionArgs) {
  await authenticate.admin(request);
  return redirect("/app/settings");
}

export async function action({ request }: ActionFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const shop = { shopId: session.shop };
  switch ((await request.formData()).get("intent")) {
    case "go-live":
      return json(await goLive(getDeps(), shop));
    case "pause":
      return json(await pause(getDeps(), shop));
    default:
      throw new Response("Unknown intent", { status: 400 });
  }
}
