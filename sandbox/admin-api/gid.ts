import type { Order } from "../world/records";
import { amountOf } from "../world/money";

export function gid(type: string, id: string): string {
  return `gid://shopify/${type}/${id}`;
}

export interface ParsedGid {
  type: string;
  id: string;
}

export function parseGid(value: unknown): ParsedGid | null {
  const match = typeof value === "string" ? /^gid:\/\/shopify\/(\w+)\/(\d+)(?:\?.*)?$/.exec(value) : null;
  return match?.[1] && match[2] ? { type: match[1], id: match[2] } : null;
}

export function money(cents: number, currency: string): Record<string, unknown> {
  return { __typename: "MoneyV2", amount: amountOf(cents), currencyCode: currency };
}

export function moneyBag(cents: number, order: Pick<Order, "currency">): Record<string, unknown> {
  return {
    __typename: "MoneyBag",
    shopMoney: money(cents, order.currency),
    presentmentMoney: money(cents, order.currency),
  };
}
