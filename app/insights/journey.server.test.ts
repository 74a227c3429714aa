import { describe, expect, it } from "vitest";
import { useTestDatabase } from "../../tests/harness/database";
import { anOrder, aShop, aTouchpoint, shopId } from "../../tests/harness/records";
import { recordResponse } from "~/surveys/record-response.server";
import { countTouchpoints, type CountedOutcome } from "~/touchpoints/touchpoint-rollup.server";
import { readJourney } from "./journey.server";

const { db, deps } = useTestDatabase();

const journey = () => readJourney(deps, { shopId });
async function card(kind: string, part: string | null = null) {
  const { stages } = await journey();
  return stages.flatMap(({ cards }) => cards).find((one) => one.kind === kind && one.part === part);
}
const count = (
  kind: string,
  outcome: CountedOutcome,
  more: { reason?: string; variant?: string; at?: string } = {},
) =>
  countTouchpoints(db, [
    {
      touchpoint: { shopId, kind, details: more.variant ? { variant: more.variant } : {} },
      outcome,
      reason: more.reason ?? null,
      at: new Date(more.at ?? "2026-06-12T08:00:00Z"),
    },
  ]);

describe("the touchpoint map", () => {
  it("shows every touchpoint at its stage, with its switch, before anything was sent", async () => {
    await aShop(db, { settings: { touchpoints: { delay_update: { enabled: false } } } });
    const { stages } = await journey();
    expect(stages.map(({ stage, cards }) => [stage, cards.map(({ kind }) => kind)])).toEqual([
      ["bought", ["thank_you_note", "nps_survey", "welcome"]],
      ["prepared", ["delay_notice", "surprise"]],
      ["on_its_way", ["delay_notice", "delay_update", "arrival_notice"]],
      ["arrived", ["feedback_invitation", "recovery_offer"]],
      ["afterwards", ["product_follow_up", "win_back", "vip_reward", "replenishment", "new_arrivals"]],
    ]);
    expect(await card("delay_update")).toMatchObject({ enabled: false, sent: 0, heldBack: [] });
  });

  it("counts what went out and what was held back with its reasons, the most frequent first", async () => {
    await aShop(db);
    await count("feedback_invitation", "sent");
    await count("feedback_invitation", "sent");
    await count("feedback_invitation", "failed", { reason: "provider_refused" });
    await count("feedback_invitation", "suppressed", { reason: "no_consent" });
    for (let n = 0; n < 2; n += 1)
      await count("feedback_invitation", "suppressed", { reason: "pressure_cap" });
    expect(await card("feedback_invitation")).toMatchObject({
      sent: 2,
      failed: 1,
      heldBack: [
        { reason: "pressure_cap", count: 2 },
        { reason: "no_consent", count: 1 },
      ],
      result: { type: "answered", part: 0, n: 2 },
    });
  });

  it("tells notices about goods not yet shipped apart from those about parcels", async () => {
    await aShop(db);
    await count("delay_notice", "sent", { variant: "unshipped" });
    await count("delay_notice", "sent", { variant: "on_its_way" });
    await count("delay_notice", "sent", { variant: "failed_attempt" });
    expect(await card("delay_notice", "unshipped")).toMatchObject({ sent: 1 });
    expect(await card("delay_notice")).toMatchObject({ sent: 2 });
  });

  it("looks back thirty of the shop's own days", async () => {
    await aShop(db);
    // Midnight in Rome is 22:00 in Greenwich.
    await count("thank_you_note", "sent", { at: "2026-05-13T21:59:59Z" });
    await count("thank_you_note", "sent", { at: "2026-05-13T22:00:00Z" });
    expect(await card("thank_you_note")).toMatchObject({ sent: 1 });
  });

  it("counts an answer beside its invitation once, however often it is changed", async () => {
    await aShop(db);
    await anOrder(db);
    const settledAt = new Date("2026-06-10T08:00:00Z");
    await aTouchpoint(db, { kind: "feedback_invitation", class: "survey", state: "dispatched", settledAt });
    await count("feedback_invitation", "sent", { at: settledAt.toISOString() });
    const answer = (rating: number) =>
      recordResponse(deps, {
        shopId,
        survey: "delivery_feedback",
        orderId: "1043",
        checkoutToken: null,
        rating,
        language: "it",
        channel: "email",
      });
    await answer(9);
    await answer(10);
    expect(await card("feedback_invitation")).toMatchObject({ sent: 1, answered: 1 });
  });

  it("shows nothing of another shop", async () => {
    await aShop(db);
    await aShop(db, { id: "other.myshopify.com" });
    await countTouchpoints(db, [
      {
        touchpoint: { shopId: "other.myshopify.com", kind: "thank_you_note", details: {} },
        outcome: "sent",
        reason: null,
        at: deps.clock.now(),
      },
    ]);
    expect(await card("thank_you_note")).toMatchObject({ sent: 0 });
  });
});
