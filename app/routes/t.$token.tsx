import { type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { loadTrackingPage } from "~/delays/tracking-page.server";
import { getDeps } from "~/deps.server";
import { wordsIn } from "~/messages/words/words";
import { openPage, shownPage } from "~/ui/open-page.server";
import { shopperMeta } from "~/ui/shopper-meta";
import { BadLinkPage } from "~/ui/shopper-page";
import { TrackingView } from "~/ui/tracking-view";

export const handle = { scripts: false };
export const meta: MetaFunction<typeof loader> = ({ data }) => shopperMeta(data);

/** Her order's way, behind the link in our mails. */
export async function loader(args: LoaderFunctionArgs) {
  const deps = getDeps();
  const opened = await openPage(args, {
    ...{ links: deps.links, now: deps.clock.now(), purpose: "track" },
    load: ({ shopId, id }) => loadTrackingPage(deps, { shopId, orderId: id }),
  });
  if (opened.outcome === "shut") return opened.answer;
  const { page } = opened;
  return shownPage(page, wordsIn[page.language].pages.track.order(page.orderNumber), {});
}

export default function Tracking() {
  const loaded = useLoaderData<typeof loader>();
  if (loaded.view === "bad_link") return <BadLinkPage {...loaded} />;
  return <TrackingView page={loaded.page} />;
}
