import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { loadTrackingPage } from "~/delays/tracking-page.server";
import { getDeps } from "~/deps.server";
import { wordsIn } from "~/messages/words/words";
import { badLink } from "~/ui/bad-link.server";
import { shopperMeta } from "~/ui/shopper-meta";
import { BadLinkPage } from "~/ui/shopper-page";
import { TrackingView } from "~/ui/tracking-view";

export const handle = { scripts: false };
export const meta: MetaFunction<typeof loader> = ({ data }) => shopperMeta(data);

/** Her order's way, behind the link in our mails. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const deps = getDeps();
  const link = deps.links.read("track", params.token ?? "", deps.clock.now());
  if (link.outcome !== "valid") return badLink(request, link.outcome);
  const page = await loadTrackingPage(deps, { shopId: link.shopId, orderId: link.id });
  if (page === null) return badLink(request, "forged");
  const { language } = page;
  return json({
    view: "page" as const,
    language,
    title: wordsIn[language].pages.track.order(page.orderNumber),
    page,
  });
}

export default function Tracking() {
  const loaded = useLoaderData<typeof loader>();
  if (loaded.view === "bad_link") return <BadLinkPage {...loaded} />;
  return <TrackingView page={loaded.page} />;
}
