import { feedbackReasons, type FeedbackReason } from "~/messages/shopper-page-words";
import type { NpsGroup } from "~/surveys/nps";
import { responseChannels, surveys, type ResponseChannel, type Survey } from "~/surveys/survey-kinds";

/** The road as the answers tell it apart: where to, by whom. */
export interface AnswerLane {
  country: string;
  carrier: string;
}

export interface AnswerFilters {
  group: NpsGroup | null;
  survey: Survey | null;
  reason: FeedbackReason | null;
  channel: ResponseChannel | null;
  lane: AnswerLane | null;
  /** Shopify's number of a product the order holds. */
  product: string | null;
}

export interface FeedbackFilters extends AnswerFilters {
  after: string | null;
  /** Where the page of the follow-ups begins. */
  due: string | null;
}

export const npsGroups = ["promoter", "passive", "detractor"] as const satisfies readonly NpsGroup[];

/** The filters live in the address; what it says wrongly filters nothing. */
export function readFeedbackFilters(search: URLSearchParams): FeedbackFilters {
  return {
    group: npsGroups.find((group) => group === search.get("group")) ?? null,
    survey: surveys.find((survey) => survey === search.get("survey")) ?? null,
    reason: feedbackReasons.find((reason) => reason === search.get("reason")) ?? null,
    channel: responseChannels.find((channel) => channel === search.get("channel")) ?? null,
    lane: readLane(search.get("lane")),
    product: /^\d{1,20}$/.exec(search.get("product") ?? "")?.[0] ?? null,
    after: search.get("after"),
    due: search.get("due"),
  };
}

/** "IT BRT": the country's two letters, then the carrier's name as it calls itself. */
export function writeLane({ country, carrier }: AnswerLane): string {
  return `${country} ${carrier}`;
}

function readLane(written: string | null): AnswerLane | null {
  const [, country, carrier] = /^([A-Z]{2}) (.{1,100})$/.exec(written ?? "") ?? [];
  return country && carrier ? { country, carrier } : null;
}

/** Whether the list shows less than every answer. */
export function isFiltered({ group, survey, reason, channel, lane, product }: AnswerFilters): boolean {
  return [group, survey, reason, channel, lane, product].some((filter) => filter !== null);
}
