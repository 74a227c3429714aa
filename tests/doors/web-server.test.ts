import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";

import type { ServerBuild } from "@remix-run/node";
import { afterAll, expect, test } from "vitest";

import { getDeps } from "~/deps.server";
import { runningApp } from "~/running-app.server";

import { createWebServer } from "../../server/web";
import { useTestApp } from "../harness/app";
import { RecordingLog } from "../harness/recording-log";

// What the server itself says, before a page is asked: no build stands behind it.

useTestApp();

// What is counted is the metrics' own matter: they need a queue.
const read = () => Promise.resolve({ contentType: "text/plain", text: "figures" });

const token = "a-token-for-prometheus";
const log = new RecordingLog();

const servers: Server[] = [];
const assets = mkdtempSync(join(tmpdir(), "lastmile-assets-"));

/** Answers the address of a server of its own. */
const begin = async (named: { METRICS_TOKEN?: string } = {}): Promise<string> =>
  (await beginServer(named)).address;

async function beginServer(named: { METRICS_TOKEN?: string } = {}) {
  const { env, metrics, ...rest } = getDeps();
  const app = runningApp({ ...rest, log, env: { ...env, ...named }, metrics: { ...metrics, read } });
  const { server, stopProbes } = createWebServer({
    build: {} as ServerBuild,
    assets,
    app: { ...app, close: () => Promise.resolve() },
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  return { address, stopProbes };
}

afterAll(() => {
  for (const server of servers) {
    server.close();
    server.closeAllConnections();
  }
  rmSync(assets, { recursive: true });
});

test("figures are read with the operator's token alone, and not at all where none was named", async () => {
  const open = await begin({ METRICS_TOKEN: token });
  const asked = (authorization?: string) =>
    fetch(`${open}/metrics`, { headers: authorization === undefined ? {} : { authorization } });
  expect((await asked()).status).toBe(401);
  expect((await asked("Bearer somebody-else's")).status).toBe(401);
  const told = await asked(`Bearer ${token}`);
  expect(told.status).toBe(200);
  expect(await told.text()).toBe("figures");

  const closed = await begin();
  const refused = await fetch(`${closed}/metrics`, { headers: { authorization: "Bearer undefined" } });
  expect(refused.status).toBe(404);
});

test("a form from somebody else's page is refused, over https only, and its address is not logged whole", async () => {
  const server = await begin();
  const refused = await fetch(`${server}/app/settings?id_token=a-secret`, {
    method: "POST",
    headers: { origin: "https://evil.example" },
  });
  expect(refused.status).toBe(403);
  expect(refused.headers.get("Strict-Transport-Security")).toContain("max-age=");
  expect(refused.headers.get("X-Content-Type-Options")).toBe("nosniff");
  expect(log.lines).toContainEqual(
    expect.objectContaining({ fields: expect.objectContaining({ path: "/app/settings", status: 403 }) }),
  );
  expect(JSON.stringify(log.lines)).not.toContain("a-secret");
});

test("a body that does not say how long it is, or says too much, is not read", async () => {
  const server = await begin();
  const endless = new ReadableStream({ pull: (all) => all.enqueue(new Uint8Array(1_000)) });
  const streamed = { method: "POST", body: endless, duplex: "half" } as RequestInit;
  expect((await fetch(`${server}/d/any`, streamed)).status).toBe(411);
  const long = await fetch(`${server}/d/any`, { method: "POST", body: new Uint8Array(1_000_001) });
  expect(long.status).toBe(413);
});

test("a script is handed out as the build compressed it, to a browser that reads that, and as it is to any other", async () => {
  const script = "console.log('a script of ours, long enough to be worth it');\n".repeat(40);
  writeFileSync(join(assets, "page-1a.js"), script);
  writeFileSync(join(assets, "page-1a.js.br"), brotliCompressSync(script));
  const server = await begin();
  for (const [reads, sent] of [
    ["gzip, deflate, br, zstd", "br"],
    ["gzip", "gzip"],
    ["identity", null],
  ] as const) {
    const answer = await fetch(`${server}/assets/page-1a.js`, { headers: { "Accept-Encoding": reads } });
    expect(answer.headers.get("Content-Encoding")).toBe(sent);
    expect(answer.headers.get("Content-Type")).toMatch(/^(text|application)\/javascript/);
    expect(answer.headers.get("Cache-Control")).toContain("immutable");
    expect(answer.headers.get("Vary")).toContain("Accept-Encoding");
    expect(await answer.text()).toBe(script);
  }
});

test("a process told to stop takes no new work from a load balancer, and is still alive", async () => {
  const { address, stopProbes } = await beginServer();
  const status = async (path: string) => (await fetch(`${address}${path}`)).status;
  expect([await status("/healthz"), await status("/readyz")]).toEqual([200, 200]);
  stopProbes();
  expect([await status("/healthz"), await status("/readyz")]).toEqual([200, 503]);
});

test("an address with a zero byte in it is a bad request", async () => {
  const open = await begin();
  expect((await fetch(`${open}/app/orders/%00`)).status).toBe(400);
  expect((await fetch(`${open}/app/shipments?order=%00`)).status).toBe(400);
});

test("a merchant's pages take forms; of anything else posted to them it is said that it is none", async () => {
  const open = await begin();
  const post = (path: string, type: string) =>
    fetch(`${open}${path}`, { method: "POST", body: "x", headers: { "Content-Type": type } });
  expect((await post("/app/goodwill", "text/csv")).status).toBe(415);
  expect((await post("/app/goodwill.data", "application/json")).status).toBe(415);
});
