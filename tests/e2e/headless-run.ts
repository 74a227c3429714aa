import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";

import { z } from "zod";

const instant = z.iso.datetime().nullable();

const summarySchema = z.object({
  orders: z.number(),
  webhooksSent: z.number(),
  webhooksStored: z.number(),
  emailsAccepted: z.number(),
  thankYouNotes: z.number(),
  delayNotices: z.number(),
  delayUpdates: z.number(),
  feedbackInvitations: z.number(),
  surveyResponses: z.number(),
  suppressed: z.record(z.string(), z.number()),
  failed: z.number(),
  seconds: z.number(),
});

const webhookSchema = z.object({
  topic: z.string(),
  webhookId: z.string(),
  eventId: z.string().nullable(),
  orderId: z.string().nullable(),
  at: z.iso.datetime(),
  answered: z.number().nullable(),
});

const mailSchema = z.object({
  to: z.string(),
  subject: z.string(),
  kind: z.string().nullable(),
  orderId: z.string().nullable(),
  touchpointId: z.string().nullable(),
  messageId: z.string().nullable(),
  at: z.iso.datetime(),
  text: z.string().nullable(),
});

const touchpointSchema = z.object({
  kind: z.string(),
  orderId: z.string().nullable(),
  state: z.string(),
  reason: z.string().nullable(),
  plannedAt: z.iso.datetime(),
  dueAt: z.iso.datetime(),
  dispatchedAt: instant,
});

const orderSchema = z.object({
  orderId: z.string().regex(/^\d+$/),
  email: z.string().nullable(),
  placedAt: z.iso.datetime(),
  paidAt: instant,
  cancelledAt: instant,
  test: z.boolean(),
  gift: z.boolean(),
  consent: z.boolean(),
  promisedLatestOn: z.iso.date().nullable(),
  handedOverAt: instant,
  arrivedAt: instant,
  country: z.string().nullable(),
});

export type Mail = z.infer<typeof mailSchema>;
export type TrueOrder = z.infer<typeof orderSchema>;

export interface HeadlessRun {
  summary: z.infer<typeof summarySchema>;
  webhooks: Array<z.infer<typeof webhookSchema>>;
  mails: Mail[];
  touchpoints: Array<z.infer<typeof touchpointSchema>>;
  /** The truth of the simulation. */
  orders: TrueOrder[];
}

/** Runs the headless demo exactly as a person would and reads everything it leaves behind. */
export async function runHeadless(...options: string[]): Promise<HeadlessRun> {
  const folder = mkdtempSync(join(tmpdir(), "lastmile-headless-"));
  try {
    const args = ["run", "--silent", "demo", "--", "--headless", ...options, "--json", "--out", folder];
    return {
      summary: summarySchema.parse(JSON.parse(await outputOf("npm", args))),
      webhooks: readLines(join(folder, "webhooks.jsonl"), webhookSchema),
      mails: readLines(join(folder, "mails.jsonl"), mailSchema),
      touchpoints: readLines(join(folder, "touchpoints.jsonl"), touchpointSchema),
      orders: readLines(join(folder, "orders.jsonl"), orderSchema),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Long enough for a busy machine; a run that hangs must not hang the tests, nor stay behind. */
const runTimeoutMs = 900_000;

async function outputOf(program: string, args: string[]): Promise<string> {
  // A group of its own: npm does not pass signals on to what it started.
  const child = spawn(program, args, { detached: true, stdio: ["ignore", "pipe", "pipe"] });
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
  }, runTimeoutMs);
  const exited = new Promise<number | null>((resolve, reject) => {
    child.once("exit", resolve);
    child.once("error", reject);
  });
  const [stdout, stderr, exitCode] = await Promise.all([text(child.stdout), text(child.stderr), exited]);
  clearTimeout(timer);
  if (exitCode === 0) return stdout;
  const what = timedOut
    ? `did not end within ${runTimeoutMs / 1000} s`
    : `ended with ${exitCode ?? "a signal"}`;
  throw new Error(`${program} ${args.join(" ")} ${what}:\n${stderr.slice(-2000)}`);
}

function readLines<T>(file: string, schema: z.ZodType<T>): T[] {
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => schema.parse(JSON.parse(line)));
}
