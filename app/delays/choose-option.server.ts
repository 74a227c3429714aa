import type { Clock } from "~/platform/clock.server";
import type { Database, Transaction } from "~/platform/database.server";
import type { FollowUp } from "~/platform/prisma/client";
import { tellFlow } from "~/channels/flow-triggers.server";
import { lockOrder } from "~/orders/orders.server";
import { hourMs } from "~/platform/durations";
import { findShop } from "~/settings/shops.server";
import { checkTrouble } from "~/touchpoints/trouble-checks.server";
import type { DelayChoice } from "~/orders/delay-choice";
import { longestWish } from "./delay-options";
import { listOpenOptions } from "./open-options.server";

export type ChoiceOutcome =
  | { outcome: "recorded" }
  | { outcome: "already" }
  | { outcome: "no_longer_applies" }
  /** Nobody can change an address to one she did not give. */
  | { outcome: "address_missing" }
  | { outcome: "unknown" };

/**
 * Writes what she chose on the page behind a notice: on the incident, as a mark for the order, and, for all but
 * waiting, as a task for a person. She may change her mind as long as the choice still makes sense.
 */
export async function chooseOption(
  deps: { db: Database; clock: Clock },
  {
    shopId,
    delayId,
    choice,
    wish = "",
  }: {
    shopId: string;
    delayId: string;
    choice: DelayChoice;
    /** What she adds in her own words. */ wish?: string;
  },
): Promise<ChoiceOutcome> {
  const now = deps.clock.now();
  const words = wishOf(wish);
  return await deps.db.$transaction(async (tx) => {
    const known = await tx.delay.findFirst({ where: { id: delayId, shopId }, select: { orderId: true } });
    const shop = known && (await findShop(tx, shopId));
    if (!shop || shop.uninstalledAt) return { outcome: "unknown" };
    await lockOrder(tx, shopId, known.orderId);
    const delay = await tx.delay.findUniqueOrThrow({ where: { id: delayId } });
    const task = await tx.followUp.findFirst({ where: { shopId, delayId, state: "open" } });
    if (delay.choice === choice && isSaidAgain(choice, words, task)) return { outcome: "already" };
    const options = await listOpenOptions(tx, { shopId, orderId: delay.orderId, state: delay.state });
    if (!options.includes(choice)) return { outcome: "no_longer_applies" };
    if (choice === "change_address" && words === null) return { outcome: "address_missing" };

    // What she wrote with another choice holds until somebody has seen to it.
    const before = task && delay.choice !== choice ? task.wish : null;
    const written = { shopId, delayId, orderId: delay.orderId, choice, wish: wishes(before, words), now };
    await tx.delay.update({ where: { id: delayId, shopId }, data: { choice, choiceAt: now } });
    await markOrder(tx, written);
    // A word with somebody she may still want, though she waits.
    const isDropped = choice === "wait" && task !== null && delay.choice !== "talk";
    if (isDropped) await dropFollowUp(tx, written);
    if (choice !== "wait")
      await openFollowUp(tx, {
        ...written,
        dueAt: new Date(now.getTime() + shop.settings.followUpHours * hourMs),
      });
    if (isDropped || (choice !== "wait" && !task)) await checkTrouble(tx, shopId, [delay.orderId], now);
    await tellFlow(tx, {
      shopId,
      handle: "delay-choice",
      subjectId: delayId,
      orderId: delay.orderId,
      details: { Choice: choice },
      at: now,
    });
    await tx.decision.create({
      data: { shopId, orderId: delay.orderId, delayId, outcome: "chosen", rule: choice, inputs: {}, at: now },
    });
    return { outcome: "recorded" };
  });
}

/** Her words as a person reads them: without control characters, not longer than the field; null when empty. */
function wishOf(wish: string): string | null {
  const clean = wish
    .replace(/\r\n?/g, "\n")
    .replace(/\t/g, " ")
    .replace(/[^\P{C}\n]/gu, "")
    .trim()
    .slice(0, longestWish)
    // A character cut in the middle.
    .replace(/\p{Cs}$/u, "");
  return clean === "" ? null : clean;
}

/** The button pressed twice; what a person has seen to meanwhile is asked anew. */
function isSaidAgain(choice: DelayChoice, words: string | null, openTask: FollowUp | null): boolean {
  if (choice === "wait" || openTask === null) return choice === "wait";
  return words === null || openTask.wish === words || (openTask.wish?.endsWith(`\n\n${words}`) ?? false);
}

const wishes = (before: string | null, words: string | null): string | null =>
  before === null || words === null
    ? (words ?? before)
    : `${before}\n\n${words}`.slice(-2 * longestWish).replace(/^\p{Cs}/u, "");

interface Written {
  shopId: string;
  delayId: string;
  orderId: string;
  choice: DelayChoice;
  wish: string | null;
  now: Date;
}

async function markOrder(tx: Transaction, { shopId, orderId, choice, now }: Written): Promise<void> {
  const columns = {
    value: { choice, chosenAt: now.toISOString() },
    state: "pending",
    reason: null,
    changedAt: now,
    writtenAt: null,
  };
  await tx.orderMark.upsert({
    where: { shopId_orderId_key: { shopId, orderId, key: "choice" } },
    create: { shopId, orderId, key: "choice", ...columns },
    update: columns,
  });
}

/** Who waits after all wants no other address, nor to cancel. */
async function dropFollowUp(tx: Transaction, { shopId, delayId, now }: Written): Promise<void> {
  await tx.followUp.updateMany({
    where: { shopId, delayId, state: "open" },
    data: { state: "resolved", resolvedAt: now, outcome: "nothing_to_do" },
  });
}

/** One task an incident: a changed mind opens the same one again. */
async function openFollowUp(
  tx: Transaction,
  { shopId, orderId, delayId, wish, now, dueAt }: Written & { dueAt: Date },
): Promise<void> {
  const order = await tx.order.findUnique({
    where: { shopId_id: { shopId, id: orderId } },
    select: { shopperKey: true },
  });
  const columns = { state: "open", dueAt, openedAt: now, resolvedAt: null, outcome: null, wish };
  await tx.followUp.upsert({
    where: { delayId },
    create: {
      shopId,
      kind: "delay_choice",
      orderId,
      delayId,
      shopperKey: order?.shopperKey ?? null,
      ...columns,
    },
    update: columns,
  });
}
