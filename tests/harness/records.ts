import { dayMs, hourMs, minuteMs } from "~/platform/durations";
import type {
  Delay,
  DeliveryPromise,
  DeliveryWatch,
  FollowUp,
  Order,
  Prisma,
  Refund,
  Return,
  Shipment,
  ShipmentEvent,
  Shop,
  SurveyResponse,
  Touchpoint,
} from "~/platform/prisma/client";

import { friday } from "./fixed-clock";

/** The database or a transaction on it. */
type Rows = Prisma.TransactionClient;

/** The shop every row belongs to unless a test says otherwise. */
export const shopId = "acme.myshopify.com";

const before = (ms: number) => new Date(friday.getTime() - ms);
const localDate = (iso: string) => new Date(`${iso}T00:00:00.000Z`);

// Each builder makes the plainest believable row: a test names only what it is about.

/** A live Italian shop. */
export function aShop(db: Rows, row: Partial<Prisma.ShopCreateInput> = {}): Promise<Shop> {
  return db.shop.create({
    data: {
      id: shopId,
      name: "Acme",
      installedAt: before(90 * dayMs),
      liveAt: before(90 * dayMs),
      timeZone: "Europe/Rome",
      currency: "EUR",
      countryCode: "IT",
      locale: "en",
      reconciledUntil: before(hourMs),
      ...row,
    },
  });
}

/** Marta's paid order of yesterday, going to Palermo. */
export function anOrder(db: Rows, row: Partial<Prisma.OrderUncheckedCreateInput> = {}): Promise<Order> {
  const placedAt = before(dayMs);
  return db.order.create({
    data: {
      shopId,
      id: "1043",
      name: "#1043",
      customerId: "701",
      shopperKey: "shopper-marta",
      email: "marta@example.com",
      firstName: "Marta",
      lastName: "Bianchi",
      locale: "it",
      currency: "EUR",
      totalAmount: "49.90",
      itemCount: 1,
      placedAt,
      paidAt: placedAt,
      orderNumber: 2,
      countryCode: "IT",
      provinceCode: "PA",
      city: "Palermo",
      postcode: "90100",
      timeZone: "Europe/Rome",
      shippingMethod: "Standard",
      checkoutToken: "checkout-1043",
      tags: [],
      statusPageUrl: "https://acme.myshopify.com/orders/status-1043",
      marketingConsent: true,
      changedAt: placedAt,
      recordedAt: placedAt,
      ...row,
    },
  });
}

/** A label printed twelve hours ago, not yet in the carrier's hands. */
export function aShipment(db: Rows, row: Partial<Prisma.ShipmentCreateInput> = {}): Promise<Shipment> {
  const createdAt = before(12 * hourMs);
  return db.shipment.create({
    data: {
      shopId,
      id: "5001",
      orderId: "1043",
      name: "#1043-F1",
      status: "success",
      carrier: "BRT",
      trackingNumber: "BRT5001",
      trackingUrl: "https://brt.example/BRT5001",
      createdAt,
      changedAt: createdAt,
      recordedAt: createdAt,
      ...row,
    },
  });
}

/** "In transit", scanned six hours ago in Milan. The shipment's own columns are not touched. */
export function aShipmentEvent(
  db: Rows,
  row: Partial<Prisma.ShipmentEventCreateInput> = {},
): Promise<ShipmentEvent> {
  const happenedAt = row.happenedAt ?? before(6 * hourMs);
  return db.shipmentEvent.create({
    data: {
      shopId,
      id: "9001",
      shipmentId: "5001",
      orderId: "1043",
      status: "in_transit",
      city: "Milano",
      country: "IT",
      recordedAt: happenedAt,
      ...row,
      happenedAt,
    },
  });
}

/** The original promise: between Tuesday 16 and Wednesday 17. */
export function aDeliveryPromise(
  db: Rows,
  row: Partial<Prisma.DeliveryPromiseCreateInput> & { earliest?: string; latest?: string } = {},
): Promise<DeliveryPromise> {
  const { earliest = "2026-06-16", latest = "2026-06-17", ...columns } = row;
  return db.deliveryPromise.create({
    data: {
      shopId,
      orderId: "1043",
      sequence: 0,
      earliestOn: localDate(earliest),
      latestOn: localDate(latest),
      source: "promise_rules",
      timeZone: "Europe/Rome",
      shipBy: before(-dayMs),
      madeAt: before(dayMs),
      ...columns,
    },
  });
}

