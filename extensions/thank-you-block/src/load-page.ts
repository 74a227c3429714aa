import { keepAnswer, readKeptAnswer } from "./kept-answer";
import { fetchPage, postAnswer, type Answer, type Kept, type Note, type ThankYouPage } from "./lastmile-api";

interface PageRequest {
  checkoutToken: string;
  firstOrder: boolean;
  ask: boolean;
}

/** The page for this checkout; an answer that was given here and never got through is brought along now. */
export async function loadPage({
  checkoutToken,
  firstOrder,
  ask,
}: PageRequest): Promise<ThankYouPage | null> {
  const [page, kept] = await Promise.all([
    fetchPage({ checkoutToken, locale: locale(), firstOrder, ask }),
    readKeptAnswer(checkoutToken),
  ]);
  if (page?.survey == null || page.survey.answer !== null || kept === null) return page;

  if (!kept.sent) await bringAnswer(checkoutToken, kept);
  const answer = { rating: kept.rating, comment: kept.comment, changeable: true };
  return { ...page, survey: { ...page.survey, answer } };
}

/** The note alone, once more: nobody is asked by it. */
export async function reloadNote({
  checkoutToken,
  firstOrder,
}: Omit<PageRequest, "ask">): Promise<Note | null> {
  const page = await fetchPage({ checkoutToken, locale: locale(), firstOrder, ask: false });
  return page?.note ?? null;
}

/** Brings an answer to the app and remembers here whether it got through. */
export async function bringAnswer(checkoutToken: string, { rating, comment }: Answer): Promise<Kept | null> {
  const outcome = await postAnswer({ checkoutToken, locale: locale() }, { rating, comment });
  await keepAnswer(checkoutToken, { rating, comment, sent: outcome !== null });
  return outcome;
}

// The language our own labels are in, so that the app's words beside them are in the same.
function locale(): string {
  return shopify.localization.extensionLanguage.value.isoCode;
}
