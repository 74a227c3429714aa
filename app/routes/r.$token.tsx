import {
  json,
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { getDeps } from "~/deps.server";
import { feedbackReasons } from "~/messages/shopper-page-words";
import { wordsIn } from "~/messages/words/words";
import { readForm } from "~/platform/read-form.server";
import { loadFeedbackPage, type FeedbackLink, type FeedbackPage } from "~/surveys/feedback-page.server";
import { recordResponse } from "~/surveys/record-response.server";
import { commentLimit } from "~/surveys/survey-response";
import { badLink } from "~/ui/bad-link.server";
import { openPage, shownPage } from "~/ui/open-page.server";
import { RatingField } from "~/ui/rating-field";
import { BadLinkPage, ShopperPage } from "~/ui/shopper-page";
import { shopperMeta } from "~/ui/shopper-meta";

export const handle = { scripts: false };
export const meta: MetaFunction<typeof loader> = ({ data }) => shopperMeta(data);

/** Shows the question with the rating she tapped. Mail scanners open links: nothing is stored here. */
export async function loader(args: LoaderFunctionArgs) {
  const opened = await open(args);
  if (opened.outcome === "shut") return opened.answer;
  const query = new URL(args.request.url).searchParams;
  return shownPage(opened.page, wordsIn[opened.page.language].pages.feedback.title, {
    tapped: ratingOf(query.get("rating")),
    sent: query.has("sent"),
  });
}

function open(args: LoaderFunctionArgs) {
  const { db, links, clock } = getDeps();
  const now = clock.now();
  return openPage(args, {
    ...{ links, now, purpose: "rate" },
    load: (link) => loadFeedbackPage(db, { shopId: link.shopId, link: subjectOf(link), now }),
  });
}

/** Keeps her answer. A second answer within a day replaces the first. */
export async function action(args: ActionFunctionArgs) {
  const opened = await open(args);
  if (opened.outcome === "shut") return opened.answer;
  const { page, link } = opened;
  const form = await readForm(args.request);
  if (form === null)
    return json({ view: "refused" as const, problem: "comment" as const, entered: null }, { status: 413 });

  const entered = {
    rating: ratingOf(form.get("rating")),
    // Browsers send line ends as CRLF; she was shown a limit that counts one.
    comment: (form.get("comment") ?? "").replaceAll("\r\n", "\n"),
    reasons: form.getAll("reason"),
    mayContact: form.has("mayContact"),
  };
  if (entered.rating === null)
    return json({ view: "refused" as const, problem: "rating" as const, entered }, { status: 400 });
  const recorded = await recordResponse(getDeps(), {
    shopId: link.shopId,
    survey: page.survey,
    orderId: page.orderId,
    checkoutToken: null,
    ...entered,
    rating: entered.rating,
    language: page.language,
    channel: link.extra === "card" ? "card" : "email",
  });
  if (recorded.outcome !== "refused") return redirect("?sent", 303);
  if (recorded.reason === "comment")
    return json({ view: "refused" as const, problem: "comment" as const, entered }, { status: 400 });
  return badLink(args.request, "forged");
}

/** The code on a printed card names its order: it was made before anybody was invited. */
function subjectOf({ id, extra }: { id: string; extra: string | null }): FeedbackLink {
  return extra === "card" ? { orderId: id } : { touchpointId: id };
}

export default function Feedback() {
  const loaded = useLoaderData<typeof loader>();
  const posted = useActionData<typeof action>();
  if (loaded.view === "bad_link") return <BadLinkPage {...loaded} />;
  if (posted?.view === "bad_link") return <BadLinkPage {...posted} />;
  const { page, tapped, sent } = loaded;
  const words = wordsIn[page.language].pages.feedback;
  const { answer } = page;
  if (!posted && answer && sent) return <Thanks page={page} answer={answer} />;
  if (answer && !answer.changeable) return <Closed page={page} rating={answer.rating} />;

  const before = posted?.entered ?? answer;
  return (
    <ShopperPage
      language={page.language}
      look={page.look}
      title={words.title}
      overline={words.order(page.orderNumber)}
    >
      <form method="post" action="?">
        <RatingField
          legend={words.question(page.look.name)}
          low={words.low}
          high={words.high}
          ratingOf={words.ratingOf}
          chosen={posted ? (before?.rating ?? null) : (tapped ?? before?.rating ?? null)}
          problem={posted?.problem === "rating" ? words.ratingMissing : null}
        />
        <fieldset>
          <legend>{words.reasons}</legend>
          <div className="chips">
            {feedbackReasons.map((reason) => (
              <label className="pick" key={reason}>
                <input
                  type="checkbox"
                  name="reason"
                  value={reason}
                  defaultChecked={before?.reasons.includes(reason) ?? false}
                />
                <span>{words.reason[reason]}</span>
              </label>
            ))}
          </div>
        </fieldset>
        <label className="label" htmlFor="comment">
          {words.comment}
        </label>
        {posted?.problem === "comment" && (
          <p className="alert" id="comment-problem" role="alert">
            {words.commentTooLong}
          </p>
        )}
        <textarea
          id="comment"
          name="comment"
          maxLength={commentLimit}
          defaultValue={before?.comment ?? ""}
          aria-describedby={posted?.problem === "comment" ? "comment-problem" : undefined}
        />
        <label className="check">
          <input type="checkbox" name="mayContact" value="yes" defaultChecked={before?.mayContact ?? false} />
          {words.mayContact}
        </label>
        <button className="button" type="submit">
          {answer ? words.change : words.send}
        </button>
      </form>
    </ShopperPage>
  );
}

type Answer = NonNullable<FeedbackPage["answer"]>;

function Thanks({ page, answer }: { page: FeedbackPage; answer: Answer }) {
  const words = wordsIn[page.language].pages.feedback;
  return (
    <ShopperPage language={page.language} look={page.look} title={words.thanks}>
      <p>
        {answer.group === "detractor" && answer.answeredBy
          ? words.answeredBy(answer.answeredBy)
          : words.thanksText}
      </p>
      {answer.group === "promoter" && page.reviewUrl && (
        <>
          <p>{words.review}</p>
          <p>
            <a className="button" href={page.reviewUrl}>
              {words.reviewLink}
            </a>
          </p>
        </>
      )}
      {answer.changeable && (
        <p>
          {words.stillOpen} <a href="?">{words.change}</a>
        </p>
      )}
    </ShopperPage>
  );
}

function Closed({ page, rating }: { page: FeedbackPage; rating: number }) {
  const words = wordsIn[page.language].pages.feedback;
  return (
    <ShopperPage
      language={page.language}
      look={page.look}
      title={words.closed}
      overline={words.order(page.orderNumber)}
    >
      <p>
        <strong>{words.ratingOf(rating)}</strong>
      </p>
      <p>{words.closedText}</p>
    </ShopperPage>
  );
}

function ratingOf(text: string | null): number | null {
  return text !== null && /^(\d|10)$/.test(text) ? Number(text) : null;
}
