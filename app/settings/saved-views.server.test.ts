import { expect, test } from "vitest";

import { useTestDatabase } from "../../tests/harness/database";
import { shopId } from "../../tests/harness/records";
import { dropView, listSavedViews, saveView } from "./saved-views.server";

const { db, deps } = useTestDatabase();

const save = (name: string, query = "kind=stalled") => saveView(deps, { shopId, name, query });
const kept = async (shop = shopId) =>
  (await listSavedViews(db, shop)).map(({ name, query }) => [name, query]);

test("a view is kept under its name; the same name takes the new filters", async () => {
  expect(await save("  Stuck at  BRT ")).toEqual({ outcome: "saved" });
  expect(await save("stuck at brt", "carrier=BRT")).toEqual({ outcome: "saved" });
  expect(await kept()).toEqual([["stuck at brt", "carrier=BRT"]]);
  expect(await kept("other.myshopify.com")).toEqual([]);
});

test("a view without a name is none, and twenty are enough", async () => {
  expect(await save("  ")).toEqual({ outcome: "nameless" });
  for (let n = 0; n < 20; n += 1) await save(`view ${String(n)}`);
  expect(await save("one more")).toEqual({ outcome: "too_many" });
  expect(await save("view 3")).toEqual({ outcome: "saved" });
});

test("a view is removed by its own shop only", async () => {
  await save("Stuck");
  const [view] = await listSavedViews(db, shopId);
  const viewId = view?.id ?? "";
  await dropView(deps, { shopId: "other.myshopify.com", viewId });
  expect(await kept()).toHaveLength(1);
  await dropView(deps, { shopId, viewId });
  expect(await kept()).toEqual([]);
});
