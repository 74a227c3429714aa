import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { chooseOption } from "~/delays/choose-option.server";
import { loadChoicePage, type ChoicePage } from "~/delays/choice-page.server";
import { isDelayChoice, type DelayChoice } from "~/orders/delay-choice";
import { longestWish } from "~/delays/delay-options";
import { getDeps } from "~/deps.server";
import { wordsIn } from "~/messages/words/words";
import { readForm } from "~/platform/read-form.server";
import { badLink } from "~/ui/bad-link.server";
import { openPage, shownPage } from "~/ui/open-page.server";
import { shopperMeta } from "~/ui/shopper-meta";
import { BadLinkPage, ShopperPage } from "~/ui/shopper-page";

export const handle = { scripts: false };
export const meta: MetaFunction<typeof loader> = ({ data }) => shopperMeta(data);

/** Shows what her choice would do. Mail scanners open links: nothing is stored here. */
export async function loader(args: LoaderFunctionArgs) {
  const { db, links, clock } = getDeps();
  const now = clock.now();
  const opened = await openPage(args, {
    ...{ links, now, purpose: "choose" },
    load: ({ shopId, id }) => loadChoicePage(db, { shopId, delayId: id, now }),
  });
  if (opened.outcome === "shut") return opened.answer;
  const query = new URL(args.request.url).searchParams;
  return shownPage(opened.page, wordsIn[opened.page.language].pages.choice.title, {
    asked: choiceOf(query.get("choice")),
    sent: query.has("sent"),
    isAddressMissing: query.has("missing"),
  });
}

/** Writes her choice. Whether it still stands is decided there; the page then shows how things are. */
export async function action({ request, params }: ActionFunctionArgs) {
  const deps = getDeps();
  const link = deps.links.read("choose", params.token ?? "", deps.clock.now());
  if (link.outcome !== "valid") return badLink(request, link.outcome);
  const form = await readForm(request);
  const choice = choiceOf(form?.get("choice") ?? null);
  if (choice === null) return badLink(request, "forged");
  const wish = form?.get("wish") ?? "";
  const { outcome } = await chooseOption(deps, { shopId: link.shopId, delayId: link.id, choice, wish });
  return redirect(`?choice=${choice}&${outcome === "address_missing" ? "missing" : "sent"}`, 303);
}

export default function Choice() {
  const loaded = useLoaderData<typeof loader>();
  if (loaded.view === "bad_link") return <BadLinkPage {...loaded} />;
  const { page, asked, sent, isAddressMissing } = loaded;
  const words = wordsIn[page.language].pages.choice;
  const frame = { language: page.language, look: page.look, overline: words.order(page.orderNumber) };

  if (asked === null) {
    return (
      <ShopperPage {...frame} title={words.title}>
        <Choices page={page} />
      </ShopperPage>
    );
  }
  if (sent && page.chosen === asked) {
    const { name, done } = words.options[asked];
    return (
      <ShopperPage {...frame} title={name}>
        <p role="status">{done}</p>
        <FollowOrder page={page} />
        <OtherChoices page={page} than={asked} />
      </ShopperPage>
    );
  }
  if (!page.open.includes(asked)) {
    const isOver = !page.open.includes("wait");
    const tooLate = asked === "cancel" ? words.tooLateToCancel : words.tooLateToChangeAddress;
    return (
      <ShopperPage {...frame} title={words.pastTitle}>
        <p>{isOver ? words.pastText : tooLate}</p>
        <FollowOrder page={page} />
        <OtherChoices page={page} than={asked} />
      </ShopperPage>
    );
  }
  const { name, effect, confirm } = words.options[asked];
  return (
    <ShopperPage {...frame} title={name}>
      <p>{effect}</p>
      {page.chosen && page.chosen !== asked && (
        <p>
          {words.chosen}: <strong>{words.options[page.chosen].name}</strong>
        </p>
      )}
      <form method="post" action="?">
        <input type="hidden" name="choice" value={asked} />
        {asked === "change_address" || asked === "talk" ? (
          <div className="field">
            <label className="label" htmlFor="wish">
              {words.wish[asked]}
            </label>
            {isAddressMissing && (
              <p className="alert" id="wish-problem" role="alert">
                {words.addressMissing}
              </p>
            )}
            <textarea
              id="wish"
              name="wish"
              rows={4}
              maxLength={longestWish}
              required={asked === "change_address"}
              aria-invalid={isAddressMissing || undefined}
              aria-describedby={isAddressMissing ? "wish-problem" : undefined}
            />
          </div>
        ) : null}
        <button className="button" type="submit">
          {confirm}
        </button>
      </form>
      <OtherChoices page={page} than={asked} />
    </ShopperPage>
  );
}

function OtherChoices({ page, than }: { page: ChoicePage; than: DelayChoice }) {
  const others = page.open.filter((choice) => choice !== than);
  if (others.length === 0) return null;
  return (
    <>
      <h2>{wordsIn[page.language].pages.choice.others}</h2>
      <Choices page={{ ...page, open: others }} />
    </>
  );
}

function Choices({ page }: { page: ChoicePage }) {
  const { options } = wordsIn[page.language].pages.choice;
  return (
    <ul className="options">
      {page.open.map((choice) => (
        <li key={choice}>
          <a href={`?choice=${choice}`}>{options[choice].name}</a>
        </li>
      ))}
    </ul>
  );
}

function FollowOrder({ page }: { page: ChoicePage }) {
  if (page.statusUrl === null) return null;
  return (
    <p>
      <a href={page.statusUrl}>{wordsIn[page.language].pages.orderStatus}</a>
    </p>
  );
}

function choiceOf(text: string | null): DelayChoice | null {
  return isDelayChoice(text) ? text : null;
}
