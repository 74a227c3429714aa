import { IANAZone } from "luxon";
import { expect, it } from "vitest";
import { mainTimeZones, provinceTimeZones } from "./country-time-zones";
import { timeZoneOf } from "./time-zone-of";

it.each([
  ["Palermo lives by Rome's clock", "IT", "PA", "Europe/Rome"],
  ["New York", "US", "NY", "America/New_York"],
  ["California, written with its country", "US", "US-CA", "America/Los_Angeles"],
  ["Arizona keeps its own time", "US", "AZ", "America/Phoenix"],
  ["Newfoundland is half an hour off", "CA", "NL", "America/St_Johns"],
  ["Western Australia", "AU", "WA", "Australia/Perth"],
  ["Amazonas", "BR", "AM", "America/Manaus"],
  ["the Canary Islands", "ES", "TF", "Atlantic/Canary"],
  ["the Azores, as Shopify writes them", "PT", "PT-20", "Atlantic/Azores"],
  ["a province nobody knows has its country's main zone", "US", "ZZ", "America/New_York"],
  ["small letters and blanks do no harm", " it ", null, "Europe/Rome"],
  ["a country nobody knows has none", "ZZ", null, null],
  ["a word of the language is not a country", "constructor", "constructor", null],
  ["no address, no zone", null, "RM", null],
])("%s", (_title, country, province, zone) => {
  expect(timeZoneOf(country, province)).toBe(zone);
});

it("names only time zones that exist", () => {
  const zones = [
    ...Object.values(mainTimeZones),
    ...Object.values(provinceTimeZones).flatMap((of) => Object.values(of)),
  ];
  expect(zones.length).toBeGreaterThan(300);
  expect(zones.filter((zone) => !IANAZone.isValidZone(zone))).toEqual([]);
});
