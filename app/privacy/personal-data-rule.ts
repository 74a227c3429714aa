/** How a row is known to be a shopper's: by one of her orders, her customer id, the key of her address, … */
export type Tie = "order" | "customer" | "shopper" | "checkout" | "touchpoint" | "response" | "delay";

export interface TableRule {
  /** The column that says whose row it is; null: the installation's. */
  shop: "shopId" | "shop" | "id" | null;
  /** Which column ties a row to a shopper. None: the row is the shop's own. */
  hers: Partial<Record<Tie, string>>;
  /**
   * Columns that tell of a person, with what is written over them (SQL) when she is to be forgotten. Where the whole
   * row goes, or it is forgotten in its own way, only the names count.
   */
  personal: Record<string, string>;
  plain: readonly string[];
  /** columns: written over. row: deleted. apart: in its own way, see forget-shopper.server.ts. kept: with the reason. */
  forget: "columns" | "row" | "apart" | { kept: string };
  /** What her own export tells, the time it happened first. */
  told: readonly string[];
}

export const nothing = "NULL";
export const noList = "'{}'";
export const noJson = "'{}'";
