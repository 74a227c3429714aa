import type { ActionFunctionArgs } from "@remix-run/node";
import { getDeps } from "~/deps.server";
import { answerWebhook, maxWebhookBytes } from "~/intake/answer-webhook.server";
import { readBody } from "~/platform/read-body.server";

/** Our own server answers this address before Remix is asked (server/webhook-door.ts); any other one asks here. */
export async function action({ request }: ActionFunctionArgs) {
  const status = await answerWebhook(getDeps(), {
    method: request.method,
    header: (name) => request.headers.get(name),
    async readBody() {
      const read = await readBody(request, maxWebhookBytes);
      return read.outcome === "read" ? read.body : null;
    },
  });
  return new Response(null, { status });
}

export const loader = () => new Response(null, { status: 405 });
