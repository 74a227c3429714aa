import { delayChoices, isDelayChoice, type DelayChoice } from "~/orders/delay-choice";
import type { ShopifyAdmin } from "~/platform/admin-api.server";
import type { Clock } from "~/platform/clock.server";
import type { Database } from "~/platform/database.server";
import { Prisma, type OrderMark } from "~/platform/prisma/client";
import type { Queue } from "~/platform/queue.server";
import { givenRows } from "~/platform/sql.server";
import {
  writeOrderMarks,
  type OrderMark as OrderMarkToWrite,
  type OrderMarkOutcome,
} from "./order-mark.server";

interface Deps {
  db: Database;
  clock: Clock;
  shopify: ShopifyAdmin;
}

/** Queues the marks that changed since they were last written; in one statement, so that no two sweeps queue one. */
export async function sweepPendingMarks({
  db,
  queue,
}: Pick<Deps, "db"> & { queue: Queue }): Promise<{ taken: number }> {
  return db.$transaction(async (tx) => {
    const due = await tx.$queryRaw<Array<{ shopId: string; orderId: string; key: string }>>`
      UPDATE "OrderMark" SET "state" = 'queued'
      WHERE ("shopId", "orderId", "key") IN (
        SELECT "shopId", "orderId", "key" FROM "OrderMark" WHERE "state" = 'pending'
        LIMIT ${sweepLimit} FOR UPDATE SKIP LOCKED)
      RETURNING "shopId", "orderId", "key"`;
    await queue.sendAll(tx, "order.mark", due);
    return { taken: due.length };
  });
}

/** `errored`: throttling or an outage; the job tries again. */
export type WrittenMark =
  | { outcome: "written" | "nothing_to_write" }
  | { outcome: "given_up"; reason: string }
  | { outcome: "errored"; error: unknown };

const sweepLimit = 500;

interface MarkPlace {
  shopId: string;
  orderId: string;
  key: string;
}

/** Writes waiting marks to their orders at Shopify, each shop's together; answers for each, in order. */
export async function writePendingMarks(deps: Deps, places: MarkPlace[]): Promise<WrittenMark[]> {
  const marks = await readQueued(deps, places);
  const byShop = [...Map.groupBy(marks, ({ shopId }) => shopId)];
  const written = (await Promise.all(byShop.map(([shopId, some]) => writeOfShop(deps, shopId, some)))).flat();
  await settle(deps, written);
  const outcomes = new Map(written.map(({ mark, ended }) => [nameOf(mark), ended]));
  return places.map((place) => {
    const ended = outcomes.get(nameOf(place));
    if (!ended) return { outcome: "nothing_to_write" };
    return ended.outcome === "refused" ? { outcome: "given_up", reason: ended.reason } : ended;
  });
}

const nameOf = ({ shopId, orderId, key }: MarkPlace): string => [shopId, orderId, key].join("/");

const columnsOf = (places: MarkPlace[]): Prisma.Sql => Prisma.sql`unnest(
  ${places.map(({ shopId }) => shopId)}::text[], ${places.map(({ orderId }) => orderId)}::text[],
  ${places.map(({ key }) => key)}::text[])`;

const readQueued = ({ db }: Deps, places: MarkPlace[]): Promise<OrderMark[]> => db.$queryRaw<OrderMark[]>`
  SELECT m.* FROM ${columnsOf(places)} AS k ("shopId", "orderId", "key")
  JOIN "OrderMark" m ON m."shopId" = k."shopId" AND m."orderId" = k."orderId" AND m."key" = k."key"
  WHERE m."state" = 'queued'`;

interface Written {
  mark: OrderMark;
  ended: OrderMarkOutcome;
}

async function writeOfShop({ shopify }: Deps, shopId: string, marks: OrderMark[]): Promise<Written[]> {
  const wanted = marks.map(({ orderId, key, value }) => ({ orderId, key, value, ...tagsOf(key, value) }));
  const outcomes = await writeOrderMarks(shopify, shopId, wanted);
  return marks.flatMap((mark, index) => {
    const ended = outcomes[index];
    return ended ? [{ mark, ended }] : [];
  });
}

/** A value that changed while this one was on its way stays pending. */
async function settle({ db, clock }: Deps, written: Written[]): Promise<void> {
  const settled = written.flatMap(({ mark, ended }) => {
    if (ended.outcome === "errored") return [];
    const { shopId, orderId, key, changedAt } = mark;
    const isRefused = ended.outcome === "refused";
    const state = isRefused ? "given_up" : "written";
    const reason = isRefused ? ended.reason : mark.reason;
    const writtenAt = isRefused ? mark.writtenAt : clock.now();
    return [{ shopId, orderId, key, changedAt, state, reason, writtenAt }];
  });
  if (settled.length === 0) return;
  await db.$executeRaw`
    UPDATE "OrderMark" AS m SET "state" = g."state", "reason" = g."reason", "writtenAt" = g."writtenAt"
    FROM ${givenRows("OrderMark", settled)} AS g
    WHERE m."shopId" = g."shopId" AND m."orderId" = g."orderId" AND m."key" = g."key"
      AND m."state" = 'queued' AND m."changedAt" = g."changedAt"`;
}

/**
 * Staff filter orders by tag: what a shopper chose is one, and that a packer adds something, plain enough to read in a
 * list. Who changes her mind leaves no tag of her first choice.
 */
function tagsOf(key: string, value: unknown): Pick<OrderMarkToWrite, "tags" | "withoutTags"> {
  if (key === "surprise") return { tags: ["little extra"] };
  if (key !== "choice" || typeof value !== "object" || value === null || !("choice" in value)) return {};
  const { choice } = value;
  if (!isDelayChoice(choice)) return {};
  return { tags: [tagOf(choice)], withoutTags: delayChoices.filter((one) => one !== choice).map(tagOf) };
}

const tagOf = (choice: DelayChoice): string => `delay: ${choice.replaceAll("_", " ")}`;
