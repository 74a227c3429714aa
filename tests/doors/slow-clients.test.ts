import net, { type AddressInfo } from "node:net";

import type { ServerBuild } from "@remix-run/node";
import { afterAll, beforeAll, expect, test } from "vitest";

import { createWebServer } from "../../server/web";
import type { RunningApp } from "../../server/load-app";

// The server's own limits, with its patience shortened: what is behind the doors is not asked.

const app: RunningApp = {
  env: { PORT: 0, HOST: "127.0.0.1", APP_URL: "https://lastmile.test", DRAIN_SECONDS: 0 },
  log: { debug: () => undefined, info: () => undefined, error: () => undefined },
  loggable: String,
  loggablePath: String,
  maxWebhookBytes: 1_000,
  answerWebhook: async ({ readBody }) => ((await readBody()) === null ? 413 : 200),
  countRequest: () => undefined,
  isReady: () => Promise.resolve(true),
  readMetrics: () => Promise.resolve({ outcome: "unset" }),
  close: () => Promise.resolve(),
};
const { server } = createWebServer({
  build: {} as ServerBuild,
  app,
  patience: { requestMs: 600, headersMs: 300 },
});

beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

const head = "POST /webhooks HTTP/1.1\r\nHost: lastmile.test\r\n";

/** Says something and then nothing more; answers all it was told until the server hung up. */
function sayAndWait(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = net.connect((server.address() as AddressInfo).port, "127.0.0.1", () => socket.write(text));
    let heard = "";
    socket
      .on("data", (chunk) => {
        heard += chunk.toString("latin1");
      })
      .once("close", () => resolve(heard))
      .once("error", reject);
  });
}

test.each([
  ["begins a request and never ends its head", head],
  ["says nothing at all", ""],
  ["promises a body and sends a part of it", `${head}Content-Length: 500\r\n\r\n{"id":`],
])("a client that %s is hung up on", async (_what, text) => {
  expect(await sayAndWait(text)).toMatch(/^(HTTP\/1\.1 408 |$)/);
});

test("a hundred of them keep nobody else waiting", async () => {
  const slow = Array.from({ length: 100 }, () => sayAndWait(head));
  const answer = await sayAndWait(`${head}Content-Length: 2\r\nConnection: close\r\n\r\n{}`);
  expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  await Promise.all(slow);
});

test("a head longer than any client's is refused", async () => {
  expect(await sayAndWait(`${head}X-Long: ${"x".repeat(20_000)}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 431 /);
});

test("a body longer than it may be is refused, however it was announced", async () => {
  const long = "x".repeat(2_000);
  const announced = `${head}Content-Length: 2000\r\n\r\n${long}`;
  const streamed = `${head}Transfer-Encoding: chunked\r\n\r\n7d0\r\n${long}\r\n0\r\n\r\n`;
  for (const request of [announced, streamed]) expect(await sayAndWait(request)).toMatch(/^HTTP\/1\.1 413 /);
});
