import { beforeAll, describe, expect, test } from "vitest";

import { ensureBuild } from "../../scripts/ensure-build";
import { runFaults, type FaultsOptions } from "./faults";

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
