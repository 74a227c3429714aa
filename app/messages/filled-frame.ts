import { render } from "@react-email/components";
import { createElement } from "react";
import { brandColors } from "./brand-colors";
import { ratingUrl } from "./message-actions";
import { MessageFrame, type MessageFrameProps } from "./message-frame";
import { escapeHtml, markupToHtml } from "./message-markup";
import type { MessageContent, MessageRequest } from "./message-content";

// A shop's mails come in about twenty frames (kind, language, which choices stand); this holds some hundred shops.
const keptFrames = 2_000;
const frames = new Map<string, Promise<string>>();

/** The HTML part: the frame is rendered once per brand and layout, the words are put in escaped. */
export async function filledFrame(
  content: MessageContent,
  { language, brand }: Pick<MessageRequest, "language" | "brand">,
): Promise<string> {
  const { labels, ratingUrl: feedbackUrl } = content;
  const colors = brandColors(brand.color);
  const props: MessageFrameProps = {
    language,
    brand: { name: brand.name, logoUrl: brand.logoUrl, colors },
    button: content.button?.label ?? null,
    choices: content.choices.map(({ label }) => label),
    rating:
      feedbackUrl === null
        ? null
        : {
            low: labels.ratingLow,
            high: labels.ratingHigh,
            names: ratings.map(labels.ratingOf),
            answer: labels.answer,
          },
    questions: labels.questions,
    contacts: content.contacts,
    footer: [
      ...(content.unsubscribeUrl === null ? [] : [{ slot: "unsubscribe", label: labels.unsubscribe }]),
      ...(content.preferencesUrl === null ? [] : [{ slot: "preferences", label: labels.preferences }]),
    ],
  };
  const slots = new Map<string, string>([
    ["subject", escapeHtml(content.subject)],
    ["preheader", escapeHtml(content.preheader)],
    ["heading", escapeHtml(content.heading)],
    ["body", paragraphsHtml(content.body, colors.ink)],
    ["after", paragraphsHtml(content.after, colors.ink)],
    ["signature", escapeHtml(content.signature)],
    ["why", escapeHtml(content.why)],
    ["button", escapeHtml(content.button?.url ?? "")],
    ["unsubscribe", escapeHtml(content.unsubscribeUrl ?? "")],
    ["preferences", escapeHtml(content.preferencesUrl ?? "")],
    ["answer", escapeHtml(feedbackUrl ?? "")],
    ...content.choices.map(({ url }, index): [string, string] => [`choice_${index}`, escapeHtml(url)]),
    ...ratings.map((rating): [string, string] => [
      `rating_${rating}`,
      feedbackUrl === null ? "" : escapeHtml(ratingUrl(feedbackUrl, rating)),
    ]),
  ]);
  return (await frameOf(props)).replace(/__slot_(\w+?)__/g, (_slot, name: string) => slots.get(name) ?? "");
}

const ratings = Array.from({ length: 11 }, (_, rating) => rating);

function frameOf(props: MessageFrameProps): Promise<string> {
  const key = JSON.stringify(props);
  const known = frames.get(key);
  if (known !== undefined) return known;
  const frame = render(createElement(MessageFrame, props));
  if (frames.size >= keptFrames) frames.delete(frames.keys().next().value ?? "");
  frames.set(key, frame);
  return frame;
}

function paragraphsHtml(paragraphs: string[], ink: string): string {
  return paragraphs
    .map(
      (paragraph) =>
        `<p style="margin:16px 0;font-size:16px;line-height:26px">${markupToHtml(paragraph, ink)}</p>`,
    )
    .join("");
}
