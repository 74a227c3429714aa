// Carries webhooks to the app as Shopify does: signed, at least once, retried, in no promised order; and worse on demand.

import { createHash, createHmac } from "node:crypto";
import { createDueQueue } from "./due-queue";
import { hourMs } from "./durations";
import type { Emission } from "./world/emission";

export interface DeliveryEntry {
  topic: string;
  webhookId: string;
  eventId: string;
  orderId: string | null;
  /** ISO instant of the calendar at which it was posted. */
  at: string;
  triggeredAt: string;
  /** The final answer's status; null when nobody ever answered. */
  answered: number | null;
  attempts: number;
  /** 1 for the first copy, 2 and 3 for the doubles. */
  copy: number;
}

export type DeliveryMode =
  | { kind: "immediate" }
  /** Every delivery one to maxCopies (3) times, each copy up to withinHours (48) late. */
  | { kind: "chaos"; seed: number; maxCopies?: number; withinHours?: number }
  /** A share (0..1) of the deliveries never leaves. */
  | { kind: "lossy"; seed: number; share: number };

export interface Deliveries {
  readonly log: DeliveryEntry[];
  readonly mode: DeliveryMode;
  setMode(mode: DeliveryMode): void;
  enqueue(emission: Emission): void;
  /** Posts everything due at calendar.now() and waits for all final answers; the number posted. */
  deliverDue(): Promise<number>;
  /** When the next waiting copy falls due. */
  nextDueAt(): Date | null;
  /** How many were never sent (lossy). */
  readonly lost: number;
  /** What still waits, for saving. */
  waiting(): WaitingDelivery[];
  onDelivered(listener: (entry: DeliveryEntry) => void): () => void;
  /** What got no answer yet waits again, to be saved with the rest. */
  close(): Promise<void>;
}

export interface WaitingDelivery {
  dueAt: number;
  sequence: number;
  copy: number;
  emission: Emission;
}

export interface DeliveryOptions {
  now: () => Date;
  apiSecret: string;
  shopDomain: string;
  /** Null while no app listens: deliveries wait. */
  target: () => string | null;
  /** Whether the app subscribed to the topic, and the body it asked for. */
  subscribed?: (emission: Emission) => string | null;
  mode?: DeliveryMode;
  waiting?: WaitingDelivery[];
  log?: DeliveryEntry[];
  /** Posts by itself as soon as something is due (the interactive demo). */
  automatic?: boolean;
  /** Waits between attempts, in real milliseconds. */
  retryDelaysMs?: number[];
}

export const API_VERSION = "2026-07";
/** Shopify retries 8 times in 4 hours; here the hours are seconds. */
const RETRY_DELAYS_MS = [50, 100, 250, 500, 1_000, 2_000, 4_000, 6_000];
/** Shopify gives an app 5 seconds. */
const ANSWER_TIMEOUT_MS = 5_000;
const PARALLEL = 12;

export function createDeliveries(options: DeliveryOptions): Deliveries {
  const queue = createDueQueue<WaitingDelivery>(options.waiting);
  const log = options.log ?? [];
  const listeners = new Set<(entry: DeliveryEntry) => void>();
  const inFlight = new Set<Promise<void>>();
  const closing = new AbortController();
  let mode = options.mode ?? { kind: "immediate" };
  let sequence = Math.max(0, ...queue.all().map((waiting) => waiting.sequence));
  let lost = 0;
  let scheduled = false;

  const post = async (waiting: WaitingDelivery) => {
    const entry = await attempt(waiting, { options, signal: closing.signal });
    if (entry === null) {
      queue.add(waiting);
      return;
    }
    log.push(entry);
    for (const listener of listeners) listener(entry);
  };

  const deliverDue = async () => {
    if (options.target() === null) return 0;
    const due = queue.takeDue(options.now().getTime());
    const count = due.length;
    const lanes = Array.from({ length: Math.min(PARALLEL, due.length) }, async () => {
      for (let next = due.shift(); next; next = due.shift()) {
        if (closing.signal.aborted) queue.add(next);
        else await post(next);
      }
    });
    const mine = Promise.all(lanes).then(() => undefined);
    inFlight.add(mine);
    void mine.finally(() => inFlight.delete(mine));
    await Promise.all(inFlight);
    return count;
  };

  const deliverSoon = () => {
    if (!options.automatic || scheduled) return;
    scheduled = true;
    setImmediate(() => {
      scheduled = false;
      void deliverDue();
    });
  };

  return {
    log,
    get mode() {
      return mode;
    },
    setMode(next) {
      mode = next;
    },
    enqueue(emission) {
      const body = options.subscribed ? options.subscribed(emission) : emission.body;
      if (body === null) return;
      const copies = copiesOf(mode, emission);
      if (copies.length === 0) lost += 1;
      copies.forEach((delayMs, index) => {
        sequence += 1;
        queue.add({
          dueAt: Date.parse(emission.triggeredAt) + delayMs,
          sequence,
          copy: index + 1,
          emission: { ...emission, body },
        });
      });
      deliverSoon();
    },
    deliverDue,
    nextDueAt() {
      const next = queue.peek();
      return next ? new Date(next.dueAt) : null;
    },
    get lost() {
      return lost;
    },
    waiting: () => queue.all(),
    onDelivered(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      closing.abort();
      await Promise.all(inFlight);
    },
  };
}

