import { DateTime } from "luxon";
import { beforeAll, describe, expect, it } from "vitest";
import { minuteMs } from "../durations";
import { demoScripts } from "./demo-scripts";
import { drawsOf } from "./keyed-draws";
import type { OrderScript } from "./order-script";
import { daysLateOf } from "./reactions";

const products = [
  { id: "vase", requiresShipping: true },
  { id: "plate", requiresShipping: true },
  { id: "voucher", requiresShipping: false },
];
const from = new Date("2026-03-02T07:00:00Z");
const until = new Date("2026-04-30T07:00:00Z");
const badWeek = {
  carrier: "BRT" as const,
  from: new Date("2026-03-23T00:00:00Z"),
  until: new Date("2026-03-30T00:00:00Z"),
};
const plan = (seed: number, orders: number) => ({
  draws: drawsOf(seed),
  orders,
  from,
  until,
  products,
  badWeek,
});

let scripts: OrderScript[] = [];
beforeAll(() => {
  scripts = demoScripts(plan(4, 1500));
});

const share = (test: (script: OrderScript) => boolean, among: readonly OrderScript[] = scripts) =>
  among.filter(test).length / among.length;
const shipped = () => scripts.filter(({ truth }) => truth.handedOverAt !== null);
const inBadWeek = ({ truth, steps }: OrderScript) =>
  truth.handedOverAt !== null &&
  truth.handedOverAt >= badWeek.from &&
  truth.handedOverAt < badWeek.until &&
  steps.some((step) => step.type === "ship" && step.carrier === "BRT");
const late = ({ truth }: OrderScript) => truth.arrivedAt === null || daysLateOf(truth) > 0;

describe("the invented shop's orders", () => {
  it("come in the order of their placing, each one's steps in the order of time", () => {
    expect(scripts.map((script) => script.index)).toEqual(scripts.map((_, index) => index));
    for (let index = 1; index < scripts.length; index += 1) {
      const [before, after] = [scripts[index - 1], scripts[index]];
      expect(Number(after?.truth.placedAt)).toBeGreaterThanOrEqual(Number(before?.truth.placedAt));
    }
    for (const { steps } of scripts) {
      const instants = steps.map((step) => step.at.getTime());
      expect(instants).toEqual([...instants].sort((one, other) => one - other));
    }
  });

  it("are the same for the same seed", () => {
    expect(demoScripts(plan(9, 30))).toEqual(demoScripts(plan(9, 30)));
    expect(demoScripts(plan(9, 30))).not.toEqual(demoScripts(plan(8, 30)));
  });

  it("are cancelled so early, or never paid, that no thank-you can have gone out", () => {
    for (const { truth } of scripts.filter(({ truth }) => truth.cancelledAt !== null)) {
      const afterPayment = truth.paidAt ? Number(truth.cancelledAt) - truth.paidAt.getTime() : null;
      if (afterPayment !== null) expect(afterPayment).toBeLessThanOrEqual(5 * minuteMs);
    }
    expect(share(({ truth }) => truth.cancelledAt !== null)).toBeGreaterThan(0.015);
    expect(share(({ truth }) => truth.cancelledAt !== null)).toBeLessThan(0.05);
  });

  it("mostly keep the promise, but not with one carrier in its bad week", () => {
    const usual = shipped().filter((script) => !inBadWeek(script));
    expect(share(late, usual)).toBeLessThan(0.14);
    expect(share(late, usual)).toBeGreaterThan(0.03);
    expect(share(late, shipped().filter(inBadWeek))).toBeGreaterThan(0.4);
  });

  it("have gifts, tests, people without e-mail, vouchers, bank transfers, returning shoppers and many countries", () => {
    const within = (test: (script: OrderScript) => boolean, low: number, high: number) => {
      expect(share(test)).toBeGreaterThan(low);
      expect(share(test)).toBeLessThan(high);
    };
    within(({ truth }) => truth.gift, 0.03, 0.07);
    within(({ truth }) => truth.test, 0.01, 0.035);
    within(({ shopper }) => shopper.email === null, 0.002, 0.025);
    within(({ truth }) => truth.country === null, 0.015, 0.05);
    within(({ truth }) => truth.country === "IT", 0.6, 0.8);
    within(({ steps }) => steps.some((step) => step.type === "pay"), 0.02, 0.06);
    within(({ steps }) => steps.some((step) => step.type === "request_return"), 0.005, 0.04);
    expect(new Set(scripts.map(({ shopper }) => shopper.email)).size).toBeLessThan(scripts.length * 0.85);
    expect(new Set(scripts.map(({ truth }) => truth.country))).toEqual(
      new Set(["IT", "DE", "FR", "AT", "GB", "US", null]),
    );
  });

  it("write only to addresses nobody can own", () => {
    expect(scripts.every(({ shopper }) => shopper.email?.endsWith(".example") ?? true)).toBe(true);
  });

  it("are handed over on working days and never before they are paid", () => {
    for (const { truth } of shipped()) {
      const day = DateTime.fromJSDate(truth.handedOverAt ?? from, { zone: "Europe/Rome" });
      expect(day.weekday).toBeLessThan(6);
      expect(day.toISODate()).not.toBe("2026-04-06");
      expect(Number(truth.handedOverAt)).toBeGreaterThan(Number(truth.paidAt));
    }
  });
});
