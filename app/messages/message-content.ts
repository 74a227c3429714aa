import { tidy } from "./liquid";
import {
  actionsOf,
  contactLinks,
  type ActionLink,
  type Contacts,
  type MessageActions,
} from "./message-actions";
import type { Arrival } from "./message-values";
import { careKinds, tellsArrival, type MessageLabels } from "./message-words";
import { promiseLine, renderWords, type FilledWords, type WordsRequest } from "./render-words";
import { wordsIn } from "./words/words";

export interface MessageRequest extends WordsRequest {
  brand: {
    name: string;
    /** #rrggbb */
    color: string;
    logoUrl: string | null;
    signature: string | null;
  };
  contacts: Contacts;
  /** Only survey and care mails carry one. */
  unsubscribeUrl: string | null;
  /** Where she chooses what she hears; beside the one click that stops it. */
  preferencesUrl: string | null;
}

/** A mail's parts in the words of its language and voice, before they are HTML or text. */
export interface MessageContent extends FilledWords, MessageActions {
  contacts: ActionLink[];
  signature: string;
  why: string;
  unsubscribeUrl: string | null;
  preferencesUrl: string | null;
  labels: MessageLabels;
}

/** Everything a mail says and links to. Throws RangeError for a variant that does not exist. */
export function contentOf(request: MessageRequest): MessageContent {
  const { kind, variant, language, voice, brand, values, contacts, unsubscribeUrl, preferencesUrl } = request;
  const { labels: ours } = wordsIn[language].voices[voice];
  const isCare = careKinds.has(kind);
  const labels = isCare ? { ...ours, unsubscribe: ours.unsubscribeCare } : ours;
  const words = renderWords(request);
  const promise = kind === "thank_you_note" ? promiseLine(request) : null;
  const actions = actionsOf({
    kind,
    variant,
    links: values.links,
    statusUrl: values.order.statusUrl,
    returnsUrl: contacts.returnsUrl,
    labels,
  });
  return {
    ...words,
    body: promise === null ? withFacts(words.body, request) : [...words.body, promise],
    ...actions,
    // What stands among the choices is not said again below.
    contacts: contactLinks(contacts, labels).filter(
      ({ url }) => !actions.choices.some((choice) => choice.url === url),
    ),
    signature: brand.signature ?? brand.name,
    why: tidy(isCare ? labels.whyCare(brand.name) : labels.why(brand.name, values.order.number)),
    unsubscribeUrl,
    preferencesUrl,
    labels,
  };
}

/**
 * What a message has to say whoever worded it: the products of a digest; of a delay, that a part has come, and that
 * what she asked for is not forgotten.
 */
function withFacts(
  body: string[],
  { kind, variant, language, values }: Pick<MessageRequest, "kind" | "variant" | "language" | "values">,
): string[] {
  if (kind === "new_arrivals") return [...body, ...values.arrivals.flatMap(arrivalLine)];
  const { partly, openWish } = values.delay ?? {};
  const isAboutTheRest = kind === "delay_notice" || (kind === "delay_update" && !tellsArrival(variant));
  if (!isAboutTheRest) return body;
  const { partly: partlyWords, wishes } = wordsIn[language];
  // Right after the news, which goes on where a greeting has left off with a comma.
  const afterNews = body.findIndex((paragraph) => !paragraph.endsWith(",")) + 1;
  return [
    ...body.slice(0, afterNews),
    ...(partly ? [partlyWords(partly.arrived, partly.of)] : []),
    ...(openWish ? [wishes[openWish]] : []),
    ...body.slice(afterNews),
  ];
}

/** A product's title as a link; what in it or its address would be read as a mark of ours is left out, or written out. */
function arrivalLine({ title, url }: Arrival): string[] {
  const label = title.replace(/[[\]*\s]+/g, " ").trim();
  const address = url.replaceAll("(", "%28").replaceAll(")", "%29");
  return label !== "" && /^https?:\/\/\S+$/.test(address) ? [`[${label}](${address})`] : [];
}
