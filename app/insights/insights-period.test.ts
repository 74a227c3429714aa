import { describe, expect, it } from "vitest";
import { periodBefore, readPeriod } from "./insights-period";

const today = "2026-06-12";
const read = (search: string) => readPeriod(new URLSearchParams(search), today);
const ninety = { fromOn: "2026-03-15", untilOn: today };

describe("the days a page looks at", () => {
  it.each([
    ["are the last ninety when nothing is asked for", "", ninety],
    [
      "are those asked for, both ends included",
      "from=2026-06-01&until=2026-06-07",
      { fromOn: "2026-06-01", untilOn: "2026-06-07" },
    ],
    ["end today at the latest", "from=2026-06-01&until=2027-01-01", { fromOn: "2026-06-01", untilOn: today }],
    [
      "are the last ninety when the ends are swapped",
      "from=2026-06-10&until=2026-06-01",
      { fromOn: "2026-03-04", untilOn: "2026-06-01" },
    ],
    ["are the last ninety when the address makes no sense", "from=yesterday&until=2026-99-99", ninety],
    ["are the last ninety when more is asked for than anybody reads", "from=1990-01-01", ninety],
  ])("%s", (_title, search, period) => {
    expect(read(search)).toEqual(period);
  });

  it("are compared with as many days just before", () => {
    expect(periodBefore({ fromOn: "2026-06-01", untilOn: "2026-06-07" })).toEqual({
      fromOn: "2026-05-25",
      untilOn: "2026-05-31",
    });
  });
});
