import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { getDeps } from "~/deps.server";
import { languages } from "~/messages/voices";
import { wordsIn } from "~/messages/words/words";
import { readForm } from "~/platform/read-form.server";
import { keepPreferences, loadPreferencesPage, preferencePurposes } from "~/touchpoints/preferences.server";
import { badLink } from "~/ui/bad-link.server";
import { openPage, shownPage } from "~/ui/open-page.server";
import { shopperMeta } from "~/ui/shopper-meta";
import { BadLinkPage, ShopperPage } from "~/ui/shopper-page";

export const handle = { scripts: false };
export const meta: MetaFunction<typeof loader> = ({ data }) => shopperMeta(data);

/** What she hears from the shop, and in which language. Mail scanners open links: nothing is stored here. */
export async function loader(args: LoaderFunctionArgs) {
  const { db, links, clock } = getDeps();
  const opened = await openPage(args, {
    ...{ links, now: clock.now(), purpose: "unsubscribe" },
    load: ({ shopId, id }) => loadPreferencesPage(db, { shopId, touchpointId: id }),
  });
  if (opened.outcome === "shut") return opened.answer;
  return shownPage(opened.page, wordsIn[opened.page.language].pages.preferences.title, {
    purposes: preferencePurposes,
    saved: new URL(args.request.url).searchParams.has("saved"),
  });
}

/** Keeps her choice. Answered the same however often it is sent. */
export async function action({ request, params }: ActionFunctionArgs) {
  const deps = getDeps();
  const link = deps.links.read("unsubscribe", params.token ?? "", deps.clock.now());
  if (link.outcome !== "valid") return badLink(request, link.outcome);
  const form = await readForm(request);
  const language = languages.find((one) => one === form?.get("language"));
  if (!form || !language) return badLink(request, "forged");
  const wanted = preferencePurposes.filter((purpose) => form.getAll("wanted").includes(purpose));
  await keepPreferences(deps, { shopId: link.shopId, touchpointId: link.id, wanted, language });
  return redirect("?saved", 303);
}

export default function Preferences() {
  const loaded = useLoaderData<typeof loader>();
  if (loaded.view === "bad_link") return <BadLinkPage {...loaded} />;
  const { language, page, purposes, saved, title } = loaded;
  const words = wordsIn[language].pages.preferences;
  return (
    <ShopperPage language={language} look={page.look} title={title}>
      {saved && <p role="status">{words.saved}</p>}
      <form method="post" action="?">
        <fieldset>
          <legend>{words.wanted}</legend>
          {purposes.map((purpose) => (
            <label className="check" key={purpose}>
              <input
                type="checkbox"
                name="wanted"
                value={purpose}
                defaultChecked={page.wanted.includes(purpose)}
              />
              {words.purpose[purpose]}
            </label>
          ))}
          <p className="hint">{wordsIn[language].pages.unsubscribe.stillComes}</p>
        </fieldset>
        <fieldset>
          <legend>{words.language}</legend>
          <div className="chips">
            {languages.map((one) => (
              <label className="pick" key={one} lang={one}>
                <input type="radio" name="language" value={one} defaultChecked={one === language} />
                <span>{wordsIn[one].pages.preferences.ownName}</span>
              </label>
            ))}
          </div>
        </fieldset>
        <button className="button" type="submit">
          {words.save}
        </button>
      </form>
    </ShopperPage>
  );
}
