import { trackingEvents, type TrackingEvent } from "~/messages/shopper-page-words";

// What happened on an order's way, as its shopper may see it.

interface TrackedParcel {
  id: string;
  createdAt: Date;
  deliveredAt: Date | null;
}

interface TrackedScan {
  shipmentId: string;
  status: string;
  happenedAt: Date;
  city: string | null;
}

interface TrackedEvent {
  event: TrackingEvent;
  at: Date;
  city: string | null;
}

/**
 * One parcel's way, newest first. The same news from the same place twice in a row is told once, as of when it was last
 * heard, which is where the page says it was last seen; an arrival stays at its own time.
 */
export function eventsOf(parcel: TrackedParcel, scans: TrackedScan[]): TrackedEvent[] {
  const told = scans
    .filter((scan) => scan.shipmentId === parcel.id)
    .flatMap(({ status, happenedAt, city }): TrackedEvent[] => {
      const event = trackingEvents.find((known) => known === status);
      return event ? [{ event, at: happenedAt, city }] : [];
    });
  const arrival: TrackedEvent[] =
    parcel.deliveredAt && !told.some(({ event }) => event === "delivered")
      ? [{ event: "delivered", at: parcel.deliveredAt, city: null }]
      : [];
  const inOrder = [{ event: "packed" as const, at: parcel.createdAt, city: null }, ...told, ...arrival].sort(
    (a, b) => a.at.getTime() - b.at.getTime(),
  );
  const news = inOrder.filter(({ event, city }, index) => {
    const twin = inOrder[event === "delivered" ? index - 1 : index + 1];
    return twin?.event !== event || twin.city !== city;
  });
  return news.reverse();
}
