import { z } from "zod";

/** Numbers carry their unit and range, so a refusal can name both beside the field. */
export interface SettingRange {
  min: number;
  max: number;
  unit:
    | "messages"
    | "days"
    | "business_days"
    | "hours"
    | "minutes"
    | "notices"
    | "months"
    | "orders"
    | "percent"
    /** Whole units of the shop's currency. */
    | "money"
    /** Percent or money, by what stands beside it. */
    | "gift";
}

/** Why a value was refused; the page finds the words (and the range) in the merchant's language. */
export type SettingProblem =
  | "range"
  | "email"
  | "url"
  | "color"
  | "time"
  | "time_zone"
  | "country"
  | "destination"
  | "date"
  | "weekday"
  | "choice"
  | "yes_no"
  | "too_long"
  | "too_many"
  | "too_few"
  | "min_over_max"
  | "amount"
  | "percent"
  | "never_by_itself"
  | "unreadable";

/** Ties a refusal to its words: a misspelt one does not compile. */
export const says = <P extends SettingProblem>(problem: P): P => problem;

/** A whole number within the range its path has. */
export const rangedBy =
  <Path extends string>(ranges: Record<Path, SettingRange>) =>
  (path: Path) =>
    z.int(says("range")).min(ranges[path].min, says("range")).max(ranges[path].max, says("range"));

export const yesNo = z.boolean(says("yes_no"));

export const line = (max: number) =>
  z.string(says("unreadable")).trim().min(1, says("too_few")).max(max, says("too_long"));

/** One product a line (settings/product-list.ts); a browser sends its own kind of line ends. */
export const productList = z
  .string(says("unreadable"))
  .overwrite((text) => text.replaceAll("\r\n", "\n"))
  .trim();
