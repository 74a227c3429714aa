import { markupToText } from "./message-markup";
import { noLinks } from "./message-values";
import { renderWords, type WordsRequest } from "./render-words";

type CardExtra = Pick<WordsRequest, "language" | "voice" | "brand"> &
  Partial<Pick<WordsRequest, "words">> & { firstName: string | null };

/** What a card says of the little extra in the parcel, as one line. A card knows its reader's name and no more. */
export function cardExtra({ firstName, ...request }: CardExtra): string {
  const { body } = renderWords({
    ...request,
    ...{ kind: "surprise", variant: "default", unsubscribeUrl: null },
    values: {
      ...{ now: new Date(0), timeZone: "UTC", firstName, order: { number: null, statusUrl: null } },
      ...{ promise: null, delay: null, goodwill: null, product: null, arrivals: [], rewardCode: null },
      ...{ links: noLinks, gift: false, firstOrder: false },
    },
  });
  return markupToText(body.join(" "));
}
