// Believable orders for the invented shop: mostly smooth, with everything that goes wrong in real life.

import { DateTime } from "luxon";
import { minuteMs } from "../durations";
import type { PlaceOrderInput } from "../world/inputs";
import { carrierOf, trackingNumberOf, trackingUrlOf, type CarrierName } from "./carriers";
import type { Draws } from "./keyed-draws";
import type { OrderScript, ScriptStep } from "./order-script";
import { badWeekFates, planJourney, usualFates, type ParcelJourney } from "./parcel-journey";
import { shopperOfOrder, type Shopper } from "./shoppers";
import { promiseShown, shopZone, type ShownPromise } from "./shown-promise";

export interface DemoProduct {
  id: string;
  requiresShipping: boolean;
}

export interface DemoPlan {
  draws: Draws;
  orders: number;
  from: Date;
  until: Date;
  products: readonly DemoProduct[];
  /** The carrier's bad days: parcels handed over in them mostly get stuck. */
  badWeek: BadWeek | null;
}

export interface BadWeek {
  carrier: CarrierName;
  from: Date;
  until: Date;
}

/** Sorted by the instant of ordering; the index is the place in that order. */
export function demoScripts(plan: DemoPlan): OrderScript[] {
  return orderInstants(plan).map((placedAt, index) => demoScript(plan, { index, placedAt }));
}

function orderInstants({ draws, orders, from, until }: DemoPlan): Date[] {
  const span = until.getTime() - from.getTime();
  return Array.from({ length: orders }, (_, number) => {
    const own = draws.of("placed", number);
    const day = DateTime.fromMillis(from.getTime() + own.number("day") * span, { zone: shopZone }).startOf(
      "day",
    );
    // People shop in the evening and over lunch, hardly at night.
    const hour = own.weighted("part of the day", [
      [own.between("morning", 8, 12), 25],
      [own.between("lunch", 12, 14.5), 20],
      [own.between("afternoon", 14.5, 19), 25],
      [own.between("evening", 19, 23.5), 27],
      [own.between("night", 0, 6), 3],
    ]);
    const placed = day.plus({ seconds: Math.floor(hour * 3600) }).toMillis();
    return new Date(
      Math.min(Math.max(placed, from.getTime() + number * 1000), until.getTime() - (orders - number) * 1000),
    );
  }).sort((one, other) => one.getTime() - other.getTime());
}

function demoScript(plan: DemoPlan, { index, placedAt }: { index: number; placedAt: Date }): OrderScript {
  const draws = plan.draws.of("order", index);
  const shopper = shopperOfOrder(plan.draws, index);
  const digital = draws.chance("digital", 0.03);
  const test = draws.chance("test order", 0.02);
  const gift = !digital && draws.chance("gift", 0.05);
  const express = shopper.countryCode === "IT" && draws.chance("express", 0.12);
  const promise = promiseShown(placedAt, { countryCode: shopper.countryCode, express });
  const payment = planPayment(draws, placedAt);
  const order = orderInput({
    plan,
    draws,
    shopper,
    placedAt,
    paidAt: payment.atOnce,
    digital,
    gift,
    test,
    express,
    promise,
  });

  const steps: ScriptStep[] = [{ type: "place", at: placedAt, order }];
  const truth = {
    placedAt,
    paidAt: payment.paidAt,
    cancelledAt: payment.cancelledAt,
    test,
    gift,
    consent: shopper.acceptsMarketing,
    promisedLatestOn: digital ? null : promise.latestOn.toISODate(),
    handedOverAt: null,
    arrivedAt: null,
    country: digital ? null : shopper.countryCode,
    damaged: false,
  };
  const script: OrderScript = { index, shopper, steps, truth, knownRating: undefined };
  if (payment.paidAt && !payment.atOnce) steps.push({ type: "pay", at: payment.paidAt });
  if (payment.cancelledAt) {
    steps.push({ type: "cancel", at: payment.cancelledAt, reason: payment.paidAt ? "customer" : "declined" });
    return script;
  }
  if (!payment.paidAt) return script;
  if (digital) {
    steps.push({
      type: "ship",
      at: minutesAfter(payment.paidAt, 2),
      carrier: null,
      trackingNumber: null,
      trackingUrl: null,
    });
    return script;
  }
  const carrier = carrierOf(draws, shopper.countryCode);
  const journey = journeyOf({ plan, draws, carrier, promise, shopper, paidAt: payment.paidAt });
  steps.push(...parcelSteps({ draws, carrier, journey, countryCode: shopper.countryCode }));
  const damaged = journey.arrivedAt !== null && draws.chance("damaged", 0.02);
  if (journey.arrivedAt && damaged) steps.push(...returnSteps(draws, journey.arrivedAt));
  return {
    ...script,
    truth: { ...truth, handedOverAt: journey.handedOverAt, arrivedAt: journey.arrivedAt, damaged },
  };
}

interface Payment {
  /** The card's instant; null when the money comes later or never. */
  atOnce: Date | null;
  paidAt: Date | null;
  cancelledAt: Date | null;
}

function planPayment(draws: Draws, placedAt: Date): Payment {
  const kind = draws.weighted("payment", [
    ["card", 93],
    ["bank transfer", 4],
    ["never paid", 1.5],
    ["regretted at once", 1.5],
  ]);
  switch (kind) {
    case "card":
      return { atOnce: placedAt, paidAt: placedAt, cancelledAt: null };
    case "bank transfer":
      return {
        atOnce: null,
        paidAt: minutesAfter(placedAt, draws.integer("transfer takes", 16 * 60, 30 * 60)),
        cancelledAt: null,
      };
    case "never paid":
      return {
        atOnce: null,
        paidAt: null,
        cancelledAt: minutesAfter(placedAt, draws.integer("given up", 3, 7) * 24 * 60),
      };
    case "regretted at once":
      // Within five minutes: known before the thank-you, which comes ten minutes after payment, may go out.
      return {
        atOnce: placedAt,
        paidAt: placedAt,
        cancelledAt: minutesAfter(placedAt, draws.integer("regret", 1, 5)),
      };
  }
}

