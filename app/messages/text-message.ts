import { contentOf, type MessageRequest } from "./message-content";
import { markupToText } from "./message-markup";
import { causeLine } from "./render-words";
import { plainlyPut } from "./text-segments";

/**
 * The same news as the mail, in the few lines a phone shows: whose it is, what, why, when she hears next, and one
 * link, behind which every choice stands.
 */
export function renderTextMessage(request: MessageRequest): string {
  const { subject, preheader, after, button, choices, ratingUrl, unsubscribeUrl, labels } =
    contentOf(request);
  const cause = request.kind === "delay_notice" ? causeLine(request) : "";
  const link = button?.url ?? choices[0]?.url ?? ratingUrl;
  const lines = [
    `${request.brand.name}: ${sentence(subject)}`,
    sentence(cause),
    request.kind === "thank_you_note" ? "" : sentence(preheader),
    ...(request.kind.startsWith("delay") ? after.map(markupToText) : []),
    link ?? "",
    unsubscribeUrl === null ? "" : `${labels.unsubscribe}: ${unsubscribeUrl}`,
  ];
  return plainlyPut(lines.filter((line) => line !== "").join("\n"));
}

function sentence(line: string): string {
  return line === "" || /[.?!]$/.test(line) ? line : `${line}.`;
}
