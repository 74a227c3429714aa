import { cardVariants } from "~/messages/card-words";
import { decisionWords, reasonOfRule, type DecisionFacts } from "~/insights/decision-words";
import type { PromiseEntry, StoryEntry } from "~/insights/story-entries";
import { isRecord } from "~/platform/is-record";
import { reasonWords } from "~/messages/words/reason-words";
import { isFailedAttempt } from "~/orders/shipment-record";
import { feedbackReasons } from "~/messages/shopper-page-words";
import { promiseSourceWords, stageWords, touchpointWords } from "./kind-words";
import { money } from "./money";
import type { ShopTime } from "./shop-time";
import type { WordKey, Words } from "./words/speaker";

/** One entry of the story as a person would tell it. */
export interface StoryLine {
  title: string;
  detail: string | null;
  tone: "quiet" | "good" | "trouble" | "message" | "held_back";
}

interface Speech {
  say: Words;
  time: ShopTime;
  currency: string;
}

export function storyLine(entry: StoryEntry, speech: Speech): StoryLine {
  const line = lineOf(entry, speech);
  return { ...line, title: line.title.slice(0, 1).toUpperCase() + line.title.slice(1) };
}

function lineOf(entry: StoryEntry, speech: Speech): StoryLine {
  const { say, time, currency } = speech;
  switch (entry.type) {
    case "placed":
      return quiet(say("story.placed"), entry.promise && promiseWords(entry.promise, speech));
    case "paid":
      return quiet(say("story.paid"));
    case "cancelled":
      return quiet(say("story.cancelled"));
    case "fully_refunded":
      return quiet(say("story.fullyRefunded"));
    case "promise_revised":
      return quiet(
        say("story.revised", { range: time.range(entry.promise) }),
        promiseSourceWords(entry.promise.source, say),
      );
    case "label":
      return quiet(
        say("story.label"),
        [entry.carrier, entry.trackingNumber].filter(Boolean).join(" ") || null,
      );
    case "scan":
      return {
        title: [stageWords(entry.status, say), entry.city].filter(Boolean).join(", "),
        detail: [entry.carrier, entry.message].filter(Boolean).join(" · ") || null,
        tone: isTrouble(entry.status) ? "trouble" : "quiet",
      };
    case "arrived":
      return arrivedLine(entry.lateness, say);
    case "incident":
      return incidentLine(entry.decision, say);
    case "not_planned":
      return {
        title: say("story.notPlanned"),
        detail: decisionWords(entry.decision, say.language),
        tone: "held_back",
      };
    case "goodwill":
      return goodwillLine(entry.decision, say);
    case "choice":
      return { title: say(choiceKeys[entry.choice] ?? "story.choice.talk"), detail: null, tone: "message" };
    case "touchpoint":
      return touchpointLine(entry, speech);
    case "answer":
      return {
        title: `${say("story.answer", { rating: entry.rating })}, ${say(entry.survey === "purchase_nps" ? "answer.purchase" : "answer.delivery")}`,
        detail:
          [
            entry.comment && `“${entry.comment}”`,
            ...feedbackReasons
              .filter((one) => entry.reasons.includes(one))
              .map((one) => reasonWords(one, say.language)),
          ]
            .filter(Boolean)
            .join(" · ") || null,
        tone: entry.rating <= 6 ? "trouble" : "good",
      };
    case "card":
      return {
        title: say(entry.isFirst ? "story.card" : "story.card.again"),
        detail: cardVariantWords(entry.variant, say),
        tone: "message",
      };
    case "reply":
      return {
        title: say(replyKeys[entry.state] ?? "story.reply.pending"),
        detail: entry.message.subject,
        tone: entry.state === "failed" || entry.state === "unconfirmed" ? "trouble" : "message",
      };
    case "refund":
      return quiet(say("story.refund", { amount: money(entry.amount, currency, say.language) }));
    case "return":
      return quiet(say(entry.damage ? "story.return.damage" : "story.return"));
    case "follow_up_resolved":
      return {
        title: say("story.followUpResolved"),
        detail: [outcomeWords(entry.outcome, say), entry.note].filter(Boolean).join(" · ") || null,
        tone: "good",
      };
  }
}

const isTrouble = (stage: string): boolean => stage === "delayed" || isFailedAttempt(stage);

const choiceKeys: Record<string, WordKey> = {
  wait: "story.choice.wait",
  change_address: "story.choice.change_address",
  cancel: "story.choice.cancel",
  talk: "story.choice.talk",
};

const replyKeys: Record<string, WordKey> = {
  sent: "story.reply.sent",
  failed: "story.reply.failed",
  unconfirmed: "story.reply.unconfirmed",
};

const outcomeKeys: Record<string, WordKey> = {
  made_good: "followUp.outcome.made_good",
  explained: "followUp.outcome.explained",
  no_answer: "followUp.outcome.no_answer",
  nothing_to_do: "followUp.outcome.nothing_to_do",
};