/** The delays of all copies, in milliseconds of the calendar. Drawn from the webhook's id, so the order of asking does not matter. */
export function copiesOf(mode: DeliveryMode, emission: Pick<Emission, "webhookId">): number[] {
  if (mode.kind === "immediate") return [0];
  const draw = (what: string) => drawOf(`${mode.seed}:${emission.webhookId}:${what}`);
  if (mode.kind === "lossy") return draw("lost") < mode.share ? [] : [0];
  const count = 1 + Math.floor(draw("copies") * (mode.maxCopies ?? 3));
  const spanMs = (mode.withinHours ?? 48) * hourMs;
  return Array.from({ length: count }, (_, index) => Math.floor(draw(`delay${index}`) * spanMs));
}

function drawOf(text: string): number {
  return createHash("sha256").update(text).digest().readUInt32BE(0) / 2 ** 32;
}

export function sign(body: string, secret: string): string {
  return createHmac("sha256", secret).update(body, "utf8").digest("base64");
}

export function webhookHeaders(
  emission: Emission,
  { apiSecret, shopDomain }: { apiSecret: string; shopDomain: string },
): Record<string, string> {
  return {
    "Content-Type": "application/json",
    "User-Agent": "Shopify-Captain-Hook",
    "X-Shopify-Topic": emission.topic,
    "X-Shopify-Hmac-Sha256": sign(emission.body, apiSecret),
    "X-Shopify-Shop-Domain": shopDomain,
    "X-Shopify-API-Version": API_VERSION,
    "X-Shopify-Webhook-Id": emission.webhookId,
    "X-Shopify-Event-Id": emission.eventId,
    "X-Shopify-Triggered-At": emission.triggeredAt,
  };
}

/** Null when the sandbox closed before anybody answered. */
async function attempt(
  waiting: WaitingDelivery,
  { options, signal }: { options: DeliveryOptions; signal: AbortSignal },
): Promise<DeliveryEntry | null> {
  const { emission } = waiting;
  const delays = options.retryDelaysMs ?? RETRY_DELAYS_MS;
  const at = options.now().toISOString();
  let answered: number | null = null;
  let attempts = 0;
  while (attempts <= delays.length && !signal.aborted) {
    attempts += 1;
    answered = await postOnce(emission, options);
    // Shopify retries every answer but 2xx; a 4xx would be the same again here, and a test should see it at once.
    if (answered !== null && answered < 500 && answered !== 429) break;
    const delay = delays[attempts - 1];
    if (delay !== undefined) await pause(delay, signal);
  }
  if (signal.aborted && answered === null) return null;
  return {
    topic: emission.topic,
    webhookId: emission.webhookId,
    eventId: emission.eventId,
    orderId: emission.orderId,
    at,
    triggeredAt: emission.triggeredAt,
    answered,
    attempts,
    copy: waiting.copy,
  };
}

async function postOnce(emission: Emission, options: DeliveryOptions): Promise<number | null> {
  const target = options.target();
  if (target === null) return null;
  try {
    const response = await fetch(`${target}/webhooks`, {
      method: "POST",
      headers: webhookHeaders(emission, options),
      body: emission.body,
      redirect: "manual",
      signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
    });
    await response.arrayBuffer();
    return response.status;
  } catch {
    // Refused, reset or too slow: nobody answered, which the log says as null.
    return null;
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done);
  });
}