function orderInput(input: {
  plan: DemoPlan;
  draws: Draws;
  shopper: Shopper;
  placedAt: Date;
  paidAt: Date | null;
  digital: boolean;
  gift: boolean;
  test: boolean;
  express: boolean;
  promise: ShownPromise;
}): PlaceOrderInput {
  const { plan, draws, shopper, digital, gift, promise } = input;
  const goods = plan.products.filter((product) => product.requiresShipping !== digital);
  const italian = shopper.locale.startsWith("it");
  const home = {
    firstName: shopper.firstName,
    lastName: shopper.lastName,
    address1: shopper.address1,
    city: shopper.city,
    zip: shopper.zip,
    provinceCode: shopper.provinceCode,
    countryCode: shopper.countryCode,
    phone: shopper.phone,
  };
  const promisedAtCheckout = draws.chance("window shown at checkout", 0.55);
  return {
    at: input.placedAt,
    paidAt: input.paidAt,
    email: shopper.email,
    phone: shopper.phone,
    firstName: shopper.firstName,
    lastName: shopper.lastName,
    locale: shopper.locale,
    billingAddress: home,
    shippingAddress: digital
      ? null
      : gift
        ? { ...home, firstName: draws.pick("given to", ["Zoe", "Nonna", "Alex"]) }
        : home,
    items: Array.from(
      {
        length: digital
          ? 1
          : draws.weighted("lines", [
              [1, 65],
              [2, 25],
              [3, 10],
            ]),
      },
      (_, line) => ({
        productId: draws.pick(`product ${line}`, goods).id,
        quantity: digital
          ? 1
          : draws.weighted(`quantity ${line}`, [
              [1, 80],
              [2, 15],
              [4, 5],
            ]),
      }),
    ),
    shipping: digital
      ? null
      : {
          title: shippingTitle({ express: input.express, italian }),
          priceCents: input.express ? 990 : 490,
          promisedFrom: promisedAtCheckout ? promise.earliestOn.startOf("day").toJSDate() : null,
          promisedUntil: promisedAtCheckout
            ? promise.latestOn.endOf("day").startOf("second").toJSDate()
            : null,
        },
    acceptsMarketing: shopper.acceptsMarketing,
    test: input.test,
  };
}

function shippingTitle({ express, italian }: { express: boolean; italian: boolean }): string {
  if (express) return italian ? "Express 24/48 ore" : "Express 24/48 h";
  return italian ? "Spedizione standard" : "Standard shipping";
}

function journeyOf(input: {
  plan: DemoPlan;
  draws: Draws;
  carrier: CarrierName;
  promise: ShownPromise;
  shopper: Shopper;
  paidAt: Date;
}): ParcelJourney {
  const { draws, promise, shopper, carrier } = input;
  const journey = (fate: ParcelJourney | "usual" | "bad"): ParcelJourney =>
    typeof fate === "object"
      ? fate
      : planJourney({
          draws: draws.of("parcel"),
          fate:
            fate === "bad" ? draws.weighted("bad fate", badWeekFates) : draws.weighted("fate", usualFates),
          promise,
          countryCode: shopper.countryCode,
          city: shopper.city,
          readyAt: DateTime.fromJSDate(input.paidAt, { zone: shopZone }),
        });
  const usual = journey("usual");
  return meetsBadWeek(input.plan.badWeek, carrier, usual.handedOverAt) ? journey("bad") : usual;
}

function meetsBadWeek(week: BadWeek | null, carrier: CarrierName, handedOverAt: Date): boolean {
  return week !== null && week.carrier === carrier && handedOverAt >= week.from && handedOverAt < week.until;
}

function parcelSteps(input: {
  draws: Draws;
  carrier: CarrierName;
  journey: ParcelJourney;
  countryCode: string;
}): ScriptStep[] {
  const { carrier, journey, countryCode } = input;
  const trackingNumber = trackingNumberOf(input.draws, carrier);
  const steps: ScriptStep[] = [
    {
      type: "ship",
      at: journey.fulfilledAt,
      carrier,
      trackingNumber,
      trackingUrl: trackingUrlOf(carrier, trackingNumber),
    },
    ...journey.scans.map(({ at, status, city, etaAt, message }): ScriptStep => ({
      type: "scan",
      at,
      scan: { status, city, countryCode, message, estimatedDeliveryAt: etaAt },
    })),
  ];
  if (journey.refundedAt) steps.push({ type: "refund", at: journey.refundedAt, note: "Lost on the way" });
  return steps;
}

function returnSteps(draws: Draws, arrivedAt: Date): ScriptStep[] {
  const requestedAt = minutesAfter(arrivedAt, draws.integer("complains after", 60, 30 * 60));
  const closedAt = minutesAfter(requestedAt, draws.integer("settled after", 5, 10) * 24 * 60);
  return [
    { type: "request_return", at: requestedAt, reason: "DEFECTIVE", note: "Arrived broken" },
    { type: "refund", at: closedAt, note: "Damaged goods" },
    { type: "close_return", at: minutesAfter(closedAt, 5) },
  ];
}

function minutesAfter(at: Date, minutes: number): Date {
  return new Date(at.getTime() + minutes * minuteMs);
}
