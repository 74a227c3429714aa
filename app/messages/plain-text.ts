import type { ActionLink } from "./message-actions";
import type { MessageContent } from "./message-content";
import { markupToText } from "./message-markup";

/** Written as a plain mail is: links on lines of their own, nothing that only makes sense with a button. */
export function plainTextOf(content: MessageContent): string {
  const { heading, body, after, button, choices, signature, contacts, why, labels } = content;
  const { unsubscribeUrl, preferencesUrl } = content;
  const actions = [button, ...choices].filter((action) => action !== null);
  const blocks = [
    heading,
    ...body.map(markupToText),
    actions.map(({ label, url }) => `- ${label}: ${url}`).join("\n"),
    ratingText(content),
    ...after.map(markupToText),
    signature,
    "-- ",
    contacts.length === 0 ? "" : [labels.questions, ...contacts.map(contactText)].join("\n"),
    why,
    [
      unsubscribeUrl === null ? "" : `${labels.unsubscribe}: ${unsubscribeUrl}`,
      preferencesUrl === null ? "" : `${labels.preferences}: ${preferencesUrl}`,
    ]
      .filter((line) => line !== "")
      .join("\n"),
  ];
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}

function ratingText({ ratingUrl: url, labels }: MessageContent): string {
  if (url === null) return "";
  return `${labels.answer} (0 = ${labels.ratingLow}, 10 = ${labels.ratingHigh}): ${url}`;
}

/** A number or an address is already what one needs; everything else shows where it leads. */
function contactText({ label, url }: ActionLink): string {
  return /^(mailto|tel):/.test(url) ? label : `${label}: ${url}`;
}
