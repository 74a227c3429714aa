import { reviewDelivery, type DelayTouchpoint, type ReviewOutcome } from "~/delays/review-delivery.server";
import type { Database } from "~/platform/database.server";
import { hourMs } from "~/platform/durations";
import { defaultShopSettings } from "~/settings/shop-settings";
import { friday } from "./fixed-clock";
import { aTouchpoint, shopId } from "./records";

export const hoursLater = (hours: number) => new Date(friday.getTime() + hours * hourMs);

/** As the caller does it: the touchpoints a review returns are planned in its transaction. */
export async function reviewOrder(
  db: Database,
  { orderId, now }: { orderId: string; now: Date },
): Promise<Extract<ReviewOutcome, { outcome: "reviewed" }>> {
  return await db.$transaction(async (tx) => {
    const settings = defaultShopSettings;
    const outcome = await reviewDelivery(tx, { shopId, orderId, settings, now, confirmed: true });
    if (outcome.outcome !== "reviewed") throw new Error(outcome.outcome);
    for (const touchpoint of outcome.touchpoints) await plan(touchpoint, now, tx);
    return outcome;
  });
}

async function plan(
  { kind, step, delayId, dueAt }: DelayTouchpoint,
  plannedAt: Date,
  tx: Parameters<typeof aTouchpoint>[0],
) {
  await aTouchpoint(tx, { id: `${kind}-${String(step)}`, kind, step, delayId, plannedAt, dueAt });
}
