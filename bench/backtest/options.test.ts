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
    [[], /--history/],
    [["--history", "x", "--from", "yesterday"], /--from/],
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
