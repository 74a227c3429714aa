import { hourMs } from "~/platform/durations";
import { aDelivery, aForecast, delayRules } from "./an-example-delivery";
import type { DeliveryFacts, ParcelFacts } from "./delivery-facts";
import { playOrder, type Happening, type ToldWord } from "./play-order";
import { decideReview, type DeliveryRecords, type PlannedWord, type Review } from "./review";

/**
 * Plays one order forward for tests: a planned message leaves `postponedHours` later if it is still true then.
 * Every look is made twice; the second must find nothing to do.
 */
export class SimulatedOrder {
  records: DeliveryRecords;
  readonly sent: ToldWord[] = [];
  readonly planned: PlannedWord[] = [];
  readonly log: string[] = [];
  looks = 0;

  constructor(
    private readonly postponedHours: (at: Date) => number = () => 0,
    facts: DeliveryFacts = aDelivery(),
    /** What the lanes say at an instant, of every parcel and of goods not shipped. */
    private readonly lateChance: (at: Date) => number | null = () => null,
    /** How many business days such parcels are usually silent, as the shop knows at an instant. */
    private readonly silenceDays: (at: Date) => number | null = () => null,
  ) {
    const { order, promise, road } = facts;
    this.records = {
      ...{ order, promise, road, revised: [], parcels: [], isUnshipped: true, incidents: [], messages: [] },
      ...{ lanes: new Map(), forecasts: new Map(), rhythms: new Map() },
    };
  }

  run(happenings: Happening[], until: Date): this {
    const { told, records } = playOrder(this.records, {
      happenings,
      rules: delayRules,
      until,
      leavesAt: (_word, at) => new Date(at.getTime() + this.postponedHours(at) * hourMs),
      forecastsAt: ({ parcels }, at) => {
        const chance = this.lateChance(at);
        const keys = chance === null ? [] : ["", ...parcels.map(({ id }) => id)];
        return new Map(keys.map((key) => [key, aForecast(chance ?? 0, at)]));
      },
      rhythmsAt: ({ parcels }, at) => {
        const days = this.silenceDays(at);
        if (days === null) return new Map();
        const rhythm = { days, speaks: "lane" as const, carrier: "BRT", destination: "IT-PA" };
        return new Map(parcels.map(({ id }) => [id, rhythm]));
      },
      onLook: (review, after, now) => this.check(review, after, now),
    });
    this.sent.push(...told);
    this.records = records;
    return this;
  }

  private check(review: Review, records: DeliveryRecords, now: Date): void {
    for (const { steps, word } of review.incidents) {
      this.log.push(...steps.map(({ step }) => step));
      if (word) this.planned.push(word);
    }
    const again = decideReview(records, delayRules, { now, isAsked: false });
    const isQuiet = again.incidents.every(({ id, steps, isMoved, incident }) => {
      const before = records.incidents.find((one) => one.id === id);
      return steps.length === 0 && !isMoved && JSON.stringify(incident) === JSON.stringify(before?.incident);
    });
    const at = now.toISOString();
    if (!isQuiet)
      throw new Error(`A second look at ${at} changed something: ${JSON.stringify(again.incidents)}`);
    if (again.nextCheckAt?.getTime() !== review.nextCheckAt?.getTime())
      throw new Error(`A second look at ${at} would come back at ${String(again.nextCheckAt)}`);
    if (review.nextCheckAt && review.nextCheckAt <= now)
      throw new Error("A look must never be due at once again");
    this.looks += 1;
    if (this.looks > 1000) throw new Error("The looks never end");
  }
}

/** The order's goods leave in this parcel, or more is learned about it. */
export function learn(at: Date, parcel: ParcelFacts, given: { isUnshipped?: boolean } = {}): Happening {
  return {
    at,
    change: (records) => ({
      ...records,
      isUnshipped: given.isUnshipped ?? false,
      parcels: [...records.parcels.filter((one) => one.id !== parcel.id), parcel],
    }),
  };
}
