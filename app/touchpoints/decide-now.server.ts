import type { GoodwillFacts } from "~/messages/message-values";
import type { OrderFile } from "~/orders/order-file.server";
import type { Transaction } from "~/platform/database.server";
import type { Touchpoint } from "~/platform/prisma/client";
import type { KnownShop } from "~/settings/shops.server";
import { channelFor, type Channel } from "./channel-for.server";
import type { DispatchDeps } from "./claimed-touchpoint.server";
import { decideTouchpoint, type TouchpointDecision } from "./decide-touchpoint";
import { loadDecisionFacts, type DelayStanding } from "./decision-facts.server";
import type { TouchpointKind } from "./touchpoint-kinds";

interface DecideNow {
  known: OrderFile;
  /** One of the order's. */
  touchpoint: Touchpoint;
  shop: KnownShop;
  /** What a recovery offer tells of; null for every other kind. */
  goodwill: GoodwillFacts | null;
  now: Date;
}

interface DecidedNow {
  decision: TouchpointDecision;
  delay: DelayStanding | null;
  channel: Channel;
}

type DecideDeps = Pick<DispatchDeps, "loadDelay" | "texts" | "secrets">;

/** What would become of planned touchpoints if they fell due now, with the records each is decided on. */
export async function decideTogether(
  tx: Transaction,
  deps: DecideDeps,
  asked: DecideNow[],
): Promise<DecidedNow[]> {
  const records = [];
  for (const { known, touchpoint, shop, goodwill, now } of asked) {
    const { order, shipments, touchpoints } = known;
    const { settings } = shop;
    const { shopId, delayId, id: touchpointId } = touchpoint;
    const delay = delayId
      ? await deps.loadDelay(tx, { shopId, delayId, touchpointId, settings, known, now })
      : null;
    const channel = await channelFor(tx, {
      kind: touchpoint.kind as TouchpointKind,
      order,
      settings,
      canText: deps.texts !== null,
      secrets: deps.secrets,
    });
    records.push({ touchpoint, order, shipments, touchpoints, shop, delay, goodwill, channel, now });
  }
  const facts = await loadDecisionFacts(tx, records);
  return records.flatMap(({ delay, channel, now }, index) => {
    const one = facts[index];
    return one ? [{ decision: decideTouchpoint(one, now), delay, channel }] : [];
  });
}

/** The same for one. */
export async function decideNow(tx: Transaction, deps: DecideDeps, asked: DecideNow): Promise<DecidedNow> {
  const [decided] = await decideTogether(tx, deps, [asked]);
  if (!decided) throw new Error("A decision was asked for and none was made.");
  return decided;
}
