import { csvOf } from "./csv";
import type { LatenessFigures, Share } from "./delivery-figures";
import { percentOf } from "./figure-words";
import type { Insights } from "./insights.server";
import { happenings } from "~/surveys/happenings";
import type { NpsResult } from "~/surveys/nps";

type Row = Array<string | number | null>;

/** The page's figures as one long table: what, of what, how much, out of how many. */
export function insightsFile(insights: Insights): string {
  const { period, before, weeks, npsWeeks, lanes, npsByOutcome, heldBack, texts } = insights;
  const shares = (of: string, from: string, figures: Record<string, Share>): Row[] =>
    Object.entries(figures).map(([figure, share]) => [
      of,
      from,
      figure,
      percentOf(share),
      share.part,
      share.n,
    ]);
  const npsRow = (of: string, from: string, { nps: value, n }: NpsResult): Row => [
    of,
    from,
    "nps",
    value === null ? null : Math.round(value),
    null,
    n,
  ];
  const lateness = (of: string, from: string, { onTime, meanLateness }: LatenessFigures): Row[] => [
    ...shares(of, from, { onTime }),
    [
      of,
      from,
      "meanLateness",
      meanLateness === null ? null : Math.round(meanLateness * 10) / 10,
      null,
      onTime.n - onTime.part,
    ],
  ];
  const summary = (of: string, figures: Insights | Insights["before"]): Row[] => {
    const { delivery, nps: both, praise, complaints, repurchases, costs } = figures;
    const { onTime, inFull, otif, firstAttempt, warned, needless } = delivery;
    return [
      ...shares(of, "", { onTime, inFull, otif, firstAttempt, praise, complaints, warned, needless }),
      [of, "", "medianLeadDays", delivery.medianLeadDays, null, warned.part],
      npsRow(of, "purchase", both.purchase_nps),
      npsRow(of, "delivery", both.delivery_feedback),
      ...costs.totals.map(({ currency, worth }): Row => [of, currency, "complaintCosts", worth, null, null]),
      ...happenings.flatMap((happening) => shares(of, happening, { boughtAgain: repurchases[happening] })),
    ];
  };
  return csvOf([
    ["table", "of", "figure", "value", "part", "n"],
    ["period", `${period.fromOn} ${period.untilOn}`, "", null, null, null],
    ["period_before", `${before.period.fromOn} ${before.period.untilOn}`, "", null, null, null],
    ...summary("summary", insights),
    ...summary("summary_before", before),
    ...weeks.flatMap(({ weekOf, onTime, inFull, otif }) => shares("week", weekOf, { onTime, inFull, otif })),
    ...lanes.flatMap((lane) => lateness("lane", `${lane.country} ${lane.carrier}`.trim(), lane)),
    ...insights.locations.flatMap((location) =>
      lateness("location", location.name ?? location.originId, location),
    ),
    ...insights.calibration.flatMap(({ country, kept, daysMore, withMore }): Row[] => [
      ...shares("promise", country, { kept, ...(withMore ? { withMore } : {}) }),
      ["promise", country, "daysMore", daysMore, null, kept.n],
    ]),
    ...insights.forecasts.said.map(({ chance, late, n }): Row => {
      const said = `${String(Math.round(chance * 100))} %`;
      return ["forecast", said, "late", percentOf({ part: late, n }), late, n];
    }),
    ...npsWeeks.flatMap(({ weekOf, purchase_nps, delivery_feedback }) => [
      npsRow("nps_week", `${weekOf} purchase`, purchase_nps),
      npsRow("nps_week", `${weekOf} delivery`, delivery_feedback),
    ]),
    ...happenings.map((happening) => npsRow("nps_by_outcome", happening, npsByOutcome[happening])),
    ...insights.holdOuts.flatMap(({ kind, written, heldOut, effect }): Row[] => [
      ...shares("hold_out", kind, { written, heldOut }),
      ...(["points", "low", "high"] as const).map((figure): Row => {
        const value = effect && Math.round(effect[figure] * 10) / 10;
        return ["hold_out", kind, figure, value, null, written.n + heldOut.n];
      }),
    ]),
    ...heldBack.map(({ kind, reason, count }): Row => ["held_back", kind, reason, count, null, null]),
    ...texts.flatMap(({ currency, messages, segments, notDelivered, cost }): Row[] => [
      ["texts", currency ?? "", "cost", currency === null ? null : cost, null, messages],
      ["texts", currency ?? "", "segments", segments, null, messages],
      ["texts", currency ?? "", "notDelivered", notDelivered, null, messages],
    ]),
    ...insights.costs.gifts.map(({ gives, currency, orders, worth }): Row => {
      return ["goodwill", `${gives} ${currency}`, "worth", worth, null, orders];
    }),
    [
      "refunds",
      insights.costs.refunds.currency,
      "worth",
      insights.costs.refunds.worth,
      null,
      insights.costs.refunds.orders,
    ],
  ]);
}