/** An open incident nobody has been told about yet. */
export function aDelay(db: Rows, row: Partial<Prisma.DelayCreateInput> = {}): Promise<Delay> {
  return db.delay.create({
    data: {
      id: "delay-1043",
      shopId,
      orderId: "1043",
      shipmentId: "5001",
      kind: "stalled",
      cause: "no_scan",
      state: "open",
      openedAt: before(hourMs),
      kindSince: before(hourMs),
      ...row,
    },
  });
}

export function aDeliveryWatch(
  db: Rows,
  row: Partial<Prisma.DeliveryWatchCreateInput> = {},
): Promise<DeliveryWatch> {
  return db.deliveryWatch.create({ data: { shopId, orderId: "1043", nextCheckAt: friday, ...row } });
}

/** A thank-you note planned ten minutes ago and due now. */
export function aTouchpoint(db: Rows, row: Partial<Prisma.TouchpointCreateInput> = {}): Promise<Touchpoint> {
  const dueAt = row.dueAt ?? friday;
  return db.touchpoint.create({
    data: {
      id: "touchpoint-1043",
      shopId,
      kind: "thank_you_note",
      class: "service",
      orderId: "1043",
      customerId: "701",
      shopperKey: "shopper-marta",
      subjectId: row.orderId ?? "1043",
      channel: "email",
      plannedAt: before(10 * minuteMs),
      nextAttemptAt: dueAt,
      ...row,
      dueAt,
    },
  });
}

/** Marta's 9 on the thank-you page. */
export function aSurveyResponse(
  db: Rows,
  row: Partial<Prisma.SurveyResponseCreateInput> = {},
): Promise<SurveyResponse> {
  const answeredAt = row.answeredAt ?? before(hourMs);
  return db.surveyResponse.create({
    data: {
      id: "response-1043",
      shopId,
      survey: "purchase_nps",
      subject: "order:1043",
      orderId: "1043",
      checkoutToken: "checkout-1043",
      shopperKey: "shopper-marta",
      rating: 9,
      reasons: [],
      channel: "thank_you_page",
      changedAt: answeredAt,
      ...row,
      answeredAt,
    },
  });
}

/** An open follow-up to an unhappy answer, due in a day. */
/** The day's sums of all answers that lie there, as recording them one by one would have kept them. */
export function sumAnswers(db: Rows): Promise<number> {
  return db.$executeRaw`
    INSERT INTO "SurveyRollup" ("shopId", "survey", "onDate", "promoters", "passives", "detractors")
    SELECT "shopId", "survey", "answeredAt"::date, count(*) FILTER (WHERE "rating" >= 9),
      count(*) FILTER (WHERE "rating" IN (7, 8)), count(*) FILTER (WHERE "rating" <= 6)
    FROM "SurveyResponse" GROUP BY 1, 2, 3`;
}

export function aFollowUp(db: Rows, row: Partial<Prisma.FollowUpCreateInput> = {}): Promise<FollowUp> {
  return db.followUp.create({
    data: {
      id: "follow-up-1043",
      shopId,
      kind: "detractor",
      orderId: "1043",
      shopperKey: "shopper-marta",
      dueAt: before(-dayMs),
      openedAt: before(hourMs),
      ...row,
    },
  });
}

export function aRefund(db: Rows, row: Partial<Prisma.RefundCreateInput> = {}): Promise<Refund> {
  return db.refund.create({
    data: { shopId, id: "8001", orderId: "1043", amount: "10.00", createdAt: before(hourMs), ...row },
  });
}

export function aReturn(db: Rows, row: Partial<Prisma.ReturnCreateInput> = {}): Promise<Return> {
  return db.return.create({
    data: {
      shopId,
      id: "8501",
      orderId: "1043",
      status: "open",
      openedAt: before(hourMs),
      changedAt: before(hourMs),
      ...row,
    },
  });
}

/** A parcel under way of an order of its own, both from `at`, promised until `latest`. */
export async function aPromisedParcel(
  db: Rows,
  { orderId, at, latest, nextCheckAt }: { orderId: string; at: Date; latest: string; nextCheckAt: Date },
): Promise<{ shipmentId: string }> {
  const shipmentId = `5${orderId}`;
  await anOrder(db, {
    ...{ id: orderId, name: `#${orderId}`, checkoutToken: `checkout-${orderId}` },
    ...{ placedAt: at, paidAt: at, changedAt: at, fulfillmentStatus: "fulfilled" },
  });
  await aShipment(db, { id: shipmentId, orderId, createdAt: at, handedOverAt: at });
  const scan = { id: `7${orderId}`, shipmentId, orderId, happenedAt: at };
  await aShipmentEvent(db, { ...scan, status: "in_transit" });
  await aDeliveryPromise(db, { orderId, earliest: "2026-06-09", latest });
  await aDeliveryWatch(db, { orderId, nextCheckAt });
  return { shipmentId };
}
