import { describe, expect, it } from "vitest";
import { countryCalendar } from "~/promises/business-calendar";
import { orderDelivery, type ParcelRow, type PromiseRow } from "./order-delivery";

const italy = { calendar: countryCalendar("IT"), timeZone: "Europe/Rome" };
const day = (iso: string) => new Date(`${iso}T00:00:00Z`);
const promise = (sequence: number, earliest: string, latest: string): PromiseRow => ({
  sequence,
  earliestOn: day(earliest),
  latestOn: day(latest),
  source: "promise_rules",
  timeZone: "Europe/Rome",
  shipBy: null,
  madeAt: day("2026-06-12"),
});
const parcel = (row: Partial<ParcelRow> = {}): ParcelRow => ({
  status: "success",
  carrier: "BRT",
  trackingNumber: null,
  trackingUrl: null,
  handedOverAt: null,
  deliveredAt: null,
  stage: null,
  stageAt: null,
  etaAt: null,
  ...row,
});
const promised = promise(0, "2026-06-16", "2026-06-17");
const at = (iso: string) => new Date(iso);

describe("what became of an order's promise", () => {
  it("met at 23:59 where the shopper lives is on time", () => {
    const arrival = at("2026-06-17T21:59:00Z");
    const delivery = orderDelivery(
      { promises: [promised], parcels: [parcel({ deliveredAt: arrival })], allShipped: true },
      italy,
      at("2026-06-20T10:00:00Z"),
    );
    expect(delivery).toMatchObject({ arrivedOn: "2026-06-17", lateness: 0, expected: null });
  });

  it("is judged by the original dates, though new ones were given", () => {
    const promises = [promised, promise(1, "2026-06-18", "2026-06-19")];
    const delivery = orderDelivery(
      { promises, parcels: [parcel()], allShipped: true },
      italy,
      at("2026-06-18T10:00:00Z"),
    );
    expect(delivery).toMatchObject({
      promised: { earliestOn: "2026-06-16", latestOn: "2026-06-17" },
      expected: { earliestOn: "2026-06-18", latestOn: "2026-06-19" },
      arrivedOn: null,
      lateness: 1,
    });
  });

  it("expects it on no day that is over, whoever named it", () => {
    const late = at("2026-06-22T10:00:00Z");
    const promises = [promised, promise(1, "2026-06-18", "2026-06-19")];
    expect(
      orderDelivery({ promises, parcels: [parcel()], allShipped: true }, italy, late).expected,
    ).toBeNull();
    const guessed = parcel({ etaAt: at("2026-06-20T10:00:00Z") });
    expect(
      orderDelivery({ promises: [promised], parcels: [guessed], allShipped: true }, italy, late).expected,
    ).toBeNull();
  });

  it("waits for the last of several parcels, and not for a cancelled label", () => {
    const arrived = parcel({ deliveredAt: at("2026-06-16T10:00:00Z") });
    const now = at("2026-06-17T10:00:00Z");
    const records = { promises: [promised], allShipped: true };
    expect(orderDelivery({ ...records, parcels: [arrived, parcel()] }, italy, now).arrivedOn).toBeNull();
    expect(
      orderDelivery({ ...records, parcels: [arrived, parcel({ status: "cancelled" })] }, italy, now)
        .arrivedOn,
    ).toBe("2026-06-16");
    expect(
      orderDelivery({ ...records, parcels: [arrived], allShipped: false }, italy, now).arrivedOn,
    ).toBeNull();
  });

  it("came on the day it was where she lives, though nothing was promised", () => {
    const parcels = [parcel({ deliveredAt: at("2026-06-16T22:30:00Z") })];
    const records = { promises: [], parcels, allShipped: true };
    expect(orderDelivery(records, italy, at("2026-06-20T10:00:00Z")).arrivedOn).toBe("2026-06-17");
  });

  it("has no lateness where nothing was promised", () => {
    expect(
      orderDelivery({ promises: [], parcels: [], allShipped: false }, italy, at("2026-06-17T10:00:00Z")),
    ).toMatchObject({
      promised: null,
      lateness: null,
    });
  });
});
