import { filledFrame } from "./filled-frame";
import { contentOf, type MessageContent, type MessageRequest } from "./message-content";
import { plainTextOf } from "./plain-text";

export type { MessageRequest } from "./message-content";

export interface RenderedMessage {
  subject: string;
  preheader: string;
  html: string;
  text: string;
  /** The merchant's words that could not be used; ours went out instead. */
  faults: MessageContent["faults"];
}

/** The same request gives the same mail. Throws for a variant that does not exist, never for a missing value. */
export async function renderMessage(request: MessageRequest): Promise<RenderedMessage> {
  const content = contentOf(request);
  const { subject, preheader, faults } = content;
  return {
    subject,
    preheader,
    html: await filledFrame(content, request),
    text: plainTextOf(content),
    faults,
  };
}
