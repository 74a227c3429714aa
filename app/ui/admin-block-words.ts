import type { CustomerPicture } from "~/insights/customer-picture.server";
import { happenedTo } from "~/insights/happened";
import { openDelayStates } from "~/insights/open-delay-states";
import type { OrderStory } from "~/insights/order-story.server";
import { followUpTitle } from "./follow-up-title";
import { delayKindWords } from "./kind-words";
import { latenessWords, type LatenessWords } from "./lateness-words";
import type { ShownGoodwill } from "~/recovery/shown-goodwill";
import { giftWords, goodwillStates } from "./goodwill-words";
import type { ShopTime } from "./shop-time";
import { storyLine } from "./story-line";
import { whatHappened } from "./what-happened";
import type { Words } from "./words/speaker";

/** What our block on one of Shopify's own admin pages shows: words ready to read, in the merchant's language. */
export interface AdminBlock {
  state: LatenessWords | null;
  /** What a person should see to first. */
  alert: string | null;
  facts: Array<{ name: string; value: string }>;
  lines: Array<{ at: string; title: string; detail: string | null; path: string | null }>;
  /** The next sensible step: a page of the app. */
  next: { label: string; path: string };
}

interface Speech {
  say: Words;
  time: ShopTime;
  now: Date;
}

// The newest few: the whole story is one tap away.
const shownLines = 4;

/** The order's story in short: promise against expectation, the open incident, the last answer, what to do next. */
export function orderBlock(story: OrderStory, { say, time, now }: Speech): AdminBlock {
  const { facts, entries, goodwill, followUps } = story;
  const { order, delivery, delay } = facts;
  const [followUp] = followUps;
  const path = `/app/orders/${order.id}`;
  const hasDelay = delay !== null && openDelayStates.includes(delay.state);
  const answer = entries.findLast((entry) => entry.type === "answer");
  const told = entries.filter((entry) => entry.at <= now && entry.type !== "answer");
  return {
    state: latenessWords(facts, say),
    alert: followUp
      ? `${followUpTitle(followUp, say)} · ${say("followUp.due", { at: time.at(followUp.dueAt) })}`
      : null,
    facts: present([
      [say("shipments.promised"), delivery.promised && time.range(delivery.promised)],
      delivery.arrivedOn
        ? [say("shipments.arrived"), time.day(delivery.arrivedOn)]
        : [say("shipments.expected"), delivery.expected && time.range(delivery.expected)],
      [say("block.goodwill"), goodwill && goodwillWords(goodwill, say)],
      [say("facts.incident"), hasDelay ? delayKindWords(delay.kind, say) : null],
      [
        say("block.lastAnswer"),
        answer?.type === "answer" ? answerWords(answer.rating, answer.comment, say) : null,
      ],
    ]),
    lines: told
      .slice(-shownLines)
      .reverse()
      .map((entry) => {
        const { title, detail } = storyLine(entry, { say, time, currency: order.currency });
        return { at: time.at(entry.at), title, detail, path: null };
      }),
    next: {
      path,
      label: say(followUp ? "block.next.followUp" : hasDelay ? "block.next.delay" : "block.next.story"),
    },
  };
}

/** The customer as we know her: her latest orders, what she said, what is open with her. */
export function customerBlock(picture: CustomerPicture, { say, time }: Omit<Speech, "now">): AdminBlock {
  const { orderCount, orders, lastAnswer, openFollowUps, openDelays, stopped } = picture;
  const newest = orders[0]?.order.id;
  const open = [
    openFollowUps > 0 ? say.n("block.openFollowUps", openFollowUps) : null,
    openDelays > 0 ? say.n("block.openDelays", openDelays) : null,
  ].filter((words) => words !== null);
  return {
    state: null,
    alert: open.length === 0 ? null : open.join(" · "),
    facts: present([
      [say("block.orders"), String(orderCount)],
      [
        say("block.lastAnswer"),
        lastAnswer &&
          `${answerWords(lastAnswer.rating, lastAnswer.comment, say)} (${time.at(lastAnswer.answeredAt)})`,
      ],
      [say("block.stopped"), stopped.length === 0 ? null : say("block.stopped.mails")],
    ]),
    lines: orders.map((facts) => ({
      at: time.at(facts.order.placedAt),
      title: facts.order.name,
      detail: whatHappened(happenedTo(facts), say),
      path: `/app/orders/${facts.order.id}`,
    })),
    next: {
      path: newest === undefined ? "/app/shipments" : `/app/orders/${newest}`,
      label: say(openFollowUps > 0 ? "block.next.followUp" : "block.next.lastOrder"),
    },
  };
}

/** "voucher of 5.00 EUR, proposed" */
function goodwillWords(goodwill: ShownGoodwill, say: Words): string {
  const state = goodwillStates.find((one) => one === goodwill.state);
  return [giftWords(goodwill, say), state && say(`goodwill.state.${state}`).toLowerCase()]
    .filter(Boolean)
    .join(", ");
}

function answerWords(rating: number, comment: string | null, say: Words): string {
  const words = say("story.answer", { rating });
  return comment === null
    ? words
    : `${words}: “${comment.length > 120 ? `${comment.slice(0, 119)}…` : comment}”`;
}

function present(facts: Array<[string, string | null]>): AdminBlock["facts"] {
  return facts.flatMap(([name, value]) => (value === null ? [] : [{ name, value }]));
}
