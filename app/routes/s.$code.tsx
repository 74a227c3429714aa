import { redirect, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { getDeps } from "~/deps.server";
import { callerOf } from "~/platform/caller.server";
import { createRateLimit } from "~/platform/rate-limit.server";
import { findShortLink } from "~/touchpoints/short-links.server";
import { badLink } from "~/ui/bad-link.server";
import { shopperMeta } from "~/ui/shopper-meta";
import { BadLinkPage } from "~/ui/shopper-page";

export const handle = { scripts: false };
export const meta: MetaFunction<typeof loader> = ({ data }) => shopperMeta(data);

// A mobile network shows thousands of phones as one caller; who tries codes tries millions, and may name any caller.
const perCaller = createRateLimit({ burst: 120, perSecond: 2 });
const perProcess = createRateLimit({ burst: 2000, perSecond: 200 });

/** The short address of a text leads on to her order's way, with all there is to say and to choose. Nothing is stored: phones open links ahead. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const deps = getDeps();
  const limits = [perCaller.take(callerOf(request)), perProcess.take("all")];
  if (limits.some(({ outcome }) => outcome === "limited")) return badLink(request, "too_many");
  const found = await findShortLink(deps, params.code ?? "");
  if (found.outcome !== "found") return badLink(request, found.outcome);
  const { shopId, orderId: id, expiresAt } = found;
  const token = deps.links.sign({ purpose: "track", shopId, id, expiresAt });
  return redirect(`/t/${token}`, { status: 302, headers: { "Cache-Control": "no-store" } });
}

export default function ShortLink() {
  const loaded = useLoaderData<typeof loader>();
  return <BadLinkPage {...loaded} />;
}
