import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { expect, test } from "vitest";

test("a test cannot reach the outside world, not even by mistake", async () => {
  const reach = fetch("http://192.0.2.1/").catch((error: unknown) => error);
  expect(String((await reach) instanceof Error && ((await reach) as Error).cause)).toContain(
    "only loopback is allowed",
  );
});

test("a server on the own machine is reached", async () => {
  const server = createServer((_request, response) => response.end("here")).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  const answer = await fetch(`http://127.0.0.1:${port}/`);
  expect(await answer.text()).toBe("here");
  await new Promise((resolve) => server.close(resolve));
});