function cardVariantWords(stored: string, say: Words): string | null {
  const variant = cardVariants.find((one) => one === stored);
  return variant ? say(`cards.variant.${variant}`) : null;
}

function outcomeWords(outcome: string | null, say: Words): string | null {
  const key = outcome === null ? undefined : outcomeKeys[outcome];
  return key ? say(key) : outcome;
}

function quiet(title: string, detail: string | null = null): StoryLine {
  return { title, detail, tone: "quiet" };
}

function arrivedLine(lateness: number | null, say: Words): StoryLine {
  if (lateness === null) return { title: say("story.arrived"), detail: null, tone: "good" };
  if (lateness > 0) return { title: say.n("story.arrivedLate", lateness), detail: null, tone: "trouble" };
  return {
    title: say(lateness < 0 ? "story.arrivedEarly" : "story.arrivedOnTime"),
    detail: null,
    tone: "good",
  };
}

/** "Promised for Wed 17 Jun (your rules: 1 business day to ship, 2 to 4 on the way)" */
function promiseWords(promise: PromiseEntry, { say, time }: Speech): string {
  const source = promise.rule
    ? say("source.promise_rules.days", {
        handling: say.n("days.business", promise.rule.handlingDays),
        transit: `${String(promise.rule.minDays)}–${String(promise.rule.maxDays)}`,
      })
    : promiseSourceWords(promise.source, say);
  const promised = say("story.promised", { range: time.range(promise), source });
  return promise.shipBy
    ? `${promised} ${shipByWords(promise.location, time.at(promise.shipBy), say)}`
    : promised;
}

const shipByWords = (location: string | null, at: string, say: Speech["say"]): string =>
  location === null ? say("story.shipBy", { at }) : say("story.shipFrom", { location, at });

const incidentTitles: Record<string, { key: WordKey; tone: StoryLine["tone"] }> = {
  opened: { key: "story.delay.opened", tone: "trouble" },
  upgraded: { key: "story.delay.upgraded", tone: "trouble" },
  returned: { key: "story.delay.returned", tone: "trouble" },
  moving: { key: "story.delay.moving", tone: "good" },
  closed: { key: "story.delay.closed", tone: "good" },
};

const goodwillTones: Record<string, StoryLine["tone"]> = {
  goodwill_given: "good",
  goodwill_failed: "trouble",
  goodwill_not_proposed: "held_back",
  goodwill_not_needed: "held_back",
};

/** "Goodwill proposed to you: voucher of 5 EUR", and under it why. */
function goodwillLine({ outcome, rule, inputs }: DecisionFacts, say: Words): StoryLine {
  const [first = ""] = decisionWords({ outcome, rule: "due", inputs }, say.language).split(".");
  const gives = isRecord(inputs) && typeof inputs["gives"] === "string" ? inputs["gives"] : null;
  const gift = gives && reasonOfRule(`gives_${gives}`, inputs, say.language);
  const reason = rule.startsWith("gives_") ? null : reasonOfRule(rule, inputs, say.language);
  return {
    title: [first, gift].filter(Boolean).join(": "),
    detail: reason && `${reason.slice(0, 1).toUpperCase()}${reason.slice(1)}`,
    tone: goodwillTones[outcome] ?? "message",
  };
}

function incidentLine(decision: DecisionFacts, say: Words): StoryLine {
  const known = incidentTitles[decision.outcome];
  if (!known) return quiet(say("story.delay"), decisionWords(decision, say.language));
  return {
    title: say(known.key),
    detail: reasonOfRule(decision.rule, decision.inputs, say.language),
    tone: known.tone,
  };
}

/** What is no message of ours, by channel. */
const dispatchedKeys: Record<string, WordKey> = {
  thank_you_page: "story.shown",
  order_note: "story.askedFor",
};

function touchpointLine(
  { touchpoint, message, why }: Extract<StoryEntry, { type: "touchpoint" }>,
  { say }: Speech,
): StoryLine {
  const kind = touchpointWords(touchpoint.kind, say);
  const inputs = why.findLast(({ rule }) => rule === touchpoint.reason)?.inputs;
  const reason = touchpoint.reason ? reasonOfRule(touchpoint.reason, inputs, say.language) : null;
  switch (touchpoint.state) {
    case "dispatched":
      return {
        title: say(dispatchedKeys[touchpoint.channel] ?? "story.sent", { kind }),
        detail: message?.subject ?? null,
        tone: "message",
      };
    case "suppressed":
      return {
        title: say(touchpoint.channel === "order_note" ? "story.notAskedFor" : "story.suppressed", { kind }),
        detail: reason,
        tone: "held_back",
      };
    case "cancelled":
      return { title: say("story.calledOff", { kind }), detail: reason, tone: "held_back" };
    case "failed":
      return {
        title: say(touchpoint.reason === "not_confirmed" ? "story.unconfirmed" : "story.failed", { kind }),
        detail: reason,
        tone: "trouble",
      };
    default:
      return {
        title: say("story.planned", { kind }),
        detail: reason && say("story.waits", { reason }),
        tone: "quiet",
      };
  }
}
