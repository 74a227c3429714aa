import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayMs } from "~/platform/durations";
import { parseHistory } from "../../sandbox/simulation/history-file";
import { runBacktest } from "./run";

const header =
  "order_id,customer_id,placed_at,promised_on,handed_over_at,delivered_at,status,rating,origin_region,origin_location,destination_country,destination_region";
const where = { country: "BR", timeZone: "America/Sao_Paulo" };
const start = Date.parse("2031-03-03T09:00:00Z");

interface Story {
  placedAfter: number;
  promisedAfter: number;
  handedOverAfter: number | null;
  deliveredAfter: number | null;
  destination: string;
  /** None: at home. */
  country?: string;
}

const story = fc.record({
  placedAfter: fc.double({ min: 0, max: 40, noNaN: true }),
  promisedAfter: fc.integer({ min: 1, max: 20 }),
  handedOverAfter: fc.option(fc.double({ min: 0, max: 6, noNaN: true }), { freq: 8 }),
  deliveredAfter: fc.option(fc.double({ min: 0.1, max: 25, noNaN: true }), { freq: 8 }),
  destination: fc.constantFrom("RJ", "SP", "AM"),
});

/** Orders as a history file tells them. */
function historyOf(stories: Story[]) {
  const local = (days: number) => new Date(start + days * dayMs).toISOString().slice(0, 19);
  const rows = stories.map((one, index) => {
    const { placedAfter, promisedAfter, handedOverAfter, deliveredAfter } = one;
    const handedOver = handedOverAfter === null ? null : placedAfter + handedOverAfter;
    const delivered = handedOver === null || deliveredAfter === null ? null : handedOver + deliveredAfter;
    const status = delivered !== null ? "delivered" : handedOver === null ? "processing" : "shipped";
    return [
      `o${String(index)}`,
      "c1",
      local(placedAfter),
      local(placedAfter + promisedAfter).slice(0, 10),
      handedOver === null ? "" : local(handedOver),
      delivered === null ? "" : local(delivered),
      status,
      "5",
      "SP",
      index % 3 === 0 ? "north" : "south",
      one.country ?? "",
      one.destination,
    ].join(",");
  });
  return parseHistory([header, ...rows].join("\n"), null);
}

function play(stories: Story[], until: Date | null = null, from: string | null = null) {
  const looks: Array<{ at: number; line: string }> = [];
  const warnings: string[] = [];
  const figures = runBacktest(
    historyOf(stories).orders,
    { from, until, ...where },
    {
      files: {
        look: ({ played, atMs, lateChance, arrival }) =>
          looks.push({ at: atMs, line: JSON.stringify([played.order.orderId, atMs, lateChance, arrival]) }),
        warning: ({ played }, { rule, threshold }) =>
          warnings.push(`${played.order.orderId} ${rule} ${String(threshold)}`),
      },
      progress: () => undefined,
    },
  );
  return { figures, looks, warnings };
}

/** Thirty orders that arrive in five days, and every fifth in fifteen, promised for ten. */
const ordinary: Story[] = Array.from({ length: 30 }, (_, index) => ({
  placedAfter: index,
  promisedAfter: 10,
  handedOverAfter: 1,
  deliveredAfter: index % 5 === 0 ? 15 : 4.5,
  destination: "RJ",
}));

