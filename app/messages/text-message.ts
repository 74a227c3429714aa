import { contentOf, type MessageRequest } from "./message-content";
import { markupToText } from "./message-markup";
import { causeLine } from "./render-words";
import { cheaplyWritten, plainlyPut, roomBeside, textLengthOf } from "./text-segments";

interface TextForm {
  /** Her order's way by its short address: the reason and every choice stand there. */
  link: string;
  /** An SMS is paid by the segment; WhatsApp takes as much as there is to say. */
  bySegment: boolean;
  /** Begins with what the shop is called in an address: its name, where the real one is of another alphabet. */
  shopId: string;
}

/**
 * News of a parcel in the few lines a phone shows: whose it is, what, the new date, and one link. Why, and when she
 * hears next, are said where that costs no further segment; behind the link they stand always. Where a voice's own way
 * takes a second segment, the plainest of them says the same in one, with less of the shop's name where it must be.
 */
export function renderTextMessage(request: MessageRequest, form: TextForm): string {
  if (!form.bySegment) return textIn(request, form);
  const name = cheaplyWritten(request.brand.name) ?? form.shopId.split(".")[0] ?? form.shopId;
  const number = request.values.order.number && cheaplyWritten(request.values.order.number);
  const order = { ...request.values.order, number };
  const named = { ...request, brand: { ...request.brand, name }, values: { ...request.values, order } };
  const text = textIn(named, form);
  if (isOne(text)) return text;
  const plainest: MessageRequest = { ...named, voice: "essential" };
  // Only words of the merchant's own can still take more, and their editor says so.
  return [textIn(plainest, form), withNameCut(plainest, form)].find(isOne) ?? text;
}

const isOne = (text: string): boolean => textLengthOf(text).segments === 1;

// A shop is known by the beginning of its name. With less of it than this, the date is left to the page instead.
const leastOfName = 10;

function withNameCut(request: MessageRequest, { link }: TextForm): string {
  const { name } = request.brand;
  const { subject, preheader } = contentOf({ ...request, isBrief: true });
  const beside = (...news: string[]) => {
    const rest = plainlyPut(`: ${[...news.filter((line) => line !== ""), link].join("\n")}`);
    return { rest, beginning: beginningOf(name, roomBeside(rest)) };
  };
  const dated = beside(sentence(subject), sentence(preheader));
  const isKnown = dated.beginning.length >= Math.min(leastOfName, name.length);
  const { beginning, rest } = isKnown ? dated : beside(sentence(subject));
  return `${beginning}${rest}`;
}

/** As many whole words as there is room for, and no small one that wants a next. */
function beginningOf(name: string, room: number): string {
  if (name.length <= room) return name;
  const cut = name.slice(0, Math.max(0, room));
  const words = /\s/.test(name.charAt(room)) ? cut : cut.replace(/\s\S*$/, "");
  return words.replace(/(?:[^\p{L}\p{N}]+|\s\p{Ll}{1,3})+$/u, "");
}

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
