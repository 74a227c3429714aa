import { expect, it } from "vitest";
import { useTestDatabase } from "../../tests/harness/database";
import { shopId } from "../../tests/harness/records";
import { learnLocations } from "./learn-locations.server";

const { db, deps } = useTestDatabase();

it("a location is called what the shop calls it now", async () => {
  const called = async (name: string) => {
    deps.shopify.answer("Locations", {
      locations: { nodes: [{ id: "gid://shopify/Location/7", name }] },
    });
    await learnLocations(deps, { shopId });
    return db.packingLocation.findMany();
  };
  expect(await called("Vicenza")).toEqual([{ shopId, id: "7", name: "Vicenza" }]);
  expect(await called("Laboratorio di Vicenza")).toEqual([
    { shopId, id: "7", name: "Laboratorio di Vicenza" },
  ]);
});
