import { beforeEach, describe, expect, it } from "vitest";
import { dayMs } from "~/platform/durations";
import { decisionWords } from "../insights/decision-words";
import { useTestDatabase } from "../../tests/harness/database";
import { dispatchDeps, dispatchTouchpoint } from "../../tests/harness/dispatch-deps";
import { friday } from "../../tests/harness/fixed-clock";
import {
  aDelay,
  aFollowUp,
  aReturn,
  aShipment,
  aShop,
  aTouchpoint,
  anOrder,
  shopId,
} from "../../tests/harness/records";

const { db, deps } = useTestDatabase();

const daysAgo = (days: number) => new Date(friday.getTime() - days * dayMs);

/** What is wrong is of another order of hers. */
const other = { orderId: "1050" };
const wish = { ...other, kind: "delay_choice" };

beforeEach(async () => {
  await aShop(db, { settings: { touchpoints: { product_follow_up: { enabled: true } } } });
  await anOrder(db, { placedAt: daysAgo(9), fulfillmentStatus: "fulfilled" });
  await aShipment(db, { stage: "delivered", deliveredAt: daysAgo(3) });
  await anOrder(db, { id: other.orderId, checkoutToken: "checkout-1050" });
});

describe.each([
  ["survey", "feedback_invitation"],
  ["care", "product_follow_up"],
])("of %s, a %s waits, and the log says why,", (kindClass, kind) => {
  it.each([
    ["during a delay", () => aDelay(db, other), "a delay of this shopper's is still open"],
    [
      "during a delay of what she ordered with another address, without her account",
      async () => {
        const elsewhere = { shopperKey: "shopper-marta-at-work" };
        await anOrder(db, { ...elsewhere, id: "1060", checkoutToken: "checkout-1060" });
        await anOrder(db, { ...elsewhere, id: "1061", checkoutToken: "checkout-1061", customerId: null });
        await aDelay(db, { orderId: "1061" });
      },
      "a delay of this shopper's is still open",
    ],
    [
      "during a return for damage",
      () => aReturn(db, { ...other, damage: true }),
      "a return for damage is open",
    ],
    [
      "while an unhappy answer waits for a person",
      () => aFollowUp(db, other),
      "an unhappy answer or a wish of this shopper's still waits for you",
    ],
    [
      "while what she asked for after a notice does",
      () => aFollowUp(db, wish),
      "an unhappy answer or a wish of this shopper's still waits for you",
    ],
    [
      "for a week after a person has answered her",
      () => aFollowUp(db, { ...wish, state: "resolved", resolvedAt: daysAgo(6) }),
      "trouble ended less than 7 days ago",
    ],
  ])("%s", async (_, comesTrouble, why) => {
    await comesTrouble();
    const { id } = await aTouchpoint(db, { kind, class: kindClass });
    expect(await dispatchTouchpoint(dispatchDeps(deps), { shopId, touchpointId: id })).toEqual({
      outcome: "postponed",
    });
    const last = await db.decision.findFirstOrThrow({ where: { touchpointId: id } });
    expect(decisionWords(last, "en")).toContain(why);
    expect(deps.mailer.sent).toEqual([]);
  });

  it.each([
    ["over for a week", () => aFollowUp(db, { ...wish, state: "resolved", resolvedAt: daysAgo(7) })],
    ["a return of something else than damage", () => aReturn(db, other)],
    [
      "another shopper's",
      async () => {
        await anOrder(db, {
          id: "1060",
          customerId: "9",
          shopperKey: "another",
          checkoutToken: "checkout-1060",
        });
        await aDelay(db, { orderId: "1060" });
      },
    ],
  ])("but goes when the trouble is %s", async (_, comesTrouble) => {
    await comesTrouble();
    const { id } = await aTouchpoint(db, { kind, class: kindClass });
    expect(await dispatchTouchpoint(dispatchDeps(deps), { shopId, touchpointId: id })).toEqual({
      outcome: "dispatched",
    });
  });
});
