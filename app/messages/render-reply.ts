import { filledFrame } from "./filled-frame";
import { contactLinks } from "./message-actions";
import type { MessageContent, MessageRequest } from "./message-content";
import { paragraphsOf } from "./message-markup";
import { plainTextOf } from "./plain-text";
import { wordsIn } from "./words/words";

export interface ReplyRequest extends Pick<MessageRequest, "language" | "voice" | "brand" | "contacts"> {
  /** "#1043" */
  orderNumber: string;
  /** A person's own words, not a template: nothing in them is filled in. */
  subject: string;
  text: string;
}

// What an inbox shows of a mail it has not opened.
const previewLength = 120;

/** A person's answer in the frame of the shop's other mails, in the shopper's language. */
export async function renderReply(
  request: ReplyRequest,
): Promise<{ subject: string; html: string; text: string }> {
  const { language, voice, brand, contacts, orderNumber, subject } = request;
  const { reply, voices } = wordsIn[language];
  const { labels } = voices[voice];
  const body = paragraphsOf(request.text);
  const content: MessageContent = {
    subject,
    preheader: body.join(" ").replace(/\s+/g, " ").slice(0, previewLength),
    heading: subject,
    body,
    after: [],
    faults: [],
    button: null,
    choices: [],
    ratingUrl: null,
    contacts: contactLinks(contacts, labels),
    signature: brand.signature ?? brand.name,
    why: reply.why(brand.name, orderNumber),
    unsubscribeUrl: null,
    preferencesUrl: null,
    labels,
  };
  return { subject, html: await filledFrame(content, request), text: plainTextOf(content) };
}
