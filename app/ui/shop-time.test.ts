import { describe, expect, it } from "vitest";
import { shopTime } from "./shop-time";

describe("times in the admin", () => {
  const rome = shopTime("en", "Europe/Rome");

  it("are the shop's, not the browser's", () => {
    expect(rome.at(new Date("2026-06-12T22:30:00Z"))).toBe("Sat 13 Jun, 00:30");
    expect(rome.time(new Date("2026-06-12T22:30:00Z"))).toBe("00:30");
  });

  it("leave a promised day alone, whatever the zone", () => {
    expect(shopTime("en", "America/Los_Angeles").day("2026-06-17")).toBe("Wed 17 Jun");
  });

  it("name the month once where it is the same", () => {
    expect(rome.range({ earliestOn: "2026-06-16", latestOn: "2026-06-17" })).toBe("Tue 16 – Wed 17 Jun");
    expect(rome.range({ earliestOn: "2026-06-30", latestOn: "2026-07-02" })).toBe("Tue 30 Jun – Thu 2 Jul");
    expect(rome.range({ earliestOn: "2026-06-17", latestOn: "2026-06-17" })).toBe("Wed 17 Jun");
  });

  it("are Italian for an Italian merchant", () => {
    expect(shopTime("it", "Europe/Rome").at(new Date("2026-06-12T09:05:00Z"))).toBe("ven 12 giu, 11:05");
  });
});
