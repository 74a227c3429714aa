import { listOrdersBehind } from "~/insights/orders-behind.server";

import { shopId } from "./records";

/** The ids of all orders behind a figure of the insights, page after page as the merchant turns them. */
export async function ordersBehind(
  deps: Parameters<typeof listOrdersBehind>[0],
  asked: Record<string, string>,
): Promise<string[]> {
  const ids: string[] = [];
  for (let next: string | null = ""; next !== null;) {
    const search = new URLSearchParams({ ...asked, after: next });
    const page = await listOrdersBehind(deps, { shopId, search });
    ids.push(...page.rows.map(({ order }) => order.id));
    next = page.next;
  }
  return ids;
}
