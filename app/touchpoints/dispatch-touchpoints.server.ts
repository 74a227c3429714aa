import { setTimeout as delay } from "node:timers/promises";
import { claimTogether, locksOf, type Claim, type DueTouchpoint as Due } from "./claim-touchpoints.server";
import type { Claimed, ConfirmOrders, DispatchDeps } from "./claimed-touchpoint.server";
import { recordTogether, type Finished, type Recorded, type Sent } from "./record-dispatches.server";
import { loadWordsFacts, renderClaimed, type RenderedTouchpoint } from "./render-touchpoint.server";
import type { Touchpoint } from "~/platform/prisma/client";
import { togetherOrApart } from "~/platform/together-or-apart";

/** `errored`: something broke on the way; the job tries again. */
export type DispatchOutcome = Exclude<Claim, { outcome: "claimed" }> | Recorded | Errored;

interface Errored {
  outcome: "errored";
  error: unknown;
}

type DueTouchpoint = Due & Pick<Touchpoint, "delayId" | "reason">;

// What a group costs by itself has spread thin by then, and its locks are held for a tenth of a second at most.
const groupSize = 50;

/**
 * How long a mail that was accepted waits to be recorded with those accepted after it: if the process dies meanwhile,
 * it goes out again.
 */
const recordEveryMs = 50;

/**
 * Decides for the second time, claims, sends and records touchpoints that have fallen due; answers for each, in order.
 * What is done for many and fails is done again one by one: none suffers for its neighbours.
 */
export async function dispatchTouchpoints(
  deps: DispatchDeps,
  asked: Array<{ shopId: string; touchpointId: string }>,
): Promise<DispatchOutcome[]> {
  const outcomes = new Map<string, DispatchOutcome>();
  const due = await holdBack(deps, await readDue(deps, asked), outcomes);
  const confirmed = await confirm(deps, due, outcomes);
  for (const group of groupsOf(confirmed)) {
    const settled = await togetherOrApart(group, (some) =>
      deps.db.$transaction((tx) => claimTogether(tx, deps, some)),
    );
    const claims = settled.map(orErrored);
    const claimed: Claimed[] = [];
    for (const [index, { id }] of group.entries()) {
      const claim = claims[index];
      if (claim?.outcome === "claimed") claimed.push(claim.claimed);
      else if (claim) outcomes.set(id, claim);
    }
    await sendAll(deps, claimed, outcomes);
  }
  return asked.map(({ touchpointId }) => outcomes.get(touchpointId) ?? { outcome: "not_ours" });
}

async function readDue(
  { db, clock }: DispatchDeps,
  asked: Array<{ shopId: string; touchpointId: string }>,
): Promise<DueTouchpoint[]> {
  const shopOf = new Map(asked.map(({ shopId, touchpointId }) => [touchpointId, shopId]));
  const rows = await db.$queryRaw<DueTouchpoint[]>`
    SELECT "id", "shopId", "orderId", "kind", "class", "delayId", "shopperKey", "reason"
    FROM "Touchpoint"
    WHERE "shopId" = ANY(${[...new Set(shopOf.values())]}) AND "id" = ANY(${[...shopOf.keys()]})
      AND "state" = 'planned' AND "dueAt" <= ${clock.now()}
    ORDER BY "dueAt", "id"`;
  return rows.filter(({ id, shopId }) => shopOf.get(id) === shopId);
}

/** Mails that have met a pause of the mail server's go on waiting for its end: nothing is asked or decided for them. */
async function holdBack(
  deps: DispatchDeps,
  due: DueTouchpoint[],
  outcomes: Map<string, DispatchOutcome>,
): Promise<DueTouchpoint[]> {
  const waiting = due.filter(({ reason }) => reason === "mail_paused");
  const until = waiting.length === 0 ? null : await deps.mailer.heldUntil();
  if (until === null) return due;
  const shopIds = [...new Set(waiting.map(({ shopId }) => shopId))];
  await deps.db.touchpoint.updateMany({
    where: { shopId: { in: shopIds }, id: { in: waiting.map(({ id }) => id) }, state: "planned" },
    data: { nextAttemptAt: until },
  });
  for (const { id } of waiting) outcomes.set(id, { outcome: "postponed" });
  return due.filter((one) => !waiting.includes(one));
}