describe("playing a history forward", () => {
  it("knows at every look only what had happened by then", () => {
    fc.assert(
      fc.property(
        fc.array(story, { minLength: 1, maxLength: 25 }),
        fc.integer({ min: 0, max: 70 }),
        (stories, day) => {
          const until = new Date(start + day * dayMs);
          const whole = play(stories).looks.filter(({ at }) => at <= until.getTime());
          expect(play(stories, until).looks).toEqual(whole);
        },
      ),
      { numRuns: 40 },
    );
  });

  it("looks once a local midnight, until the order arrives or its promised day is over", () => {
    const [late] = ordinary;
    const { looks } = play(late ? [late] : []);
    expect(looks.map(({ at }) => new Date(at).toISOString().slice(5, 16))).toEqual(
      Array.from({ length: 10 }, (_, day) => `03-${String(4 + day).padStart(2, "0")}T03:00`),
    );
  });

  it("years between two orders cost nothing", () => {
    const [one] = ordinary;
    const far = one && { ...one, placedAfter: 40 * 365 };
    const { looks } = play(one && far ? [one, far] : []);
    expect(looks.map(({ at }) => new Date(at).getUTCFullYear())).toEqual([
      ...Array.from({ length: 10 }, () => 2031),
      ...Array.from({ length: 10 }, () => 2071),
    ]);
  });

  it.each([
    ["nothing is delivered", { deliveredAfter: null }],
    ["the promised day is the day of the order", { promisedAfter: 0 }],
  ])("what it answers has the same shape where %s", (_, change) => {
    const shapeOf = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(shapeOf);
      if (typeof value === "object" && value !== null)
        return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, shapeOf(one)]));
      return typeof value === "string" ? value : "a figure";
    };
    const { figures } = play(ordinary.map((one) => ({ ...one, ...change })));
    expect(shapeOf(figures)).toEqual(shapeOf(play(ordinary).figures));
    expect(JSON.parse(JSON.stringify(figures))).toEqual(figures);
  });

  it("the plain clock warns of all late orders, and of those that come in the last days", () => {
    const { figures } = play(ordinary);
    expect(figures).toMatchObject({ orders: 30, late: 6 });
    expect(figures.rules.find(({ rule, threshold }) => rule === "clock" && threshold === 48)).toEqual({
      rule: "clock",
      threshold: 48,
      warningsPer1000: 200,
      precision: 1,
      recall: 1,
      medianLeadHours: 48,
      meanLeadHours: 48,
      lateWarned48h: 1,
      lateWarned96h: 0,
    });
  });

  it("has figures for every rule the merchant could choose, and warns once by each", () => {
    const { figures, warnings } = play(ordinary);
    const names = figures.rules.map(({ rule, threshold }) => `${rule} ${String(threshold)}`);
    expect(names).toEqual(
      expect.arrayContaining([
        ...["clock 48", "clock 72", "clock 96", "clock 120"],
        ...[2, 3, 4, 5, 6, 7, 8].map((tenth) => `forecast 0.${String(tenth)}`),
        "policy 0.5",
      ]),
    );
    expect(new Set(warnings).size).toBe(warnings.length);
    expect(figures.ranking.map(({ hoursBefore }) => hoursBefore)).toEqual([48, 96, 168]);
    expect(figures.calibration.bins).toHaveLength(10);
    expect(figures.dates).toContainEqual(expect.objectContaining({ moment: "hand-over", window: "P20-P80" }));
  });

  it("measures orders from a day on, but learns from all", () => {
    const all = play(ordinary);
    const later = play(ordinary, null, "2031-03-20");
    expect(later.figures).toMatchObject({ orders: 13, late: 2 });
    expect(later.looks).toEqual(all.looks);
  });

  it("does not take a region abroad for the one of that name at home", () => {
    const looksAfter = (country: string, destination: string) => {
      const slow = ordinary.map((one) => ({ ...one, deliveredAfter: 12, country, destination }));
      const one = { placedAfter: 32, promisedAfter: 10, handedOverAfter: 1, deliveredAfter: 4.5 };
      const { looks } = play([...slow, { ...one, country: "AR", destination: "RJ" }]);
      return looks.filter(({ line }) => line.includes('"o30"'));
    };
    expect(looksAfter("UY", "RJ")).toEqual(looksAfter("UY", "MO"));
    expect(looksAfter("AR", "RJ")).not.toEqual(looksAfter("AR", "BA"));
  });

  it("an empty history has no figures and no error", () => {
    expect(play([]).figures).toMatchObject({ orders: 0, late: 0, calibration: { ece: null } });
  });
});
