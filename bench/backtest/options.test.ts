import { describe, expect, it } from "vitest";
import { parseOptions } from "./options";

describe("the command line of a back-test", () => {
  it("needs a history and takes the country from the zone", () => {
    expect(parseOptions(["--history", "orders.csv", "--from", "2031-02-01", "--json"])).toEqual({
      history: "orders.csv",
      from: "2031-02-01",
      until: null,
      out: null,
      json: true,
      timeZone: "America/Sao_Paulo",
      country: "BR",
    });
    expect(parseOptions(["--history", "orders.csv", "--timezone", "Europe/Rome"])).toMatchObject({
      country: "IT",
    });
  });

  it.each([
    ["Asia/Kolkata", "IN"],
    ["America/Chicago", "US"],
    ["UTC", ""],
  ])("knows the zone %s by the name people use, and its country", (timeZone, country) => {
    expect(parseOptions(["--history", "x", "--timezone", timeZone])).toMatchObject({ timeZone, country });
  });

  it.each([
    ["2018-03-01T00:00:00", "2018-02-28T23:00:00.000Z"],
    ["2018-03-01", "2018-02-28T23:00:00.000Z"],
    ["2018-03-01T00:00:00Z", "2018-03-01T00:00:00.000Z"],
    ["2018-10-28T02:30:00", "2018-10-28T00:30:00.000Z"],
  ])("reads %s on the file's own clock unless it says otherwise", (until, at) => {
    const options = parseOptions(["--history", "x", "--timezone", "Europe/Rome", "--until", until]);
    expect(options).toMatchObject({ until: new Date(at) });
  });

  it.each([
    [[], /--history/],
    [["--history", "x", "--from", "yesterday"], /--from/],
    [["--history", "x", "--from", "2031-02-30"], /--from/],
    [["--history", "x", "--country", "it"], /--country/],
    [["--history", "x", "--until", "soon"], /--until/],
    [["--history", "x", "--timezone", "Mars/Olympus"], /--timezone/],
    [["--history", "x", "--colour"], /colour/],
  ])("says what is wrong with %j", (args, problem) => {
    expect(parseOptions(args)).toEqual({ problem: expect.stringMatching(problem) });
  });

  it("helps", () => {
    expect(parseOptions(["--help"])).toBe("help");
  });
});
