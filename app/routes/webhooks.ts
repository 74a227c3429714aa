import type { ActionFunctionArgs } from "@remix-run/node";
import { getDeps } from "~/deps.server";
import { receiveWebhook } from "~/intake/receive-webhook.server";
import { readBody } from "~/platform/read-body.server";

// Shopify's largest order payloads stay well under this.
const maxBodyBytes = 5_000_000;

/** The one door for all of Shopify's topics: verify, store, answer. */
export async function action({ request }: ActionFunctionArgs) {
  if (request.method !== "POST") return answer(405);
  const read = await readBody(request, maxBodyBytes);
  if (read.outcome === "too_large") return answer(413);
  if (read.body.byteLength === 0) return answer(400);
  const received = await receiveWebhook(getDeps(), { headers: request.headers, body: read.body });
  switch (received.outcome) {
    case "stored":
    case "duplicate":
      return answer(200);
    case "unsigned":
      return answer(400);
    case "forged":
      return answer(401);
  }
}

export const loader = () => answer(405);

const answer = (status: number) => new Response(null, { status });
