import { beforeAll, describe, expect, test } from "vitest";

import { ensureBuild } from "../../scripts/ensure-build";
import { runFaults, type FaultsOptions } from "./faults";
import { sendToFullDisk } from "./full-disk";
import { createSmallDisk } from "./small-disk";

// Small forms of `npm run faults`: real processes, real kills.
const story: FaultsOptions = { kills: 2, orders: 8, seed: 3, database: "embedded", kinds: [] };
const run = (options: Partial<FaultsOptions>) => runFaults({ ...story, ...options }, () => undefined);

beforeAll(() => {
  ensureBuild();
}, 180_000);

describe("a shop whose app is cut off in mid-work loses no order and writes nobody twice", () => {
  test("where one process with its own database is killed", async () => {
    const report = await run({ kinds: ["kills"] });
    expect(report).toMatchObject({ kills: 2, orders: 8, lost: 0, doubled: 0, failed: 0 });
    expect(report.emailsAccepted).toBeGreaterThan(8);
  });

  test("where web process and worker are killed and Postgres is restarted", async () => {
    const report = await run({ kinds: ["kills", "database"], database: "postgres" });
    expect(report).toMatchObject({ kills: 2, orders: 8, lost: 0, doubled: 0, failed: 0 });
  });
});

describe("a shop whose neighbours fail loses no order and writes nobody twice", () => {
  test("where the mail server is away, busy, slow, hangs up in mid-mail and refuses for good", async () => {
    expect(await run({ kinds: ["mail"] })).toMatchObject({ lost: 0, doubled: 0 });
  });

  test("where Shopify is down, refuses the token, is slow and has no patience", async () => {
    expect(await run({ kinds: ["shopify"] })).toMatchObject({ lost: 0, doubled: 0, failed: 0 });
  });
});

describe("a shop on one machine loses no order and writes nobody twice", () => {
  test("where its disk is full for a while", async (context) => {
    const report = await run({ kinds: ["disk"] });
    if (report.notPlayed.length > 0) context.skip("this machine lets nobody mount a disk to fill");
    expect(report).toMatchObject({ lost: 0, doubled: 0, failed: 0 });
  });

  test("because what a full disk cannot hold is not answered as if it did", async (context) => {
    const disk = createSmallDisk();
    if (!disk) return context.skip("this machine lets nobody mount a disk to fill");
    try {
      const { taken, stored, refusedWith, afterwards } = await sendToFullDisk(disk);
      expect(refusedWith).toEqual([500, 500, 500]);
      expect(afterwards).toBe(200);
      expect(stored).toBe(taken);
    } finally {
      disk.remove();
    }
  });

  test.each(["embedded", "postgres"] as const)(
    "where its clock leaps ahead and back while summer time begins (%s)",
    async (database) => {
      expect(await run({ kinds: ["clock"], database })).toMatchObject({ lost: 0, doubled: 0, failed: 0 });
    },
  );
});
