// What happens to the visitor's own orders when she lets days pass: shipped the next day, scanned once, then the parcel
// stands still and the carrier owns up; some days after she was told, it arrives.

import { dayMs, hourMs } from "./durations";
import type { Actor } from "./sandbox";
import type { StoredMail } from "./mail-server";
import type { World } from "./world";
import type { Fulfillment, Order } from "./world/records";

const SHIPPED_AFTER_MS = 20 * hourMs;
const SCANNED_AFTER_MS = 26 * hourMs;
/** Within three days of the order, so that "let three days pass" shows the notice on any weekday. */
const DELAYED_AFTER_MS = 60 * hourMs;
const NEW_ESTIMATE_AFTER_MS = 8 * dayMs;
const ARRIVES_AFTER_NOTICE_MS = 48 * hourMs;
/** Without a notice (the app not live yet) the parcel still comes one day. */
const ARRIVES_AT_THE_LATEST_MS = 8 * dayMs;

interface Step {
  at: number;
  perform: (at: Date) => void;
}

/** Everything is read from the orders and the mails, so a restarted demo goes on where it stopped. */
export function createAutopilot({
  world,
  mails,
}: {
  world: World;
  mails: { readonly all: StoredMail[] };
}): Actor {
  const nextSteps = () =>
    Object.values(world.state.orders)
      .filter((order) => order.byVisitor && order.cancelledAt === null && order.paidAt !== null)
      .flatMap((order) => nextStep(world, mails.all, order) ?? []);

  return {
    nextAt() {
      const instants = nextSteps().map((step) => step.at);
      return instants.length === 0 ? null : new Date(Math.min(...instants));
    },
    act(now) {
      for (let due = nextSteps().find(isDue(now)); due; due = nextSteps().find(isDue(now))) due.perform(now);
    },
  };
}

function isDue(now: Date): (step: Step) => boolean {
  return (step) => step.at <= now.getTime();
}

function nextStep(world: World, mails: StoredMail[], order: Order): Step | null {
  const placedAt = Date.parse(order.placedAt);
  const shippable = order.lines.some((line) => line.requiresShipping && line.openQuantity > 0);
  const parcel = world.fulfillmentsOf(order.id).findLast((fulfillment) => fulfillment.status === "success");
  if (!parcel) {
    return shippable
      ? {
          at: placedAt + SHIPPED_AFTER_MS,
          perform: (at) => world.fulfillOrder(order.id, { at, carrier: "BRT" }),
        }
      : null;
  }
  return nextScan({ world, mails, order, parcel, placedAt });
}

interface Journey {
  world: World;
  mails: StoredMail[];
  order: Order;
  parcel: Fulfillment;
  placedAt: number;
}

function nextScan({ world, mails, order, parcel, placedAt }: Journey): Step | null {
  if (parcel.deliveredAt !== null || parcel.shipmentStatus === "delivered") return null;
  const scans = world.eventsOf(parcel.id).map((event) => event.status);
  const city = order.shippingAddress?.city ?? null;
  const countryCode = order.shippingAddress?.countryCode ?? null;
  const noticeAt = mails.find((mail) => mail.kind === "delay_notice" && mail.orderId === order.id)?.at;

  if (scans.length === 0) {
    return {
      at: Math.max(placedAt + SCANNED_AFTER_MS, Date.parse(parcel.createdAt) + hourMs),
      perform: (at) =>
        world.addFulfillmentEvent(parcel.id, {
          status: "in_transit",
          happenedAt: at,
          city: "Vicenza",
          countryCode: "IT",
          message: "Presa in carico dal corriere",
        }),
    };
  }
  // A delay the visitor brought about by hand in the carrier panel counts as well.
  if (
    !scans.some(
      (status) => status === "delayed" || status === "attempted_delivery" || status === "failure",
    ) &&
    !noticeAt
  ) {
    return {
      at: placedAt + DELAYED_AFTER_MS,
      perform: (at) =>
        world.addFulfillmentEvent(parcel.id, {
          status: "delayed",
          happenedAt: at,
          city: "Bologna",
          countryCode: "IT",
          message: "Ritardo allo smistamento",
          estimatedDeliveryAt: new Date(placedAt + NEW_ESTIMATE_AFTER_MS),
        }),
    };
  }
  const arrivesAt = noticeAt
    ? Date.parse(noticeAt) + ARRIVES_AFTER_NOTICE_MS
    : placedAt + ARRIVES_AT_THE_LATEST_MS;
  if (!scans.includes("out_for_delivery")) {
    return {
      at: arrivesAt - 3 * hourMs,
      perform: (at) =>
        world.addFulfillmentEvent(parcel.id, {
          status: "out_for_delivery",
          happenedAt: at,
          city,
          countryCode,
        }),
    };
  }
  return {
    at: arrivesAt,
    perform: (at) =>
      world.addFulfillmentEvent(parcel.id, { status: "delivered", happenedAt: at, city, countryCode }),
  };
}
