import type { LoaderFunctionArgs } from "@remix-run/node";
import { authenticate } from "~/shopify.server";

/** An address of the admin that nobody has: the admin's own page says so, with a way back. */
export async function loader({ request }: LoaderFunctionArgs): Promise<never> {
  await authenticate.admin(request);
  throw new Response("Not found", { status: 404 });
}

export const action = loader;

// Without a page of its own the answer would be bare, and the admin's not asked for.
export default function UnknownPage() {
  return null;
}
