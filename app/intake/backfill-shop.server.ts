import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { AdminApiError } from "~/platform/admin-api.server";
import { readBulkFile } from "~/platform/bulk-file.server";
import { dayMs } from "~/platform/durations";
import type { TaskProblem, TaskProgress } from "~/platform/long-task";
import type { LongTask } from "~/platform/prisma/client";
import { getShop } from "~/settings/shops.server";
import { pastOrdersDocument, readBulkOrders } from "./bulk-orders";
import { followPastOrder, type RefreshDeps } from "./refresh-order.server";

export const startBulkMutation = `#graphql
  mutation StartBulkQuery($query: String!) {
    bulkOperationRunQuery(query: $query, groupObjects: true) {
      bulkOperation { id }
      userErrors { code message }
    }
  }`;

export const cancelBulkMutation = `#graphql
  mutation CancelBulkQuery($id: ID!) {
    bulkOperationCancel(id: $id) {
      bulkOperation { id status }
      userErrors { message }
    }
  }`;

export const bulkStateDocument = `#graphql
  query BulkState($id: ID!) {
    bulkOperation(id: $id) { status url objectCount }
  }`;

const startAnswer = z.object({
  bulkOperationRunQuery: z.object({
    bulkOperation: z.object({ id: z.string() }).nullable(),
    userErrors: z.array(z.object({ code: z.string().nullable(), message: z.string() })),
  }),
});

const stateAnswer = z.object({
  bulkOperation: z
    .object({ status: z.string(), url: z.string().nullable(), objectCount: z.coerce.number() })
    .nullable(),
});

const cancelAnswer = z.object({
  bulkOperationCancel: z.object({ userErrors: z.array(z.object({ message: z.string() })) }).nullable(),
});

const placeSchema = z.object({
  operationId: z.string().optional(),
  url: z.string().optional(),
  total: z.number().optional(),
  read: z.object({ line: z.number(), byte: z.number() }).default({ line: 0, byte: 0 }),
});
type Place = z.output<typeof placeSchema>;

/** Older orders Shopify tells only whom it has approved for them. */
const backfillDays = 60;

const askAgainMs = 2_000;
const ordersAtOnce = 50;

const stillWorking: ReadonlySet<string> = new Set(["CREATED", "RUNNING"]);

/**
 * Reads the orders of the last 60 days as one file Shopify makes: roads learn from parcels that came, and orders are
 * known when their next webhook arrives. Nobody is written to because of them: what is new to us is marked as imported.
 * It goes on from the last order taken up; one taken up twice changes nothing.
 */
export async function* runBackfill(
  deps: RefreshDeps,
  task: LongTask,
): AsyncGenerator<TaskProgress, string | undefined> {
  const { shopId } = task;
  let place = placeSchema.parse(task.place);
  try {
    while (place.url === undefined) {
      const { operationId } = place;
      if (operationId === undefined) {
        const started = await start(deps, shopId);
        if (started.outcome === "refused") return "shopify_refused";
        if (started.outcome === "started") place = { ...place, operationId: started.id };
        yield { done: 0, place };
        // Earlier ones of ours: Shopify works on a few at a time.
        if (started.outcome === "busy") await delay(askAgainMs);
        continue;
      }
      const state = await look(deps, shopId, operationId);
      if (state.outcome === "failed") return "shopify_refused";
      if (state.outcome === "empty") return undefined;
      if (state.outcome === "ready") place = { ...place, url: state.url, total: state.total };
      yield { done: 0, place };
      if (state.outcome === "working") await delay(askAgainMs);
    }
  } catch (error) {
    if (isRefusal(error)) return "shopify_refused";
    throw error;
  }
  yield* takeUp(deps, { shopId, url: place.url, place });
  return undefined;
}

/** Called off: Shopify stops making the file nobody will fetch, where it still does. */
export async function callOffBackfill(
  { shopify }: Pick<RefreshDeps, "shopify">,
  task: LongTask,
): Promise<void> {
  const { operationId, url } = placeSchema.parse(task.place);
  if (operationId === undefined || url !== undefined) return;
  try {
    // What has ended meanwhile cannot be called off, and need not be: Shopify says so in its userErrors.
    await shopify.request(task.shopId, cancelBulkMutation, { id: operationId }, cancelAnswer);
  } catch (error) {
    if (!isRefusal(error)) throw error;
  }
}

/** Shopify will not, now or later: the app was removed, or its token is gone. */
const isRefusal = (error: unknown): boolean =>
  error instanceof AdminApiError && (error.kind === "unauthorized" || error.kind === "refused");

async function start({ shopify, clock }: RefreshDeps, shopId: string) {
  const since = new Date(clock.now().getTime() - backfillDays * dayMs);
  const query = pastOrdersDocument.replace("SINCE", since.toISOString()).replace("#graphql", "");
  const answer = await shopify.request(shopId, startBulkMutation, { query }, startAnswer);
  const { bulkOperation, userErrors } = answer.bulkOperationRunQuery;
  if (bulkOperation) return { outcome: "started", id: bulkOperation.id } as const;
  const isBusy = userErrors.some(({ code }) => code === "OPERATION_IN_PROGRESS" || code === "LIMIT_REACHED");
  return { outcome: isBusy ? "busy" : "refused" } as const;
}

async function look({ shopify }: RefreshDeps, shopId: string, id: string) {
  const { bulkOperation } = await shopify.request(shopId, bulkStateDocument, { id }, stateAnswer);
  if (bulkOperation && stillWorking.has(bulkOperation.status)) return { outcome: "working" } as const;
  if (bulkOperation?.status !== "COMPLETED") return { outcome: "failed" } as const;
  const { url, objectCount } = bulkOperation;
  // No file is made of nothing.
  return url === null
    ? ({ outcome: "empty" } as const)
    : ({ outcome: "ready", url, total: objectCount } as const);
}

async function* takeUp(
  deps: RefreshDeps,
  { shopId, url, place }: { shopId: string; url: string; place: Place },
): AsyncGenerator<TaskProgress, void> {
  const shop = await getShop(deps.db, shopId);
  const { total = 0 } = place;
  let { read } = place;
  let problems: TaskProblem[] = [];
  let waiting = 0;
  const progress = (): TaskProgress => {
    const told = { done: Math.min(read.line, total), total, place: { ...place, read }, problems };
    problems = [];
    waiting = 0;
    return told;
  };
  for await (const { end, order, bad } of readBulkOrders(readBulkFile(url, read.byte), read)) {
    if (order) await followPastOrder(deps, { shop, picture: order });
    else problems.push({ ...bad, problem: "unreadable" });
    read = end;
    waiting += 1;
    if (waiting >= ordersAtOnce) yield progress();
  }
  yield progress();
}
