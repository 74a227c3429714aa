import { describe, expect, it } from "vitest";
import { countryCalendar } from "~/promises/business-calendar";
import { at } from "./an-example-delivery";
import { isLate, latenessOf } from "./lateness";

const promise = { earliestOn: "2026-11-19", latestOn: "2026-11-20", timeZone: "Europe/Rome" };
const calendar = countryCalendar("IT");

describe("lateness", () => {
  it.each([
    ["within the promised days it is 0", "20 23:59", 0],
    ["the day before the first promised one it is -1", "18 12:00", -1],
    ["a Saturday after a promised Friday is 1: broken is broken", "21 12:00", 1],
    ["the Monday after is 1 business day as well", "23 12:00", 1],
    ["Wednesday after is 3", "25 12:00", 3],
  ])("%s", (_title, arrived, days) => {
    expect(latenessOf(promise, { arrivedAt: at(arrived), calendar, now: at("30 12:00") })).toBe(days);
  });

  it("counts up to now while the parcel is under way, and never below 0", () => {
    expect(latenessOf(promise, { arrivedAt: null, calendar, now: at("17 12:00") })).toBe(0);
    expect(latenessOf(promise, { arrivedAt: null, calendar, now: at("24 12:00") })).toBe(2);
  });

  it("is nothing without a promise", () => {
    expect(latenessOf(null, { arrivedAt: at("20 12:00"), calendar, now: at("24 12:00") })).toBeNull();
    expect(isLate(null, { arrivedAt: null, now: at("24 12:00") })).toBe(false);
  });

  it("begins at midnight after the last promised day", () => {
    expect(isLate(promise, { arrivedAt: null, now: at("20 23:59") })).toBe(false);
    expect(isLate(promise, { arrivedAt: null, now: at("21 00:00") })).toBe(true);
    expect(isLate(promise, { arrivedAt: at("20 23:59"), now: at("30 00:00") })).toBe(false);
  });
});
