import type { Clock } from "~/platform/clock.server";
import type { Database } from "~/platform/database.server";
import { localDateOf, plusDays } from "~/promises/local-dates";
import { listWaitingGoodwill } from "~/recovery/list-goodwill.server";
import { getShop } from "~/settings/shops.server";
import type { NpsResult } from "~/surveys/nps";
import { surpriseMoneyLeft } from "~/touchpoints/surprise-budget.server";
import { touchpointKinds, type TouchpointKind } from "~/touchpoints/touchpoint-kinds";
import {
  journeyPlaces,
  journeyStages,
  sumsAt,
  type CountedTouchpoints,
  type JourneyStage,
  type PlaceSums,
} from "./journey-places";
import { readNps } from "./nps-period.server";
import { readPromiseKeeping, type PromiseKeeping } from "./promise-keeping.server";
import { readTouchpointSums } from "./touchpoint-sums.server";

/** The one thing that says whether a touchpoint does its work. */
export type TouchpointResult =
  | { type: "nps"; nps: NpsResult }
  /** Proposals the merchant has not answered. */
  | { type: "waiting"; n: number }
  /** Of this month's budget. */
  | { type: "budget"; left: number; currency: string }
  | { type: "answered" | "thanked" | "warned" | "arrival_told"; part: number; n: number };

export interface JourneyCard extends PlaceSums {
  kind: TouchpointKind;
  /** A card for some of the touchpoint's words only, by their name. */
  part: string | null;
  enabled: boolean;
  result: TouchpointResult | null;
}

export interface JourneyMap {
  stages: Array<{ stage: JourneyStage; cards: JourneyCard[] }>;
  liveAt: Date | null;
}

export const journeyDays = 30;

/** The touchpoint map with what happened in the last thirty days, today included. */
export async function readJourney(
  deps: { db: Database; clock: Clock },
  { shopId }: { shopId: string },
): Promise<JourneyMap> {
  const { db } = deps;
  const now = deps.clock.now();
  const shop = await getShop(db, shopId);
  const today = localDateOf(now, shop.timeZone);
  const fromOn = plusDays(today, 1 - journeyDays);
  const { surprise: rules } = shop.settings.touchpoints;
  const [rows, nps, keeping, { waiting }, left] = await Promise.all([
    readTouchpointSums(db, { shopId, fromOn, untilOn: today }),
    readNps(db, { shopId, survey: "purchase_nps", fromOn }),
    readPromiseKeeping(db, { shopId, today, days: journeyDays }),
    listWaitingGoodwill(db, { shopId, limit: 0 }),
    surpriseMoneyLeft(db, { shopId, timeZone: shop.timeZone, rules, now }),
  ]);
  const budget = { left: Math.max(0, left), currency: shop.currency };
  const cards = touchpointKinds.flatMap((kind) =>
    journeyPlaces[kind].map((place) => {
      const sums = sumsAt(place, kind, rows);
      const part = place.variants?.join("_") ?? null;
      const result = part === null ? resultOf(kind, sums, { nps, keeping, rows, waiting, budget }) : null;
      const { enabled } = shop.settings.touchpoints[kind];
      return { stage: place.stage, card: { kind, part, enabled, result, ...sums } };
    }),
  );
  return {
    stages: journeyStages.map((stage) => ({
      stage,
      cards: cards.filter((one) => one.stage === stage).map(({ card }) => card),
    })),
    liveAt: shop.liveAt,
  };
}

function resultOf(
  kind: TouchpointKind,
  sums: PlaceSums,
  facts: {
    nps: NpsResult;
    keeping: PromiseKeeping;
    rows: CountedTouchpoints[];
    waiting: number;
    budget: { left: number; currency: string };
  },
): TouchpointResult | null {
  switch (kind) {
    case "thank_you_note": {
      const heldBack = sums.heldBack.reduce((sum, { count }) => sum + count, 0);
      return { type: "thanked", part: sums.sent, n: sums.sent + sums.failed + heldBack };
    }
    case "nps_survey":
      return { type: "nps", nps: facts.nps };
    case "delay_notice": {
      const { before, n } = facts.keeping.warned;
      return { type: "warned", part: before, n };
    }
    // That it went out is all there is to say of it.
    case "arrival_notice":
    case "product_follow_up":
    case "replenishment":
    case "win_back":
    case "vip_reward":
    case "welcome":
    case "new_arrivals":
      return null;
    case "surprise":
      return { type: "budget", ...facts.budget };
    case "recovery_offer":
      return { type: "waiting", n: facts.waiting };
    case "delay_update": {
      const told = facts.rows.filter(
        (row) => row.kind === kind && row.variant === "arrived" && row.outcome === "sent",
      );
      return { type: "arrival_told", part: told.reduce((sum, row) => sum + row.count, 0), n: sums.sent };
    }
    case "feedback_invitation":
      return { type: "answered", part: sums.answered, n: sums.sent };
  }
}