/** Those whose order Shopify has told of; of the others it is noted what broke. */
async function confirm(
  deps: DispatchDeps,
  due: DueTouchpoint[],
  outcomes: Map<string, DispatchOutcome>,
): Promise<DueTouchpoint[]> {
  const failed = new Map<string, unknown>();
  const withOrder = due.flatMap((one) => (one.orderId === null ? [] : [{ ...one, orderId: one.orderId }]));
  const confirmAll = async (some: typeof withOrder, ask: ConfirmOrders) => {
    const orders = new Map(some.map(({ shopId, orderId }) => [`${shopId}/${orderId}`, { shopId, orderId }]));
    const answers = await ask([...orders.values()]);
    const answerOf = new Map([...orders.keys()].map((name, index) => [name, answers[index]]));
    for (const { id, shopId, orderId } of some) {
      const answer = answerOf.get(`${shopId}/${orderId}`);
      if (answer?.outcome === "failed") failed.set(id, answer.error);
    }
  };
  await Promise.all([
    confirmAll(
      withOrder.filter(({ delayId }) => delayId !== null),
      deps.reviewOrders,
    ),
    confirmAll(
      withOrder.filter(({ delayId, kind }) => delayId === null && kind !== "nps_survey"),
      deps.confirmOrders,
    ),
  ]);
  for (const [id, error] of failed) outcomes.set(id, { outcome: "errored", error });
  return due.filter(({ id }) => !failed.has(id));
}

/** No two of a group share an order or a lock: the later ones go in the next, and see what became of the first. */
function* groupsOf(due: DueTouchpoint[]): Generator<DueTouchpoint[]> {
  for (let rest = due; rest.length > 0;) {
    const group: DueTouchpoint[] = [];
    const later: DueTouchpoint[] = [];
    const held = new Set<string>();
    for (const one of rest) {
      const keys = [...locksOf(one), ...(one.orderId === null ? [] : [`order/${one.shopId}/${one.orderId}`])];
      const isFree = group.length < groupSize && !keys.some((key) => held.has(key));
      (isFree ? group : later).push(one);
      if (isFree) for (const key of keys) held.add(key);
    }
    yield group;
    rest = later;
  }
}

const orErrored = <Result>(settled: PromiseSettledResult<Result>): Result | Errored =>
  settled.status === "fulfilled" ? settled.value : { outcome: "errored", error: settled.reason as unknown };

/** Sends what was claimed, side by side, and records what was accepted while the rest is under way. */
async function sendAll(
  deps: DispatchDeps,
  claimed: Claimed[],
  outcomes: Map<string, DispatchOutcome>,
): Promise<void> {
  if (claimed.length === 0) return;
  const finished: Finished[] = [];
  const facts = (await togetherOrApart(claimed, (some) => loadWordsFacts(deps, some))).map(orErrored);
  const sending = claimed.map(async (one, index) => {
    const words = facts[index];
    try {
      if (!words) throw new Error("No words were found for a message.");
      if ("outcome" in words) throw words.error;
      const message = await renderClaimed(deps, one, words);
      finished.push({ claimed: one, message, sent: await send(deps, message) });
    } catch (error) {
      outcomes.set(one.touchpoint.id, { outcome: "errored", error });
    }
  });
  const allSent = Promise.all(sending).then(() => true);
  for (let isOver = false; !isOver;) {
    isOver = await Promise.race([allSent, delay(recordEveryMs, false)]);
    await recordFinished(deps, finished.splice(0), outcomes);
  }
}

async function recordFinished(
  deps: DispatchDeps,
  finished: Finished[],
  outcomes: Map<string, DispatchOutcome>,
): Promise<void> {
  // What a delay message brings with it is the shop's: its orders' locks, its lanes, its waves.
  const recordedWith = ({ claimed: { touchpoint } }: Finished) =>
    touchpoint.delayId === null ? null : touchpoint.shopId;
  for (const some of Map.groupBy(finished, recordedWith).values()) {
    const settled = await togetherOrApart(some, (group) =>
      deps.db.$transaction((tx) => recordTogether(tx, deps, group)),
    );
    const recorded = settled.map(orErrored);
    for (const [index, { claimed }] of some.entries()) {
      const outcome = recorded[index];
      if (outcome) outcomes.set(claimed.touchpoint.id, outcome);
    }
  }
}

async function send(deps: DispatchDeps, message: RenderedTouchpoint): Promise<Sent> {
  if (message.channel === "email") return deps.mailer.send(message.mail);
  if (!deps.texts) return { outcome: "refused", permanent: true, reason: "no text messages are set up" };
  const receipt = await deps.texts.send(message.text);
  return receipt.outcome === "accepted" ? { outcome: "accepted", text: receipt } : receipt;
}
