import type { FeedbackReason } from "../../shopper-page-words";

export const reasons: Record<FeedbackReason, string> = {
  arrived_late: "arrived late",
  damaged: "damaged",
  incomplete: "something missing",
  wrong_item: "wrong item",
  lovely_packaging: "lovely packaging",
  fast: "fast",
  well_informed: "kept me informed",
};
