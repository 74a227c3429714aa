import type { Arrival, DelayFacts, GoodwillFacts, MessageValues } from "~/messages/message-values";
import { noLinks } from "~/messages/message-values";
import { dayMs } from "~/platform/durations";
import type { LinkSigner } from "~/platform/signed-link.server";
import type { Order, Touchpoint } from "~/platform/prisma/client";
import type { ShopSettings } from "~/settings/shop-settings";
import type { Subscriber } from "./subscriber.server";

// Long enough for a message read on return from holidays.
const linkDays = 60;

// A thank-you mail is looked up again until the parcel is there, and a slow one takes its time.
export const trackDays = 120;

interface ValuesInput {
  appUrl: string;
  links: LinkSigner;
  touchpoint: Touchpoint;
  order: Order | Subscriber;
  promise: { earliestOn: Date; latestOn: Date; shipBy: Date | null } | null;
  delay: DelayFacts | null;
  goodwill: GoodwillFacts | null;
  product: string | null;
  arrivals: readonly Arrival[];
  rewardCode: string | null;
  /** What she can still choose: wait, change_address, cancel, talk. */
  options: readonly string[];
  firstOrder: boolean;
  settings: ShopSettings;
  timeZone: string;
  now: Date;
}

/** The facts a touchpoint's words are made from, with her signed links. */
export function messageValues(input: ValuesInput): MessageValues {
  const { order, promise, now } = input;
  return {
    now,
    timeZone: input.timeZone,
    firstName: order.firstName,
    order: { number: order.name, statusUrl: order.statusPageUrl },
    promise: promise && {
      earliestOn: localDate(promise.earliestOn),
      latestOn: localDate(promise.latestOn),
      shipBy: promise.shipBy,
    },
    delay: input.delay,
    goodwill: input.goodwill,
    product: input.product,
    arrivals: input.arrivals,
    rewardCode: input.rewardCode,
    links: {
      ...noLinks,
      ...choiceLinks(input),
      feedback: feedbackLink(input),
      track: trackLink(input),
      shop: shopLink(input),
    },
    gift: order.gift,
    firstOrder: input.firstOrder,
  };
}

/**
 * The one-click address of RFC 8058 and the page beside it, for messages she can stop; null for service messages.
 * One token opens both: what it may change is the same.
 */
export function stopLinks({
  appUrl,
  links,
  touchpoint,
  now,
}: Pick<ValuesInput, "appUrl" | "links" | "touchpoint" | "now">): {
  unsubscribeUrl: string | null;
  preferencesUrl: string | null;
} {
  if (touchpoint.class === "service") return { unsubscribeUrl: null, preferencesUrl: null };
  const token = links.sign({
    purpose: "unsubscribe",
    shopId: touchpoint.shopId,
    id: touchpoint.id,
    extra: touchpoint.class,
    expiresAt: inDays(now, 365),
  });
  return { unsubscribeUrl: `${appUrl}/u/${token}`, preferencesUrl: `${appUrl}/p/${token}` };
}

function feedbackLink({ appUrl, links, touchpoint, now }: ValuesInput): string | null {
  if (touchpoint.kind !== "feedback_invitation") return null;
  const { shopId, id } = touchpoint;
  return `${appUrl}/r/${links.sign({ purpose: "rate", shopId, id, expiresAt: inDays(now, linkDays) })}`;
}

/** The page behind a delay's choices; which of them is asked for is added as ?choice=. */
export function choicePageUrl({
  appUrl,
  links,
  shopId,
  delayId,
  now,
}: Pick<ValuesInput, "appUrl" | "links" | "now"> & { shopId: string; delayId: string }): string {
  return `${appUrl}/d/${links.sign({ purpose: "choose", shopId, id: delayId, expiresAt: inDays(now, linkDays) })}`;
}

/** Her order's tracking page; in service messages, as a question asks for nothing else. */
function trackLink({ appUrl, links, touchpoint, order, now }: ValuesInput): string | null {
  const { shopId, id } = order;
  if (touchpoint.class !== "service" || id === null) return null;
  return `${appUrl}/t/${links.sign({ purpose: "track", shopId, id, expiresAt: inDays(now, trackDays) })}`;
}

/** In marketing only; Shopify leads on from there to the shop's own domain. */
const shopLink = ({ touchpoint }: ValuesInput): string | null =>
  touchpoint.class === "care" ? `https://${touchpoint.shopId}/` : null;

function choiceLinks({ appUrl, links, touchpoint, settings, options, now, delay }: ValuesInput) {
  const returns = settings.contacts.returnsUrl;
  if (!touchpoint.delayId || !delay) return { returns };
  const { shopId, delayId } = touchpoint;
  const page = choicePageUrl({ appUrl, links, shopId, delayId, now });
  const choice = (option: string) => (options.includes(option) ? `${page}?choice=${option}` : null);
  return {
    wait: choice("wait"),
    changeAddress: choice("change_address"),
    cancel: choice("cancel"),
    talk: choice("talk"),
    returns,
  };
}

export const inDays = (now: Date, days: number): Date => new Date(now.getTime() + days * dayMs);
const localDate = (date: Date): string => date.toISOString().slice(0, 10);
