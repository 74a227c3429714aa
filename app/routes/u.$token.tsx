import {
  json,
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { getDeps } from "~/deps.server";
import { wordsIn } from "~/messages/words/words";
import { readForm } from "~/platform/read-form.server";
import { loadUnsubscribePage } from "~/touchpoints/unsubscribe-page.server";
import { resubscribe, unsubscribe } from "~/touchpoints/unsubscribe.server";
import { badLink } from "~/ui/bad-link.server";
import { openPage, shownPage } from "~/ui/open-page.server";
import { shopperMeta } from "~/ui/shopper-meta";
import { BadLinkPage, ShopperPage } from "~/ui/shopper-page";

export const handle = { scripts: false };
export const meta: MetaFunction<typeof loader> = ({ data }) => shopperMeta(data);

type Stage = "asked" | "stopped" | "undone";

/** Asks for a confirmation. Mail scanners open links: nothing is stored here. */
export async function loader(args: LoaderFunctionArgs) {
  const { db, links, clock } = getDeps();
  const opened = await openPage(args, {
    ...{ links, now: clock.now(), purpose: "unsubscribe" },
    load: ({ shopId, id }) => loadUnsubscribePage(db, { shopId, touchpointId: id }),
  });
  if (opened.outcome === "shut") return opened.answer;
  const { page, link } = opened;
  const query = new URL(args.request.url).searchParams;
  const stage: Stage = query.has("stopped") ? "stopped" : query.has("undone") ? "undone" : "asked";
  const purpose = purposeOf(link.extra);
  const title = titleOf(wordsIn[page.language].pages.unsubscribe, stage, purpose);
  return shownPage(page, title, { purpose, stage, preferencesUrl: `/p/${args.params.token ?? ""}` });
}

/**
 * Our page's own buttons name what they want. A post that does not is a mail program's one click (RFC 8058), and
 * is answered 200 without another question.
 */
export async function action({ request, params }: ActionFunctionArgs) {
  const deps = getDeps();
  const link = deps.links.read("unsubscribe", params.token ?? "", deps.clock.now());
  if (link.outcome !== "valid") return badLink(request, link.outcome);
  const { shopId, id: touchpointId, extra } = link;
  const purpose = purposeOf(extra);
  const wish = (await readForm(request))?.get("wish");
  if (wish === "undo") {
    await resubscribe(deps, { shopId, touchpointId, purpose });
    return redirect("?undone", 303);
  }
  await unsubscribe(deps, { shopId, touchpointId, purpose, source: wish === "stop" ? "page" : "one_click" });
  return wish === "stop" ? redirect("?stopped", 303) : json({ stopped: true });
}

export default function Unsubscribe() {
  const loaded = useLoaderData<typeof loader>();
  if (loaded.view === "bad_link") return <BadLinkPage {...loaded} />;
  const { language, page, purpose, stage, title, preferencesUrl } = loaded;
  const words = wordsIn[language].pages.unsubscribe;
  return (
    <ShopperPage language={language} look={page.look} title={title}>
      {stage === "asked" && (
        <>
          <p>{words.text[purpose]}</p>
          <p>{words.stillComes}</p>
          <form method="post" action="?">
            <button className="button" type="submit" name="wish" value="stop">
              {words.confirm}
            </button>
          </form>
        </>
      )}
      {stage === "stopped" && (
        <>
          <p role="status">{words.done[purpose]}</p>
          <p>{words.stillComes}</p>
          <form method="post" action="?">
            <button className="quiet" type="submit" name="wish" value="undo">
              {words.undo}
            </button>
          </form>
        </>
      )}
      {stage === "undone" && <p role="status">{words.undone[purpose]}</p>}
      <p>
        <a href={preferencesUrl}>{wordsIn[language].pages.preferences.more}</a>
      </p>
    </ShopperPage>
  );
}

type Purpose = "survey" | "care";

function purposeOf(extra: string | null): Purpose {
  return extra === "care" ? "care" : "survey";
}

function titleOf(
  words: (typeof wordsIn)["en"]["pages"]["unsubscribe"],
  stage: Stage,
  purpose: Purpose,
): string {
  if (stage === "stopped") return words.doneTitle;
  return stage === "undone" ? words.undoneTitle : words.title[purpose];
}
