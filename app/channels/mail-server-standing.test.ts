import { describe, expect, test } from "vitest";
import {
  afterCutOff,
  inGoodStanding,
  mayMailLeave,
  pauseMs,
  type MailServerStanding,
} from "./mail-server-standing";

const now = new Date("2026-06-12T09:00:00Z");
const minutesOn = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

describe("a mail server that does not confirm what it took", () => {
  const after = (times: number): MailServerStanding =>
    Array.from({ length: times }).reduce<MailServerStanding>(
      (standing) => afterCutOff(standing, { isTry: false, now }),
      inGoodStanding,
    );

  test("is given two more chances, and is then left alone for a quarter of an hour", () => {
    expect(mayMailLeave(after(2), now)).toBe("freely");
    expect(mayMailLeave(after(3), now)).toBe("not_yet");
    expect(after(3).pausedUntil).toEqual(minutesOn(15));
    expect(mayMailLeave(after(3), minutesOn(14))).toBe("not_yet");
    expect(mayMailLeave(after(3), minutesOn(15))).toBe("to_try");
  });

  test("is not left alone for longer because of mails that were under way when the pause began", () => {
    expect(after(8)).toEqual({ ...after(3), cutOffs: 8 });
  });

  test("is left alone for twice as long when the mail that tries it is not confirmed either", () => {
    expect(afterCutOff(after(3), { isTry: true, now })).toMatchObject({
      pauses: 2,
      pausedUntil: minutesOn(30),
    });
  });

  test("is found to work again within two hours, however long it did not", () => {
    expect([1, 2, 3, 4, 5, 50].map((n) => pauseMs(n) / 60_000)).toEqual([15, 30, 60, 120, 120, 120]);
  });
});
