import { afterAll, beforeAll, expect, test } from "vitest";

import { minuteMs } from "~/platform/durations";
import { createMetrics } from "~/platform/metrics.server";
import { createQueue, type WorkingQueue } from "~/platform/queue.server";

import { useTestDatabase } from "../harness/database";
import { aShop, aTouchpoint, shopId } from "../harness/records";

// On the real queue's tables: what an operator is woken by must be true on both databases.
const { db, deps } = useTestDatabase();

let queue: WorkingQueue;

beforeAll(async () => {
  queue = createQueue(deps.connection, deps.log);
  await queue.start();
});
afterAll(() => queue.stop());

const figure = (text: string, name: string): number =>
  Number(
    text
      .split("\n")
      .find((line) => line.startsWith(`${name} `))
      ?.slice(name.length + 1),
  );

test("an operator reads how late work is, what nobody could read and which mail server is left alone", async () => {
  const metrics = createMetrics(db);
  const { text: quiet } = await metrics.read();
  expect(figure(quiet, "lastmile_mail_servers_paused")).toBe(0);
  expect(figure(quiet, 'lastmile_work_late_seconds{work="touchpoints"}')).toBe(0);

  await aShop(db);
  await aTouchpoint(db, { nextAttemptAt: new Date(Date.now() - 10 * minuteMs) });
  await db.mailServer.create({ data: { id: "smtp.example:587", cutOffs: 3, pauses: 1 } });
  await db.mailServer.create({ data: { id: "other.example:587", cutOffs: 1 } });
  await queue.send(db, "shop.forget", { shopId });

  const { text } = await metrics.read();
  expect(figure(text, "lastmile_mail_servers_paused")).toBe(1);
  expect(figure(text, 'lastmile_jobs_waiting{name="shop.forget"}')).toBe(1);
  const late = figure(text, 'lastmile_work_late_seconds{work="touchpoints"}');
  expect(late).toBeGreaterThanOrEqual(600);
  expect(late).toBeLessThan(900);
});
