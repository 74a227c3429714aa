import type { Group } from "./lastmile-api";

/** The same three groups as in the app: 9-10, 7-8, 0-6. */
export function groupOf(rating: number): Group {
  if (rating >= 9) return "promoter";
  return rating >= 7 ? "passive" : "detractor";
}
