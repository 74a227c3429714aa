import fc from "fast-check";
import { learn } from "~/delays/a-simulated-order";
import { aParcel } from "~/delays/an-example-delivery";
import type { ParcelFacts } from "~/delays/delivery-facts";
import type { Happening } from "~/delays/play-order";
import { carriedStages } from "~/orders/shipment-stages";
import { hourMs } from "~/platform/durations";

const YEAR_HOURS = 365 * 24;

const statuses = ["confirmed", ...carriedStages.filter((stage) => stage !== "delivered")];

/** What may become of an order: up to three parcels, and a part that is never sent, with scans of any kind, learned late, twice, or years after. */
export const anyStory = fc.record({
  parcels: fc.array(
    fc.record({
      shippedAfter: fc.integer({ min: 0, max: 20 * 24 }),
      scans: fc.array(
        fc.record({
          after: fc.oneof(
            { weight: 12, arbitrary: fc.integer({ min: 0, max: 25 * 24 }) },
            { weight: 1, arbitrary: fc.integer({ min: YEAR_HOURS, max: 2 * YEAR_HOURS }) },
          ),
          status: fc.constantFrom(...statuses),
          eta: fc.option(fc.integer({ min: 0, max: 14 })),
          lateBy: fc.integer({ min: 0, max: 48 }),
        }),
        { maxLength: 10 },
      ),
      arrivesAfter: fc.option(fc.integer({ min: 1, max: 40 * 24 })),
    }),
    { maxLength: 3 },
  ),
  /** A part of the order is never sent. */
  isPartial: fc.constantFrom(false, false, true),
  cancelledAfter: fc.option(fc.integer({ min: 1, max: 30 * 24 }), { freq: 8 }),
  /** How long a message waits: for the hour of a wave, the night, or the merchant's answer. */
  postponedHours: fc.constantFrom(0, 0, 1, 11, 30, 59),
});

type Story = typeof anyStory extends fc.Arbitrary<infer Told> ? Told : never;

/** A story as the shop learns it: scans late and out of order, each growing what is known of its parcel. */
export function storyOf(
  { parcels, isPartial, cancelledAfter }: Story,
  start: Date,
): { happenings: Happening[]; endsAt: Date | null } {
  const happenings: Happening[] = [];
  const arrivals: Array<Date | null> = [];
  const later = (from: Date, hours: number) => new Date(from.getTime() + hours * hourMs);
  for (const [index, { shippedAfter, scans, arrivesAfter }] of parcels.entries()) {
    const createdAt = later(start, shippedAfter);
    const id = `500${String(index)}`;
    happenings.push(learnMore(createdAt, id, createdAt, {}));
    for (const [position, { after, status, eta, lateBy }] of scans.entries()) {
      const happenedAt = later(createdAt, after);
      const etaAt = eta === null ? null : later(happenedAt, eta * 24);
      const scan = { id: `${id}-${String(position)}`, status, happenedAt, etaAt, message: null };
      happenings.push(learnMore(later(happenedAt, lateBy), id, createdAt, { scans: [scan] }));
    }
    const deliveredAt = arrivesAfter === null ? null : later(createdAt, arrivesAfter);
    arrivals.push(deliveredAt);
    if (deliveredAt) happenings.push(learnMore(deliveredAt, id, createdAt, { deliveredAt }));
  }
  if (isPartial)
    for (const happening of happenings) {
      const { change } = happening;
      happening.change = (records) => ({ ...change(records), isUnshipped: true });
    }
  const cancelledAt = cancelledAfter === null ? null : later(start, cancelledAfter);
  if (cancelledAt) {
    happenings.push({
      at: cancelledAt,
      change: (records) => ({ ...records, order: { ...records.order, exemption: "cancelled" } }),
    });
  }
  const last =
    !isPartial && arrivals.length > 0 && arrivals.every((arrival) => arrival !== null)
      ? new Date(Math.max(...arrivals.map(Number)))
      : null;
  const ends = [last, cancelledAt].filter((end) => end !== null);
  return { happenings, endsAt: ends.length === 0 ? null : new Date(Math.min(...ends.map(Number))) };
}

/** What is learned of one parcel is added to what was known, by the scan's id. */
export function learnMore(when: Date, id: string, createdAt: Date, news: Partial<ParcelFacts>): Happening {
  return {
    at: when,
    change: (records) => {
      const known = records.parcels.find((one) => one.id === id) ?? aParcel([], { id, createdAt });
      const scans = [
        ...known.scans.filter((one) => !news.scans?.some((scan) => scan.id === one.id)),
        ...(news.scans ?? []),
      ];
      return learn(when, { ...known, ...news, scans }).change(records);
    },
  };
}
