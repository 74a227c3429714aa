import type { MessageKind, MessageLabels } from "./message-words";
import type { MessageLinks } from "./message-values";

export interface ActionLink {
  label: string;
  url: string;
}

/** What she can do from a message: one button, some further choices, or the 0-10 row. */
export interface MessageActions {
  button: ActionLink | null;
  choices: ActionLink[];
  /** The feedback page; the row adds ?rating=n. */
  ratingUrl: string | null;
}

/** Contacts as a shop keeps them; the settings' shape. */
export interface Contacts {
  email: string | null;
  phone: string | null;
  whatsapp: string | null;
  chatUrl: string | null;
  faqUrl: string | null;
  returnsUrl: string | null;
  policyUrl: string | null;
}

interface ActionsRequest {
  kind: MessageKind;
  variant: string;
  links: MessageLinks;
  statusUrl: string | null;
  returnsUrl: string | null;
  labels: MessageLabels;
}

/** A notice offers every choice that still stands; an update what is left to decide; a question only its row. */
export function actionsOf({
  kind,
  variant,
  links,
  statusUrl,
  returnsUrl,
  labels,
}: ActionsRequest): MessageActions {
  // Our own page says more of the delivery than Shopify's.
  const follow = link(labels.followOrder, links.track ?? statusUrl);
  const talk = link(labels.talk, links.talk);
  const returns = link(labels.returns, links.returns ?? returnsUrl);
  const change = link(labels.changeAddress, links.changeAddress);
  const cancel = link(labels.cancel, links.cancel);
  switch (kind) {
    case "thank_you_note":
      return {
        button: link(labels.seeOrder, statusUrl),
        choices: present([link(labels.followOrder, links.track)]),
        ratingUrl: null,
      };
    case "delay_notice": {
      const wait = link(labels.wait, links.wait);
      // After a failed attempt the address is the likeliest thing to put right.
      const choices =
        variant === "failed_attempt"
          ? [change, talk, follow, returns]
          : [change, cancel, talk, follow, returns];
      return { button: wait, choices: present(choices), ratingUrl: null };
    }
    case "delay_update":
      if (variant === "arrived") return { button: null, choices: present([talk, returns]), ratingUrl: null };
      if (["moving", "shipped", "ready_for_pickup", "part_arrived"].includes(variant))
        return { button: follow, choices: present([talk, returns]), ratingUrl: null };
      return { button: talk, choices: present([cancel, change, follow, returns]), ratingUrl: null };
    case "arrival_notice":
      return { button: follow, choices: present([returns]), ratingUrl: null };
    // There is nothing to decide: what is given is given.
    case "recovery_offer":
    case "surprise":
      return { button: null, choices: [], ratingUrl: null };
    case "replenishment":
    case "win_back":
    case "vip_reward":
    case "welcome":
    case "new_arrivals":
      return { button: link(labels.seeShop, links.shop), choices: [], ratingUrl: null };
    case "product_follow_up":
      return { button: link(labels.seeOrder, statusUrl), choices: present([returns]), ratingUrl: null };
    case "feedback_invitation":
    case "nps_survey":
      return { button: null, choices: [], ratingUrl: links.feedback };
  }
}

/** The footer's ways to reach a person, in the order people prefer them. */
export function contactLinks(contacts: Contacts, labels: MessageLabels): ActionLink[] {
  const { email, phone, whatsapp } = contacts;
  return present([
    email === null ? null : { label: email, url: `mailto:${email}` },
    phone === null ? null : { label: `${labels.phone} ${phone}`, url: `tel:${dialled(phone)}` },
    whatsapp === null ? null : { label: labels.whatsapp, url: whatsappUrl(whatsapp) },
    link(labels.chat, contacts.chatUrl),
    link(labels.faq, contacts.faqUrl),
    link(labels.returns, contacts.returnsUrl),
    link(labels.policy, contacts.policyUrl),
  ]);
}

/** wa.me wants the number in digits, with the country and without a plus. */
export function whatsappUrl(number: string): string {
  return `https://wa.me/${number.replace(/\D/g, "").replace(/^00/, "")}`;
}

/** A number as a telephone takes it: digits and "+". */
export function dialled(phone: string): string {
  return phone.replace(/[^\d+]/g, "");
}

/** The feedback page with a rating filled in. */
export function ratingUrl(feedbackUrl: string, rating: number): string {
  return `${feedbackUrl}${feedbackUrl.includes("?") ? "&" : "?"}rating=${rating}`;
}

function link(label: string, url: string | null): ActionLink | null {
  // Only web addresses: whatever stands in settings or on the order, no other scheme becomes a link.
  return url !== null && /^https?:\/\//i.test(url) ? { label, url } : null;
}

function present(links: Array<ActionLink | null>): ActionLink[] {
  return links.filter((entry) => entry !== null);
}
