import type { ActionFunctionArgs } from "@remix-run/node";
import { getDeps } from "~/deps.server";
import { readBody } from "~/platform/read-body.server";
import { isSignedBody } from "~/platform/shopify-signature.server";
import { findShop } from "~/settings/shops.server";
import { flowActions, flowRequest, runFlowAction } from "~/touchpoints/run-flow-action.server";

const maxBodyBytes = 100_000;

/** An action of a merchant's workflow. Flow sends one again until it hears 200; another 4xx ends it as failed. */
export async function action({ request, params }: ActionFunctionArgs) {
  const deps = getDeps();
  if (request.method !== "POST") return answer(405);
  const read = await readBody(request, maxBodyBytes);
  if (read.outcome === "too_large") return answer(413);
  const signature = request.headers.get("x-shopify-hmac-sha256");
  if (signature === null) return answer(400);
  if (!isSignedBody(deps.env, signature, read.body)) return answer(401);

  const asked = flowRequest.safeParse(jsonOf(read.body.toString("utf8")));
  const action = flowActions.find((one) => one === params.action);
  if (!asked.success || !action) return answer(400);
  const { shopify_domain: shopId, action_run_id: actionRunId, properties } = asked.data;
  const shop = await findShop(deps.db, shopId);
  if (!shop || shop.uninstalledAt) return answer(400);
  const ran = await runFlowAction(deps, { shopId, action, actionRunId, properties });
  return ran.outcome === "refused" ? Response.json({ message: ran.reason }, { status: 400 }) : answer(200);
}

export const loader = () => answer(405);

const answer = (status: number) => new Response(null, { status });

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A signed body that is no JSON: answered as unreadable.
    return null;
  }
}
