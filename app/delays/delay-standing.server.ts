import type { Transaction } from "~/platform/database.server";
import type { OrderFile } from "~/orders/order-file.server";
import type { ShopSettings } from "~/settings/shop-settings";
import type { DelayStanding } from "~/touchpoints/decision-facts.server";
import { loadBatchAnswer } from "./batch-answer.server";
import { loadNoticeFacts } from "./notice-facts.server";

interface LoadStanding {
  shopId: string;
  delayId: string;
  touchpointId: string;
  settings: ShopSettings;
  known: OrderFile;
  now: Date;
}

/** What a delay message has to say, and whether it still holds; null when its incident is gone. */
export async function loadDelayStanding(
  tx: Transaction,
  request: LoadStanding,
): Promise<DelayStanding | null> {
  const facts = await loadNoticeFacts(tx, request);
  const { answer, reason } = await loadBatchAnswer(tx, request);
  return facts && { ...facts, answer, facts: { ...facts.delay, reason } };
}
