import { beforeEach, describe, expect, it } from "vitest";
import { decisionWords } from "../insights/decision-words";
import { useTestDatabase } from "../../tests/harness/database";
import { dispatchDeps, dispatchTouchpoint } from "../../tests/harness/dispatch-deps";
import { anOrder, aShop, aTouchpoint, shopId } from "../../tests/harness/records";
import type { DispatchDeps } from "./claimed-touchpoint.server";
import { sweepDueTouchpoints } from "./sweep-due-touchpoints.server";

const { db, deps } = useTestDatabase();

const dispatch = (touchpointId: string, change: Partial<DispatchDeps> = {}) =>
  dispatchTouchpoint({ ...dispatchDeps(deps), ...change }, { shopId, touchpointId });

const read = (id: string) => db.touchpoint.findUniqueOrThrow({ where: { id } });

describe("a note the mail server does not take as it should", () => {
  let id = "";
  beforeEach(async () => {
    await aShop(db);
    await anOrder(db);
    ({ id } = await aTouchpoint(db, { kind: "thank_you_note", class: "service", dueAt: deps.clock.now() }));
  });

  it("waits while the mail server is away, and then goes out under the same Message-ID", async () => {
    deps.mailer.answerNext({ outcome: "refused", permanent: false, reason: "421 try later" });
    expect(await dispatch(id)).toEqual({ outcome: "postponed" });
    expect(await read(id)).toMatchObject({ state: "planned", reason: "channel_down", attempts: 1 });
    deps.clock.advance({ minutes: 2 });
    expect(await dispatch(id)).toEqual({ outcome: "dispatched" });
    expect(deps.mailer.sent).toHaveLength(1);
  });

  const cutOff = { outcome: "refused", permanent: false, reason: "closed", cutOff: true } as const;

  it("that was taken and not confirmed may have arrived: it is tried again hours later, marked unconfirmed", async () => {
    deps.mailer.answerNext(cutOff);
    expect(await dispatch(id)).toEqual({ outcome: "postponed" });
    expect(await read(id)).toMatchObject({ state: "planned", reason: "cut_off", unconfirmed: true });
    deps.clock.advance({ minutes: 119 });
    expect(await sweepDueTouchpoints(deps)).toEqual({ taken: 0 });
    deps.clock.advance({ minutes: 1 });
    expect(await sweepDueTouchpoints(deps)).toEqual({ taken: 1 });
    expect(await dispatch(id)).toEqual({ outcome: "dispatched" });
  });

  it("that was not confirmed three times is left at that, and it is said what is known of it", async () => {
    deps.mailer.answerNext(cutOff, cutOff, cutOff);
    for (const hours of [2, 24, 0]) {
      await dispatch(id);
      deps.clock.advance({ hours });
    }
    expect(await read(id)).toMatchObject({ state: "failed", reason: "not_confirmed", unconfirmed: true });
    deps.clock.advance({ hours: 240 });
    expect(await sweepDueTouchpoints(deps)).toEqual({ taken: 0 });
    const last = await db.decision.findFirstOrThrow({ where: { rule: "not_confirmed" } });
    expect(decisionWords(last, "en")).toBe(
      "Perhaps sent: the mail server took it 3 times and did not confirm it.",
    );
    expect(await db.touchpointRollup.findMany()).toMatchObject([
      { outcome: "failed", reason: "not_confirmed", count: 1 },
    ]);
    expect(await db.message.count()).toBe(0);
  });

  it("waits out a pause of the mail server's, is asked nothing meanwhile, and the log says why, once", async () => {
    const until = new Date(deps.clock.now().getTime() + 900_000);
    deps.mailer.answerNext({ outcome: "held", until });
    expect(await dispatch(id)).toEqual({ outcome: "postponed" });
    expect(await read(id)).toMatchObject({ state: "planned", attempts: 0, nextAttemptAt: until });

    deps.mailer.pausedUntil = new Date(until.getTime() + 900_000);
    const asked: unknown[] = [];
    const confirmOrders: DispatchDeps["confirmOrders"] = (orders) => {
      asked.push(...orders);
      return Promise.resolve(orders.map(() => ({ outcome: "confirmed" })));
    };
    expect(await dispatch(id, { confirmOrders })).toEqual({ outcome: "postponed" });
    expect(asked).toEqual([]);
    expect(await read(id)).toMatchObject({ state: "planned", nextAttemptAt: deps.mailer.pausedUntil });

    deps.mailer.pausedUntil = null;
    expect(await dispatch(id)).toEqual({ outcome: "dispatched" });
    const log = await db.decision.findMany({ orderBy: { rule: "asc" } });
    expect(log.map(({ rule }) => rule)).toEqual(["due", "mail_paused"]);
  });

  it("that the mail server will never take has failed, and says so", async () => {
    deps.mailer.answerNext({ outcome: "refused", permanent: true, reason: "550 no such user" });
    expect(await dispatch(id)).toEqual({ outcome: "failed" });
    expect(await read(id)).toMatchObject({ state: "failed", reason: "provider_refused" });
    expect(await db.decision.findMany()).toMatchObject([{ outcome: "failed", rule: "provider_refused" }]);
  });
});
