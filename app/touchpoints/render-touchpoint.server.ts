import { createHash } from "node:crypto";
import type { OutgoingMail } from "~/channels/email.server";
import type { OutgoingText } from "~/channels/text-message.server";
import { renderMessage, type MessageRequest } from "~/messages/render-message";
import type { WordsOverride } from "~/messages/render-words";
import { renderTextMessage } from "~/messages/text-message";
import { loadOwnWordsOf } from "~/messages/words-versions.server";
import { thankYouVariant } from "~/messages/thank-you-note";
import type { Language } from "~/messages/voices";
import type { Order, Touchpoint } from "~/platform/prisma/client";
import { listArrivalsFor } from "./arrivals-for.server";
import { askedAfter } from "./asked-after.server";
import { firstOrdersOf } from "./first-order.server";
import type { Claimed, DispatchDeps } from "./claimed-touchpoint.server";
import { inDays, messageValues, stopLinks, trackDays } from "./message-values.server";
import { keepShortLink } from "./short-links.server";
import { rewardCodeOf } from "./reward-code";
import { shopperLanguages } from "./shopper-language.server";
import type { TouchpointKind } from "./touchpoint-kinds";
import { plannedVariant } from "./touchpoint-rollup.server";

/** A touchpoint's words ready to leave on their channel, with what of them is kept for the support agent. */
export type RenderedTouchpoint = {
  language: Language;
  kept: { channel: string; language: string; subject: string | null; text: string; messageId: string | null };
} & ({ channel: "email"; mail: OutgoingMail } | { channel: "text_message"; text: OutgoingText });

type RenderDeps = Pick<DispatchDeps, "db" | "clock" | "links" | "env" | "secrets">;

/** What the words of one message depend on that its claim does not say. */
interface WordsFacts {
  language: Language;
  firstOrder: boolean;
  variant: string;
  words: WordsOverride;
}

/** Reads it for many at once, in order. */
export async function loadWordsFacts(
  { db }: Pick<RenderDeps, "db">,
  claims: Claimed[],
): Promise<WordsFacts[]> {
  const spoken = await shopperLanguages(
    db,
    claims.map(({ order, shop }) => ({ whose: order, fallback: shop.settings.languages.fallback })),
  );
  const firstOrders = await firstOrdersOf(
    db,
    claims.flatMap(({ order }) => (order.id === null ? [] : [order])),
  );
  const facts = claims.map(({ touchpoint, order, shop: { settings }, delay }, index) => {
    const firstOrder = order.id !== null && firstOrders.has(order);
    const vip = order.tags.some((tag) => tag.toLowerCase() === "vip");
    const kind = touchpoint.kind as TouchpointKind;
    const planned = plannedVariant(touchpoint.details);
    const variant = variantFor(kind, { order, planned, now: delay?.variant, firstOrder, vip });
    const language = spoken[index] ?? settings.languages.fallback;
    return { shopId: order.shopId, kind, voice: settings.brand.voice, language, firstOrder, variant };
  });
  const words = await loadOwnWordsOf(db, facts);
  return facts.map(({ language, firstOrder, variant }, index) => ({
    ...{ language, firstOrder, variant, words: words[index] ?? {} },
  }));
}

/** One alone, with what its words depend on. */
export async function renderTouchpoint(deps: RenderDeps, claimed: Claimed): Promise<RenderedTouchpoint> {
  const [facts] = await loadWordsFacts(deps, [claimed]);
  if (!facts) throw new Error("A message was asked for and no words were found.");
  return renderClaimed(deps, claimed, facts);
}

/** Throws RangeError for a variant that has no words. */
export async function renderClaimed(
  deps: RenderDeps,
  claimed: Claimed,
  { language, firstOrder, variant, words }: WordsFacts,
): Promise<RenderedTouchpoint> {
  const { touchpoint, order, promise, shop, delay, channel } = claimed;
  const { settings } = shop;
  const now = deps.clock.now();
  const kind = touchpoint.kind as TouchpointKind;
  const { unsubscribeUrl, preferencesUrl } = stopLinks({
    appUrl: deps.env.APP_URL,
    links: deps.links,
    touchpoint,
    now,
  });
  const arrivals = kind === "new_arrivals" ? await listArrivalsFor(deps.db, { ...order, settings, now }) : [];
  const values = messageValues({
    appUrl: deps.env.APP_URL,
    links: deps.links,
    touchpoint,
    order,
    promise,
    delay: delay?.facts ?? null,
    goodwill: claimed.goodwill,
    product:
      order.id === null ? (arrivals[0]?.title ?? null) : await askedAfter(deps.db, { kind, order, settings }),
    arrivals,
    rewardCode: rewardCodeOf(kind, settings),
    options: openOptions(kind, delay),
    firstOrder,
    settings,
    timeZone: order.timeZone ?? shop.timeZone,
    now,
  });
  const { voice, signature, color, logoUrl } = settings.brand;
  const request: MessageRequest = {
    ...{ shopId: order.shopId, kind, variant, language, voice, words },
    brand: { name: settings.brand.name ?? shop.name ?? order.shopId, color, logoUrl, signature },
    values,
    contacts: settings.contacts,
    unsubscribeUrl,
    preferencesUrl,
  };
  // Texts tell of parcels only.
  if (channel.outcome === "text_message" && order.id !== null)
    return textOf(deps, request, { touchpoint, order, to: channel.to });
  return mailOf(deps, request, claimed);
}

