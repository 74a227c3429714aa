import { parse, visit } from "graphql";
import { expect, test } from "vitest";
import { pastOrdersDocument } from "./bulk-orders";
import { ordersDocument } from "./order-document";

// What is asked of an order stands twice, since a bulk query takes no variables and pages by itself. A field added to one
// of them alone would make what we know of an order depend on whether it was placed before the install.

const wayThere: ReadonlySet<string> = new Set(["orders", "nodes", "edges", "node"]);

/** Every value asked of an order, by its path; lists and their pages are only the way there. */
function askedOf(document: string): Set<string> {
  const path: string[] = [];
  const asked = new Set<string>();
  visit(parse(document), {
    Field: {
      enter({ name, selectionSet }) {
        path.push(name.value);
        if (!selectionSet) asked.add(path.filter((step) => !wayThere.has(step)).join("."));
      },
      leave: () => void path.pop(),
    },
  });
  return asked;
}

test("an order of before the install is asked what every order is asked, its parcels' scans aside", () => {
  const everyOrder = askedOf(ordersDocument);
  const pastOrder = askedOf(pastOrdersDocument);
  expect([...everyOrder].filter((field) => !pastOrder.has(field)).sort()).toEqual([
    // No list within a list: in the place of its scans a parcel says when it set out.
    "fulfillments.events.city",
    "fulfillments.events.country",
    "fulfillments.events.estimatedDeliveryAt",
    "fulfillments.events.happenedAt",
    "fulfillments.events.id",
    "fulfillments.events.message",
    "fulfillments.events.status",
    // A page that may be full, where the bulk operation turns them all.
    "lineItems.pageInfo.hasNextPage",
  ]);
  expect([...pastOrder].filter((field) => !everyOrder.has(field)).sort()).toEqual([
    "fulfillmentOrders.id",
    "fulfillments.inTransitAt",
  ]);
});
