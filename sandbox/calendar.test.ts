import { expect, test } from "vitest";
import { createCalendar } from "./calendar";

const start = new Date("2026-11-02T09:00:00Z");

test("settle waits until the app has reported the new time and answers when the app is next due", async () => {
  const calendar = createCalendar({ startAt: start });
  const heard = calendar.read(calendar.version, 5_000).then((reading) => {
    calendar.reportSettled({
      client: "app",
      version: reading.version,
      nextDueAt: "2026-11-03T08:00:00.000Z",
    });
    return reading.now;
  });
  calendar.set(new Date("2026-11-02T12:00:00Z"));
  expect(await calendar.settle()).toEqual(new Date("2026-11-03T08:00:00Z"));
  expect(await heard).toBe("2026-11-02T12:00:00.000Z");
});

test("told the time only, the app asks for no work until the next settling", async () => {
  const calendar = createCalendar({ startAt: start });
  const answerNext = (after: number) =>
    calendar.read(after, 5_000).then((reading) => {
      calendar.reportSettled({ client: "app", version: reading.version, nextDueAt: null });
      return reading;
    });
  const told = answerNext(calendar.version);
  calendar.set(new Date("2026-11-02T12:00:00Z"));
  await calendar.tell();
  expect(await told).toMatchObject({ now: "2026-11-02T12:00:00.000Z", asksForWork: false });
  const settled = answerNext(calendar.version);
  await calendar.settle();
  expect(await settled).toMatchObject({ asksForWork: true });
});

test("a report about an older time does not settle the new one", async () => {
  const calendar = createCalendar({ startAt: start });
  calendar.reportSettled({ client: "app", version: calendar.version, nextDueAt: null });
  await expect(calendar.settle({ timeoutMs: 30 })).rejects.toThrow("did not settle");
});

test("a process that was killed is waited for, though its neighbour has settled", async () => {
  const calendar = createCalendar({ startAt: start });
  const report = (client: string) =>
    calendar.reportSettled({ client, version: calendar.version, nextDueAt: null });
  report("worker");
  const settled = calendar.settle({ timeoutMs: 5_000 });
  report("web");
  const settledEarly = Promise.race([settled.then(() => true), new Promise((r) => setTimeout(r, 20, false))]);
  expect(await settledEarly).toBe(false);
  report("worker");
  expect(await settled).toBeNull();
});

test("the long poll answers at once when the version is newer, else after its timeout", async () => {
  const calendar = createCalendar({ startAt: start });
  expect((await calendar.read(null, 5_000)).now).toBe(start.toISOString());
  expect((await calendar.read(calendar.version - 1, 5_000)).version).toBe(calendar.version);
  expect((await calendar.read(calendar.version, 10)).version).toBe(calendar.version);
});

test("time never runs backwards", () => {
  const calendar = createCalendar({ startAt: start });
  calendar.set(new Date("2026-11-01T00:00:00Z"));
  expect(calendar.now()).toEqual(start);
});

test("flowing time moves by itself and stops when told to", async () => {
  const calendar = createCalendar({ startAt: start });
  calendar.flow(true);
  await new Promise((resolve) => setTimeout(resolve, 20));
  calendar.flow(false);
  const stopped = calendar.now();
  expect(stopped.getTime()).toBeGreaterThan(start.getTime());
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(calendar.now()).toEqual(stopped);
  calendar.close();
});
