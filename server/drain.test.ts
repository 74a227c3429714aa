import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { Agent, request, type IncomingMessage } from "node:http";
import { connect } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import type { Ask, Told } from "../tests/harness/draining-process";

// A process that gives up ends with 1, and only after the test's own patience.

let running: ChildProcess[] = [];
afterEach(() => {
  for (const child of running) child.kill("SIGKILL");
  running = [];
});

/** A process with a server of its own, and what became of it. */
async function startProcess() {
  const child = fork("tests/harness/draining-process.ts", { execArgv: [] });
  running.push(child);
  const exited = once(child, "exit").then(([code]) => code as number | null);
  const told: Told[] = [];
  child.on("message", (one) => told.push(one as Told));
  const hears = async <Heard>(find: (one: Told) => Heard | undefined): Promise<Heard> => {
    for (;;) {
      const heard = told.map(find).find((one) => one !== undefined);
      if (heard !== undefined) return heard;
      await once(child, "message");
    }
  };
  const port = await hears((one) => ("port" in one ? one.port : undefined));
  return {
    port,
    exited,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    began: (work: "webhook" | "close") =>
      hears((one) => ("began" in one && one.began === work ? true : undefined)),
    ask: (ask: Ask) => child.send(ask),
    stop: () => child.kill("SIGTERM"),
    /** Resolves when nobody is let in any more. */
    async isShut() {
      for (;;) {
        const knock = connect(port, "127.0.0.1");
        const isOpen = await once(knock, "connect").then(
          () => true,
          () => false,
        );
        knock.destroy();
        if (!isOpen) return;
      }
    },
    /** Asks on a connection that is kept for the next request. */
    async open(path: string, method = "GET"): Promise<IncomingMessage> {
      const agent = new Agent({ keepAlive: true });
      const asked = request({ agent, host: "127.0.0.1", port, path, method }).end();
      const [answer] = (await once(asked, "response")) as [IncomingMessage];
      return answer;
    },
  };
}

async function bytesOf(answer: IncomingMessage): Promise<number> {
  let bytes = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) bytes += chunk.byteLength;
  return bytes;
}

describe("a process told to stop", () => {
  test("answers the request in hand and takes no other, on a new connection or on the same", async () => {
    const web = await startProcess();
    const answered = web.open("/webhooks", "POST");
    await web.began("webhook");
    web.stop();
    await web.isShut();
    web.ask("end webhook");
    const answer = await answered;
    expect(answer.statusCode).toBe(200);
    expect(answer.headers.connection).toBe("close");
    await web.began("close");
    web.ask("end close");
    expect(await web.exited).toBe(0);
  });

  test("lets an answer that is still leaving arrive whole", async () => {
    const web = await startProcess();
    const answer = await web.open("/metrics");
    web.stop();
    await web.isShut();
    expect(await bytesOf(answer)).toBe(30_000_000);
    await web.began("close");
    web.ask("end close");
    expect(await web.exited).toBe(0);
  });

  test("waits for nobody who has no request in hand, and finishes its work before it ends", async () => {
    const web = await startProcess();
    const { socket } = await web.open("/healthz");
    web.stop();
    if (!socket.destroyed) await once(socket, "close");
    await web.began("close");
    expect(web.isRunning()).toBe(true);
    web.ask("end close");
    expect(await web.exited).toBe(0);
  });
});
