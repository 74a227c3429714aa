import { holdsAnyOf, type OrderedProduct } from "~/orders/ordered-product";
import { readProductList } from "~/settings/product-list";
import type { ShopSettings } from "~/settings/shop-settings";
import type { TouchpointCondition } from "~/settings/touchpoint-settings";
import type { TouchpointKind } from "./touchpoint-kinds";

/** What a merchant's conditions look at. */
export interface ConditionFacts {
  /** ISO; null when the order ships nowhere. */
  countryCode: string | null;
  tags: readonly string[];
  /** Her first order with this shop, as far as is known. */
  firstOrder: boolean;
  /** In the shop's currency. */
  totalAmount: number;
  /** Empty where nobody asks for products, or they are not known. */
  products: readonly OrderedProduct[];
}

/** A question on a page and what makes good ask for none. */
export function conditionsOf(
  touchpoints: ShopSettings["touchpoints"],
  kind: TouchpointKind,
): readonly TouchpointCondition[] {
  const settings = touchpoints[kind];
  return "conditions" in settings ? settings.conditions : [];
}

/** The first condition the order does not meet; null when all hold. An unknown country or product is in no list. */
export function failedCondition(
  conditions: readonly TouchpointCondition[],
  order: ConditionFacts,
): TouchpointCondition | null {
  return conditions.find((condition) => !holds(condition, order)) ?? null;
}

function holds({ rule, value }: TouchpointCondition, order: ConditionFacts): boolean {
  switch (rule) {
    case "first_order":
      return order.firstOrder;
    case "returning":
      return !order.firstOrder;
    case "country_in":
      return isListed(order.countryCode, value);
    case "country_not_in":
      return !isListed(order.countryCode, value);
    case "tagged":
      return isTagged(order, value);
    case "not_tagged":
      return !isTagged(order, value);
    case "value_from":
      return order.totalAmount >= Number(value);
    case "value_up_to":
      return order.totalAmount <= Number(value);
    case "product_in":
      return holdsAnyOf(readProductList(value), order.products);
    case "product_not_in":
      return !holdsAnyOf(readProductList(value), order.products);
  }
}

/** Whether any of them has to know what the order holds. */
export const askForProducts = (conditions: readonly TouchpointCondition[]): boolean =>
  conditions.some(({ rule }) => rule === "product_in" || rule === "product_not_in");

function isListed(countryCode: string | null, list: string): boolean {
  return countryCode !== null && list.split(",").some((one) => one.trim() === countryCode);
}

function isTagged({ tags }: ConditionFacts, tag: string): boolean {
  return tags.some((one) => one.trim().toLowerCase() === tag.trim().toLowerCase());
}
