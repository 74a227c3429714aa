import type { World } from "../world";
import type { GraphNode } from "./connection";
import { gid } from "./gid";

export function locationNode(world: World, id: string): GraphNode | null {
  const location = world.shop.locations.find((candidate) => candidate.id === id);
  if (!location) return null;
  return {
    __typename: "Location",
    id: gid("Location", location.id),
    legacyResourceId: location.id,
    name: location.name,
    isActive: true,
    isPrimary: true,
    fulfillsOnlineOrders: true,
    shipsInventory: true,
    address: { city: location.city, countryCode: location.countryCode, formatted: [location.city] },
  };
}
