import { beforeEach, describe, expect, it } from "vitest";
import { dayMs } from "~/platform/durations";
import { useTestDatabase } from "../../tests/harness/database";
import { anOrder, aShop, shopId } from "../../tests/harness/records";
import { insightsFile } from "./insights-file";
import { readInsights } from "./insights.server";
import { judgeHoldOuts } from "./judge-hold-outs.server";

const { db, deps } = useTestDatabase();

// Today is Friday 12 June 2026: ninety days after 5 March ended on 3 June.
const writtenAt = new Date("2026-03-05T10:00:00Z");
const after = (days: number) => new Date(writtenAt.getTime() + days * dayMs);

const read = async () => readInsights(deps, { shopId, search: new URLSearchParams() });

/** A shopper whose message was decided on then, and what she bought since. */
async function tookPart(name: string, heldOut: boolean, { at = writtenAt, bought = [] as Date[] } = {}) {
  await db.holdOutTrial.create({
    data: { ...{ shopId, kind: "win_back", shopperKey: name, touchpointId: `t-${name}` }, heldOut, at },
  });
  for (const [n, placedAt] of bought.entries())
    await anOrder(db, { id: `${name}-${String(n)}`, checkoutToken: null, shopperKey: name, placedAt });
}

beforeEach(() => aShop(db, { settings: { holdOut: { win_back: 50 } } }));

describe("what a message does", () => {
  it("is who bought again of those written to, against those held out", async () => {
    for (let n = 0; n < 40; n += 1) {
      await tookPart(`written-${String(n)}`, false, { bought: n < 20 ? [after(30)] : [] });
      await tookPart(`held-${String(n)}`, true, { bought: n < 4 ? [after(30), after(40)] : [] });
    }
    await judgeHoldOuts(deps, { shopId });
    await judgeHoldOuts(deps, { shopId });
    const insights = await read();
    expect(insights.holdOuts).toMatchObject([
      {
        kind: "win_back",
        written: { part: 20, n: 40 },
        heldOut: { part: 4, n: 40 },
        effect: { points: 40 },
      },
    ]);
    const effect = insights.holdOuts[0]?.effect;
    expect(effect?.low).toBeGreaterThan(0);
    const lines = insightsFile(insights).split("\r\n");
    expect(lines).toEqual(
      expect.arrayContaining([
        "hold_out,win_back,written,50,20,40",
        "hold_out,win_back,heldOut,10,4,40",
        "hold_out,win_back,points,40,,80",
        `hold_out,win_back,low,${String(Math.round((effect?.low ?? 0) * 10) / 10)},,80`,
      ]),
    );
  });

  it("counts orders of the ninety days alone, and waits until they are over", async () => {
    await tookPart("before", false, { bought: [after(-1)] });
    await tookPart("too-late", false, { bought: [after(91)] });
    await tookPart("still-running", false, { at: after(10), bought: [after(12)] });
    await judgeHoldOuts(deps, { shopId });
    expect((await read()).holdOuts).toMatchObject([{ written: { part: 0, n: 2 }, effect: null }]);
  });

  it("is not shown by a shop that measures nothing", async () => {
    await db.shop.updateMany({ data: { settings: {} } });
    expect((await read()).holdOuts).toEqual([]);
  });
});