async function textOf(
  deps: RenderDeps,
  request: MessageRequest,
  { touchpoint, order, to }: { touchpoint: Touchpoint; order: Order; to: string },
): Promise<RenderedTouchpoint> {
  const { language } = request;
  const link = await shortAddress(deps, { touchpoint, order, now: deps.clock.now() });
  const bySegment = !to.startsWith("whatsapp:");
  const body = renderTextMessage(request, { link, bySegment, shopId: order.shopId });
  const kept = { channel: "text_message", language, subject: null, text: body, messageId: null };
  const statusCallback = `${deps.env.APP_URL}/texts/status/${order.shopId}`;
  return { channel: "text_message", language, text: { to, body, statusCallback }, kept };
}

async function mailOf(
  deps: RenderDeps,
  request: MessageRequest,
  { touchpoint, order, shop: { settings } }: Pick<Claimed, "touchpoint" | "order" | "shop">,
): Promise<RenderedTouchpoint> {
  const { language, unsubscribeUrl } = request;
  const { subject, html, text } = await renderMessage(request);
  const from = {
    name: settings.sender.name ?? request.brand.name,
    address: settings.sender.email ?? deps.env.MAIL_FROM,
  };
  const messageId = messageIdOf(touchpoint.id, from.address);
  const mail: OutgoingMail = {
    from,
    replyTo: settings.sender.replyTo,
    // The decision suppresses what has no address before it comes here.
    to: order.email ?? "",
    ...{ subject, html, text, messageId },
    headers: {
      "X-Lastmile-Kind": touchpoint.kind,
      ...(order.id === null ? {} : { "X-Lastmile-Order": order.id }),
      "X-Lastmile-Touchpoint": touchpoint.id,
      ...(unsubscribeUrl
        ? { "List-Unsubscribe": `<${unsubscribeUrl}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" }
        : {}),
    },
  };
  return { channel: "email", language, mail, kept: { channel: "email", language, subject, text, messageId } };
}

/** The same touchpoint always carries the same Message-ID: a mail sent twice after a crash is one mail to its reader. */
function messageIdOf(touchpointId: string, fromAddress: string): string {
  const unique = createHash("sha256").update(touchpointId).digest("hex").slice(0, 32);
  return `<${unique}@${fromAddress.split("@")[1] ?? "lastmile"}>`;
}

/** A text leads to her order's way, where its reason, the next word and every choice stand. */
async function shortAddress(
  deps: RenderDeps,
  { touchpoint, order, now }: { touchpoint: Touchpoint; order: Order; now: Date },
): Promise<string> {
  const { shopId, id: orderId } = order;
  const expiresAt = inDays(now, trackDays);
  const code = await keepShortLink(deps, { touchpointId: touchpoint.id, shopId, orderId, expiresAt });
  return `${deps.env.APP_URL}/s/${code}`;
}

/**
 * Who said she would wait is not asked again without worse news, who waits for an answer of ours not at all; talking is
 * always open.
 */
function openOptions(kind: TouchpointKind, delay: Claimed["delay"]): readonly string[] {
  const options = delay?.options ?? [];
  const hasSaid = delay?.facts.openWish || (kind === "delay_update" && delay?.chosen === "wait");
  return hasSaid ? options.filter((option) => option === "talk") : options;
}

/** Kinds with words of their own for a gift, and one set for everything else. */
const giftedKinds: ReadonlySet<TouchpointKind> = new Set([
  "feedback_invitation",
  "arrival_notice",
  "product_follow_up",
]);

function variantFor(
  kind: TouchpointKind,
  facts: {
    order: Pick<Order, "gift">;
    planned: string;
    now: string | undefined;
    firstOrder: boolean;
    vip: boolean;
  },
): string {
  const { order, firstOrder, vip } = facts;
  if (kind === "thank_you_note") return thankYouVariant({ gift: order.gift, firstOrder, vip });
  if (giftedKinds.has(kind)) return order.gift ? "gift" : "default";
  return kind === "delay_notice" ? (facts.now ?? facts.planned) : facts.planned;
}
