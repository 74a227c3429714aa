import { createHmac, randomBytes } from "node:crypto";
import net from "node:net";

export interface Figures {
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  errors: number;
}

export interface Load {
  port: number;
  body: string;
  secret: string;
  connections: number;
  seconds: number;
  /** Deliveries a second over all connections; null: as fast as they are answered. */
  pace: number | null;
}

/**
 * Delivers over kept connections as Shopify does, each its own delivery. Plain sockets, because the load shares the
 * two cores with what it measures: a ready-made client would be most of the measurement.
 */
export async function deliver({ port, body, secret, connections, seconds, pace }: Load): Promise<Figures> {
  const run = randomBytes(6).toString("hex");
  const payload = Buffer.from(body);
  const head = headOf({ port, payload, secret, shopId: "bench.myshopify.com" });

  const startedAt = performance.now();
  const until = startedAt + seconds * 1000;
  const latencies: number[] = [];
  let errors = 0;
  let sequence = 0;

  const one = async (): Promise<void> => {
    let connection = await connect(port);
    while (performance.now() < until) {
      const number = sequence++;
      // Measured from when it should have left: a server that stalls is not spared the ones it held up.
      const dueAt = pace === null ? performance.now() : startedAt + (number * 1000) / pace;
      if (dueAt >= until) break;
      await untilTime(dueAt);
      const from = pace === null ? performance.now() : dueAt;
      const id = `${run}-${number}`;
      const status = await connection.send(withIds(head, id), payload).catch(() => null);
      if (status === 200) latencies.push(performance.now() - from);
      else errors += 1;
      if (status === null) connection = await connect(port);
    }
    connection.close();
  };
  await Promise.all(Array.from({ length: connections }, one));

  const elapsedSeconds = (performance.now() - startedAt) / 1000;
  latencies.sort((one, other) => one - other);
  const at = (share: number) => round(latencies[Math.floor(share * (latencies.length - 1))] ?? 0);
  return {
    perSecond: Math.round(latencies.length / elapsedSeconds),
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    errors,
  };
}

/** A delivery's head but for its ids, which come last. */
export function headOf({
  port,
  payload,
  secret,
  shopId,
}: {
  port: number;
  payload: Buffer;
  secret: string;
  shopId: string;
}): string {
  return [
    "POST /webhooks HTTP/1.1",
    `Host: 127.0.0.1:${port}`,
    "Content-Type: application/json",
    `Content-Length: ${payload.byteLength}`,
    "User-Agent: Shopify-Captain-Hook",
    "X-Shopify-Topic: orders/create",
    `X-Shopify-Shop-Domain: ${shopId}`,
    "X-Shopify-API-Version: 2026-07",
    `X-Shopify-Triggered-At: ${new Date().toISOString()}`,
    `X-Shopify-Hmac-Sha256: ${createHmac("sha256", secret).update(payload).digest("base64")}`,
  ].join("\r\n");
}

export const withIds = (head: string, id: string): string =>
  `${head}\r\nX-Shopify-Webhook-Id: ${id}\r\nX-Shopify-Event-Id: ${id}\r\n\r\n`;

const round = (ms: number): number => Math.round(ms * 10) / 10;

const untilTime = (at: number): Promise<void> => {
  const ms = at - performance.now();
  return ms < 1 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, ms));
};

export interface Connection {
  /** The status of the answer. */
  send(head: string, body: Buffer): Promise<number>;
  close(): void;
}

export async function connect(port: number): Promise<Connection> {
  const socket = net.connect(port, "127.0.0.1").setNoDelay();
  await new Promise((resolve, reject) => socket.once("connect", resolve).once("error", reject));
  let answered: ((status: number) => void) | null = null;
  let failed: ((error: Error) => void) | null = null;
  let received = "";
  socket.on("data", (chunk) => {
    received += chunk.toString("latin1");
    const end = received.indexOf("\r\n\r\n");
    if (end === -1) return;
    const length = Number(/content-length: (\d+)/i.exec(received)?.[1] ?? 0);
    const isChunked = /transfer-encoding: chunked/i.test(received);
    const isWhole = isChunked ? received.endsWith("0\r\n\r\n") : received.length >= end + 4 + length;
    if (!isWhole) return;
    const status = Number(received.slice(9, 12));
    received = "";
    answered?.(status);
  });
  const broken = (error: Error) => failed?.(error);
  socket.on("error", broken).on("close", () => broken(new Error("closed")));
  return {
    send: (head, body) =>
      new Promise((resolve, reject) => {
        [answered, failed] = [resolve, reject];
        socket.write(Buffer.concat([Buffer.from(head), body]));
      }),
    close: () => socket.destroy(),
  };
}
