import { expect, test } from "vitest";

import { useTestDatabase } from "../../tests/harness/database";
import { dispatchDeps, dispatchTouchpoint } from "../../tests/harness/dispatch-deps";
import { anOrder, aShop, aTouchpoint, shopId } from "../../tests/harness/records";
import { holdOrders } from "./hold-orders.server";

const { db, deps } = useTestDatabase();

const dispatch = () => dispatchTouchpoint(dispatchDeps(deps), { shopId, touchpointId: "touchpoint-1043" });
const hold = (isHeld: boolean, orderIds = ["1043"]) => holdOrders(deps, { shopId, orderIds, hold: isHeld });

test("what is planned for a held order waits, and goes out when it is let go on", async () => {
  await aShop(db);
  await anOrder(db);
  await aTouchpoint(db);
  expect(await hold(true)).toEqual({ outcome: "held", orders: 1 });
  expect(await hold(true)).toEqual({ outcome: "held", orders: 0 });
  expect(await dispatch()).toEqual({ outcome: "postponed" });
  expect(deps.mailer.sent).toEqual([]);

  expect(await hold(false)).toEqual({ outcome: "released", orders: 1 });
  expect(await db.touchpoint.findFirstOrThrow()).toMatchObject({
    ...{ reason: null, nextAttemptAt: deps.clock.now() },
  });
  expect(await dispatch()).toEqual({ outcome: "dispatched" });
  const why = await db.decision.findMany({ orderBy: { id: "asc" } });
  expect(why.map(({ outcome, rule }) => `${outcome} ${rule}`)).toEqual([
    "postponed held",
    "planned released",
    "sent due",
  ]);
});

test("another shop's orders and orders of nobody's are left as they are", async () => {
  await aShop(db);
  await anOrder(db, { shopId: "other.myshopify.com" });
  expect(await hold(true, ["1043", "unknown", ""])).toEqual({ outcome: "held", orders: 0 });
  expect(await db.order.findFirstOrThrow()).toMatchObject({ heldAt: null });
});
