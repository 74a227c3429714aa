import type { FeedbackReason } from "../../shopper-page-words";

export const reasons: Record<FeedbackReason, string> = {
  arrived_late: "arrivato tardi",
  damaged: "danneggiato",
  incomplete: "mancava qualcosa",
  wrong_item: "articolo sbagliato",
  lovely_packaging: "imballaggio curato",
  fast: "veloce",
  well_informed: "sempre al corrente",
};
