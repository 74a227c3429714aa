import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { RecordingLog } from "../../tests/harness/recording-log";
import { createLogger, logBursts, loggable, loggablePath } from "./log.server";
import { Prisma } from "./prisma/client";

describe("trouble that comes in bursts", () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
  afterEach(() => vi.useRealTimers());

  const lose = (log: RecordingLog) =>
    logBursts((fields, message) => log.warn(fields, message), "a database connection was lost");

  test("is told at once, and again with how many more there were", () => {
    const log = new RecordingLog();
    const lost = lose(log);
    for (let connection = 0; connection < 40; connection += 1) lost(new Error("the server restarts"));
    expect(log.lines.map(({ fields }) => fields)).toEqual([{ error: "the server restarts" }]);
    vi.runAllTimers();
    expect(log.lines.map(({ fields }) => fields)).toEqual([
      { error: "the server restarts" },
      { error: "the server restarts", more: 39 },
    ]);
    lost(new Error("the server restarts"));
    expect(log.lines).toHaveLength(3);
  });

  test("alone is one line", () => {
    const log = new RecordingLog();
    lose(log)(new Error("the server restarts"));
    vi.runAllTimers();
    expect(log.lines).toHaveLength(1);
  });

  test("that says something else is told, too", () => {
    const log = new RecordingLog();
    const lost = lose(log);
    lost(new Error("the server restarts"));
    lost(new Error("nobody answers"));
    expect(log.lines.map(({ fields }) => fields)).toEqual([
      { error: "the server restarts" },
      { error: "nobody answers" },
    ]);
  });
});

test("an error of the database client is cut before it quotes a row", () => {
  const message = `Invalid call:\n{ email: "ada@example.com" }\nArgument "kind" is missing.`;
  const refused = new Prisma.PrismaClientValidationError(message, { clientVersion: "6" });
  expect(loggable(refused)).toBe('PrismaClientValidationError: Argument "kind" is missing.');
});

test("what is logged by mistake does not leak, alone or within an object", () => {
  let written = "";
  const log = createLogger("info", { write: (line) => (written += line) });
  const hers = {
    email: "ada@example.com",
    phone: "+4917",
    comment: "late again",
    token: "shpat_1",
    body: "{}",
  };
  log.info(hers, "alone");
  log.info({ order: hers }, "within");
  expect(written).toContain("alone");
  expect(written).toContain("within");
  for (const value of Object.values(hers)) expect(written).not.toContain(value);
});

test.each([
  ["/d/WyJhY21lIl0.s1gn", "/d/…"],
  ["/s/k3Jd9", "/s/…"],
  ["/u/WyJhY21lIl0.s1gn/x", "/u/…"],
  ["/app/orders/1043", "/app/orders/1043"],
  ["/proxy/track", "/proxy/track"],
])("of %s the log names %s: a shopper's link opens her page to whoever reads it", (path, logged) => {
  expect(loggablePath(path)).toBe(logged);
});
