import { describe, expect, it } from "vitest";
import { forecastWords } from "./forecast-words";

const inputs = {
  chance: 61,
  leg: "transit",
  destination: "IT-PA",
  carrier: "BRT",
  speaks: "lane",
  usualFrom: 3,
  usualTo: 5,
  elapsedDays: 6,
};

describe("why a parcel was called probably late", () => {
  it("names the road, what is usual on it and how long this one has been", () => {
    expect(forecastWords(inputs, "en")).toBe(
      "61 % likely late: parcels to PA (Italy) by BRT usually take 3-5 business days; this one has been under way for 6",
    );
    expect(forecastWords(inputs, "it")).toBe(
      "in ritardo al 61 %: i pacchi con destinazione PA (Italia) affidati a BRT impiegano di solito 3-5 giorni lavorativi; questo è in viaggio da 6",
    );
  });

  it("claims no more than it knows: the shop's parcels, or its promise rules", () => {
    expect(forecastWords({ ...inputs, speaks: "shop" }, "en")).toContain(": parcels usually take 3-5");
    expect(forecastWords({ ...inputs, speaks: "prior" }, "en")).toContain("too few parcels");
    expect(forecastWords({ ...inputs, speaks: "destination", destination: "DE" }, "en")).toContain(
      "parcels to Germany usually",
    );
  });

  it("goods not shipped are waiting, not travelling", () => {
    const waiting = { ...inputs, leg: "handling", usualFrom: 1, usualTo: 1 };
    expect(forecastWords(waiting, "en")).toContain(
      "orders usually leave within 1 business day; this one has been waiting",
    );
  });

  it("a decision from before forecasts kept their reasons still has words", () => {
    expect(forecastWords({}, "it")).toBe("probabilmente arriverà in ritardo");
  });
});
