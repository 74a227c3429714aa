import { contentOf, type MessageRequest } from "./message-content";
import { markupToText } from "./message-markup";
import { causeLine } from "./render-words";
import { plainlyPut, textLengthOf } from "./text-segments";

interface TextForm {
  /** Her order's way by its short address: the reason and every choice stand there. */
  link: string;
  /** An SMS is paid by the segment; WhatsApp takes as much as there is to say. */
  bySegment: boolean;
}

/**
 * News of a parcel in the few lines a phone shows: whose it is, what, the new date, and one link. Why, and when she
 * hears next, are said where that costs no further segment; behind the link they stand always. Where a voice's own way
 * takes a second segment, the plainest of them says the same in one.
 */
export function renderTextMessage(request: MessageRequest, form: TextForm): string {
  const text = textIn(request, form);
  if (!form.bySegment || isOne(text)) return text;
  const plainest = textIn({ ...request, voice: "essential" }, form);
  return isOne(plainest) ? plainest : text;
}

const isOne = (text: string): boolean => textLengthOf(text).segments === 1;

function textIn(request: MessageRequest, { link, bySegment }: TextForm): string {
  const briefly = { ...request, isBrief: true };
  const { subject, preheader, after } = contentOf(briefly);
  const cause = request.kind === "delay_notice" ? sentence(causeLine(briefly)) : "";
  const nextWord = request.kind === "arrival_notice" ? [] : after.map(markupToText);
  const withExtras = (why: string, next: string[]) => {
    const news = [`${request.brand.name}: ${sentence(subject)}`, why, sentence(preheader), ...next, link];
    return plainlyPut(news.filter((line) => line !== "").join("\n"));
  };
  const fullest = withExtras(cause, nextWord);
  if (!bySegment) return fullest;
  const barest = withExtras("", []);
  const paidFor = textLengthOf(barest).segments;
  const fitting = [fullest, withExtras(cause, []), withExtras("", nextWord)];
  return fitting.find((text) => textLengthOf(text).segments <= paidFor) ?? barest;
}

function sentence(line: string): string {
  return line === "" || /[.?!]$/.test(line) ? line : `${line}.`;
}
