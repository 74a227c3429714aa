import { beforeEach, describe, expect, it } from "vitest";
import { useTestDatabase } from "../../tests/harness/database";
import { dispatchDeps } from "../../tests/harness/dispatch-deps";
import { anOrder, aShipment, aShop, aTouchpoint, shopId } from "../../tests/harness/records";
import type { DispatchDeps } from "./claimed-touchpoint.server";
import { dispatchTouchpoints, type DispatchOutcome } from "./dispatch-touchpoints.server";

const { db, deps } = useTestDatabase();

const read = (id: string) => db.touchpoint.findUniqueOrThrow({ where: { id } });

describe("messages that fall due together", () => {
  /** A paid order with a thank-you note due, each of a shopper of her own. */
  const due = async (orderId: string, of: Partial<Parameters<typeof anOrder>[1]> = {}) => {
    await anOrder(db, {
      ...{ id: orderId, name: `#${orderId}`, checkoutToken: orderId, shopperKey: `shopper-${orderId}` },
      ...{ email: `shopper${orderId}@example.com`, ...of },
    });
    const { id } = await aTouchpoint(db, {
      ...{ id: `thanks-${orderId}`, kind: "thank_you_note", class: "service", dueAt: deps.clock.now() },
      ...{ orderId, subjectId: orderId, shopId: of.shopId ?? shopId },
    });
    return id;
  };
  const together = async (ids: string[], change: Partial<DispatchDeps> = {}) => {
    const jobs = ids.map((touchpointId) => ({ shopId, touchpointId }));
    return dispatchTouchpoints({ ...dispatchDeps(deps), ...change }, jobs);
  };
  const words = (outcomes: DispatchOutcome[]) => outcomes.map(({ outcome }) => outcome);
  const addresses = () => deps.mailer.sent.map(({ to }) => to).sort();

  beforeEach(() => aShop(db));

  it("leave together, each kept, counted and explained as if it were alone", async () => {
    const ids = [await due("1"), await due("2"), await due("3", { cancelledAt: deps.clock.now() })];
    const later = await aTouchpoint(db, {
      ...{ id: "later", subjectId: "later", orderId: "1", kind: "nps_survey" },
      dueAt: new Date(deps.clock.now().getTime() + 1),
    });
    expect(words(await together([...ids, later.id]))).toEqual([
      ...["dispatched", "dispatched", "cancelled", "not_ours"],
    ]);
    expect(addresses()).toEqual(["shopper1@example.com", "shopper2@example.com"]);
    const lines = await db.decision.findMany({ orderBy: { touchpointId: "asc" } });
    expect(lines.map(({ touchpointId, outcome }) => `${touchpointId ?? ""} ${outcome}`)).toEqual([
      ...["thanks-1 sent", "thanks-2 sent", "thanks-3 cancelled"],
    ]);
    expect(await db.message.count()).toBe(2);
    expect((await db.orderMark.findMany()).map(({ orderId }) => orderId).sort()).toEqual(["1", "2"]);
    const sums = await db.touchpointRollup.findMany({ orderBy: { outcome: "asc" } });
    expect(sums.map(({ outcome, count }) => `${outcome} ${String(count)}`)).toEqual([
      "cancelled 1",
      "sent 2",
    ]);
  });

  it("one its mail server refuses holds up none of the others", async () => {
    const ids = [await due("1"), await due("2"), await due("3")];
    const mailer: DispatchDeps["mailer"] = {
      heldUntil: () => Promise.resolve(null),
      send: (mail) =>
        mail.to === "shopper2@example.com"
          ? Promise.resolve({ outcome: "refused", permanent: true, reason: "550 no such user" })
          : deps.mailer.send(mail),
    };
    expect(words(await together(ids, { mailer }))).toEqual(["dispatched", "failed", "dispatched"]);
    expect(addresses()).toEqual(["shopper1@example.com", "shopper3@example.com"]);
  });

  it("one whose order Shopify cannot tell of yet waits, and the others leave", async () => {
    const ids = [await due("1"), await due("2")];
    const confirmOrders: DispatchDeps["confirmOrders"] = (orders) =>
      Promise.resolve(
        orders.map(({ orderId }) =>
          orderId === "1" ? { outcome: "failed", error: new Error("away") } : { outcome: "confirmed" },
        ),
      );
    expect(words(await together(ids, { confirmOrders }))).toEqual(["errored", "dispatched"]);
    expect(await read(ids[0] ?? "")).toMatchObject({ state: "planned" });
    expect(await db.decision.count()).toBe(1);
  });

  it("one that cannot be decided on holds up none of the others", async () => {
    const ids = [await due("1"), await due("2")];
    await db.touchpoint.update({ where: { id: ids[0] ?? "" }, data: { kind: "recovery_offer" } });
    const loadGoodwill = () => Promise.reject(new Error("broken"));
    expect(words(await together(ids, { loadGoodwill }))).toEqual(["errored", "dispatched"]);
    expect(addresses()).toEqual(["shopper2@example.com"]);
  });

  it("by two workers at once leave once", async () => {
    const ids = [];
    for (let number = 1; number <= 12; number += 1) ids.push(await due(String(number)));
    const outcomes = await Promise.all([together(ids), together([...ids].reverse())]);
    expect(deps.mailer.sent).toHaveLength(12);
    expect(words(outcomes.flat()).filter((outcome) => outcome === "dispatched")).toHaveLength(12);
    expect(await db.touchpointRollup.findMany()).toMatchObject([{ outcome: "sent", count: 12 }]);
  });

  it("two questions to one shopper are one, though both are decided in one go", async () => {
    const questions = [];
    for (const orderId of ["1", "2"]) {
      await due(orderId, { shopperKey: "shopper-marta", fulfillmentStatus: "fulfilled" });
      await aShipment(db, { id: `s${orderId}`, orderId, stage: "delivered", deliveredAt: deps.clock.now() });
      const { id } = await aTouchpoint(db, {
        ...{ id: `invitation-${orderId}`, kind: "feedback_invitation", class: "survey" },
        ...{ orderId, subjectId: orderId, dueAt: deps.clock.now() },
      });
      questions.push(id);
    }
    expect(words(await together(questions))).toEqual(["dispatched", "suppressed"]);
    expect(deps.mailer.sent).toHaveLength(1);
  });

  it("of two shops are decided by each shop's own rules", async () => {
    const other = "other.myshopify.com";
    await aShop(db, { id: other, settings: { touchpoints: { thank_you_note: { enabled: false } } } });
    const ids = [await due("1"), await due("2", { shopId: other })];
    const outcomes = await dispatchTouchpoints(dispatchDeps(deps), [
      { shopId, touchpointId: ids[0] ?? "" },
      { shopId: other, touchpointId: ids[1] ?? "" },
    ]);
    expect(words(outcomes)).toEqual(["dispatched", "suppressed"]);
    expect(await together([ids[1] ?? ""])).toEqual([{ outcome: "not_ours" }]);
  });
});
