import { describe, expect, test } from "vitest";
import { eventsOf } from "./order-tracking";

const at = (hour: number) => new Date(Date.UTC(2026, 5, 12, hour));

const packed = { id: "5001", createdAt: at(8), deliveredAt: null };
const arrived = { ...packed, deliveredAt: at(20) };

describe("what is told of a parcel's way", () => {
  const scan = (status: string, hour: number, city: string | null = null) => ({
    shipmentId: "5001",
    status,
    happenedAt: at(hour),
    city,
  });

  test("is the newest first, with the moment it was packed", () => {
    const events = eventsOf(arrived, [scan("delivered", 20), scan("in_transit", 10, "Milano")]);
    expect(events.map(({ event, city }) => [event, city])).toEqual([
      ["delivered", null],
      ["in_transit", "Milano"],
      ["packed", null],
    ]);
  });

  test("says the same news from the same place once, as last heard, and of another place again", () => {
    const events = eventsOf(packed, [
      scan("in_transit", 10, "Milano"),
      scan("in_transit", 11, "Milano"),
      scan("in_transit", 15, "Napoli"),
    ]);
    expect(events.map(({ city, at: time }) => [city, time])).toEqual([
      ["Napoli", at(15)],
      ["Milano", at(11)],
      [null, at(8)],
    ]);
  });

  test("tells an arrival no scan told, and no status it has no words for", () => {
    expect(eventsOf(arrived, [scan("label_voided", 9)]).map(({ event }) => event)).toEqual([
      "delivered",
      "packed",
    ]);
  });

  test("keeps an arrival scanned twice at its own time", () => {
    const events = eventsOf(packed, [scan("delivered", 12), scan("delivered", 16)]);
    expect(events.map(({ event, at: time }) => [event, time])).toEqual([
      ["delivered", at(12)],
      ["packed", at(8)],
    ]);
  });

  test("leaves other parcels' scans to them", () => {
    expect(eventsOf(packed, [{ ...scan("in_transit", 10), shipmentId: "5002" }])).toHaveLength(1);
  });
});
