import { hourMs } from "~/platform/durations";
import { promiseEndsAt } from "~/promises/delivery-promise";
import type { Forecaster } from "~/promises/forecaster.server";
import type { ShopSettings } from "~/settings/shop-settings";
import { endOfQuiet } from "~/touchpoints/quiet-hours";
import { forecastsAt } from "./asked-forecasts";
import { delayRulesOf } from "./delay-kinds";
import type { DryNotice, Verdict } from "./dry-run-tally";
import { playOrder, type Happening } from "./play-order";
import type { DeliveryRecords } from "./review";

/** An order of the past as it could be known, before anything happened to it, and what happened then. */
export interface PastOrder {
  orderId: string;
  name: string;
  start: DeliveryRecords;
  happenings: Happening[];
  /** When its last parcel arrived; null while it has not. */
  arrivedAt: Date | null;
  /** What its shopper may get at all: by conditions, blocklist and address. */
  mayGet: ReadonlySet<DelayWord>;
}

export const delayWords = ["delay_notice", "delay_update"] as const;
export type DelayWord = (typeof delayWords)[number];

/** What the rules would have made of one order. */
export interface DryOrder {
  notices: DryNotice[];
  updates: number;
  /** Would have been told, had she been one who may get it. */
  heldBack: Record<DelayWord, number>;
  /** The promise broke and no notice came before: neither in time nor at all. */
  lateUnwarned: { orderId: string; name: string } | null;
  isLate: boolean;
}

type DryRules = Pick<ShopSettings, "delays" | "quietHours">;

/** Plays one past order by the rules of today, and by what the roads have taught by today. */
export function dryRunOrder(
  order: PastOrder,
  { rules, forecaster, now }: { rules: DryRules; forecaster: Forecaster; now: Date },
): DryOrder {
  const { start, happenings, arrivedAt, orderId, name, mayGet } = order;
  const { timeZone } = start.road;
  const { told, records } = playOrder(start, {
    happenings,
    rules: delayRulesOf(rules),
    until: now,
    leavesAt: (_word, at) =>
      rules.quietHours.exceptServiceSameDay ? at : endOfQuiet(at, timeZone, rules.quietHours),
    forecastsAt: (known, at) => forecastsAt(known, { forecaster, rules: rules.delays, now: at }),
  });
  const endsAt = start.promise && promiseEndsAt(start.promise);
  const { exemption } = records.order;
  const isTakenBack = exemption === "cancelled" || (exemption === "refunded" && arrivedAt === null);
  const isJudged = endsAt !== null && !isTakenBack;
  const isLate = isJudged && (arrivedAt ?? now) >= endsAt;
  const verdictAt = (at: Date): Verdict => {
    if (!isJudged) return "unjudged";
    if (isLate) return at < endsAt ? "early" : "after";
    return arrivedAt === null ? "open" : "needless";
  };
  const count = (kind: DelayWord) => told.filter(({ word }) => word.kind === kind).length;
  const sent = told.filter(({ word }) => mayGet.has(word.kind));
  const notices = sent
    .filter(({ word }) => word.kind === "delay_notice")
    .map(({ kind, at }) => ({
      ...{ orderId, name, kind, at, verdict: verdictAt(at) },
      hoursAhead: endsAt && (endsAt.getTime() - at.getTime()) / hourMs,
    }));
  const isWarned = notices.some(({ verdict }) => verdict === "early");
  return {
    notices,
    updates: sent.length - notices.length,
    heldBack: {
      delay_notice: mayGet.has("delay_notice") ? 0 : count("delay_notice"),
      delay_update: mayGet.has("delay_update") ? 0 : count("delay_update"),
    },
    isLate,
    lateUnwarned: isLate && !isWarned ? { orderId, name } : null,
  };
}
