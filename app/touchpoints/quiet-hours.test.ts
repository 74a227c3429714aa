import { describe, expect, it } from "vitest";
import { endOfQuiet } from "./quiet-hours";

const night = { startsAt: "21:00", endsAt: "08:00" };
const rome = (iso: string) => new Date(iso);

describe("quiet hours", () => {
  it.each([
    ["at noon nothing waits", "2026-06-12T12:00:00+02:00", "2026-06-12T12:00:00+02:00"],
    ["at 20:59 there is a minute left", "2026-06-12T20:59:00+02:00", "2026-06-12T20:59:00+02:00"],
    ["from 21:00 on it waits for the morning", "2026-06-12T21:00:00+02:00", "2026-06-13T08:00:00+02:00"],
    [
      "after midnight it waits for the same morning",
      "2026-06-13T03:00:00+02:00",
      "2026-06-13T08:00:00+02:00",
    ],
    ["at 08:00 sharp the night is over", "2026-06-13T08:00:00+02:00", "2026-06-13T08:00:00+02:00"],
    [
      "the night clocks go back ends at the new eight",
      "2026-10-24T23:00:00+02:00",
      "2026-10-25T08:00:00+01:00",
    ],
    [
      "the night clocks go forward ends at the new eight",
      "2026-03-28T23:00:00+01:00",
      "2026-03-29T08:00:00+02:00",
    ],
  ])("%s", (_title, now, until) => {
    expect(endOfQuiet(rome(now), "Europe/Rome", night)).toEqual(new Date(until));
  });

  it("follow the shopper's clock, not the shop's", () => {
    const noonInRome = new Date("2026-06-12T12:00:00+02:00");
    expect(endOfQuiet(noonInRome, "America/New_York", night)).toEqual(new Date("2026-06-12T08:00:00-04:00"));
  });

  it("may lie within one day", () => {
    const siesta = { startsAt: "13:00", endsAt: "16:00" };
    expect(endOfQuiet(rome("2026-06-12T14:00:00+02:00"), "Europe/Rome", siesta)).toEqual(
      rome("2026-06-12T16:00:00+02:00"),
    );
    expect(endOfQuiet(rome("2026-06-12T17:00:00+02:00"), "Europe/Rome", siesta)).toEqual(
      rome("2026-06-12T17:00:00+02:00"),
    );
  });

  it("with the same time twice are none", () => {
    const none = { startsAt: "00:00", endsAt: "00:00" };
    expect(endOfQuiet(rome("2026-06-12T02:00:00+02:00"), "Europe/Rome", none)).toEqual(
      rome("2026-06-12T02:00:00+02:00"),
    );
  });
});
