import { describe, expect, it } from "vitest";
import { readDemoOptions } from "./demo-options";

const read = (line: string) => readDemoOptions(line.split(" ").filter(Boolean));

describe("the demo command", () => {
  it("opens the shop to try things on when nothing is said", () => {
    expect(read("")).toEqual({ mode: "interactive", fresh: false, rebuild: false });
    expect(read("--fresh")).toEqual({ mode: "interactive", fresh: true, rebuild: false });
  });

  it("runs without a person as asked", () => {
    expect(read("--headless --orders 300 --seed 0 --chaos --out /tmp/x --json")).toEqual({
      mode: "headless",
      orders: 300,
      seed: 0,
      historyFile: null,
      chaos: true,
      lossy: false,
      outFolder: "/tmp/x",
      json: true,
    });
    expect(read("--headless --history orders.csv.gz --limit 2000 --json")).toMatchObject({
      historyFile: "orders.csv.gz",
      orders: 2000,
      seed: 1,
    });
  });

  it.each([
    ["--headless --orders many", '--orders must be a whole number of at least 1, not "many"'],
    ["--headless --orders 0", '--orders must be a whole number of at least 1, not "0"'],
    ["--headless --seed -3", "--seed"],
    ["--orders 5", "--orders needs --headless"],
    ["--headless --fresh", "--headless always starts afresh"],
    ["--headless --limit 5", "--limit needs --history"],
    ["--headless --history a.csv --orders 5", "use --limit instead of --orders"],
    ["--bogus", "--bogus"],
  ])("says what is wrong with %s", (line, problem) => {
    const options = read(line);
    expect(options.mode).toBe("mistaken");
    expect(options.mode === "mistaken" ? options.problem : "").toContain(problem);
  });
});
