import type { NpsGroup } from "~/surveys/nps";
import { surveyReasons, surveys, type Reason, type Survey } from "~/surveys/survey-response";

export interface FeedbackFilters {
  group: NpsGroup | null;
  survey: Survey | null;
  reason: Reason | null;
  after: string | null;
}

export const npsGroups = ["promoter", "passive", "detractor"] as const satisfies readonly NpsGroup[];

/** The filters live in the address; what it says wrongly filters nothing. */
export function readFeedbackFilters(search: URLSearchParams): FeedbackFilters {
  return {
    group: npsGroups.find((group) => group === search.get("group")) ?? null,
    survey: surveys.find((survey) => survey === search.get("survey")) ?? null,
    reason: surveyReasons.find((reason) => reason === search.get("reason")) ?? null,
    after: search.get("after"),
  };
}
