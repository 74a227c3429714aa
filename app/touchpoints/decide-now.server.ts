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

/** What would become of a planned touchpoint if it fell due now, with the records it is decided on. */
export async function decideNow(
  tx: Transaction,
  deps: Pick<DispatchDeps, "loadDelay" | "texts" | "secrets">,
  { known, touchpoint, shop, goodwill, now }: DecideNow,
): Promise<{ decision: TouchpointDecision; delay: DelayStanding | null; channel: Channel }> {
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
  const facts = await loadDecisionFacts(tx, {
    touchpoint,
    order,
    shipments,
    touchpoints,
    shop,
    delay,
    goodwill,
    channel,
    now,
  });
  return { decision: decideTouchpoint(facts, now), delay, channel };
}
