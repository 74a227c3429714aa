import type { Clock } from "~/platform/clock.server";
import type { Database, Transaction } from "~/platform/database.server";
import type { Logger } from "~/platform/log.server";
import type { Secrets } from "~/platform/secrets.server";
import { findShop } from "~/settings/shops.server";
import { writeExportFile } from "./export-file";
import { personalData } from "./personal-data";
import { answerDueAt } from "./privacy-deadlines";
import { findShopper, readRows, whoSheIs, type Ties } from "./shopper-rows.server";

interface DataRequest {
  shopId: string;
  /** Shopify's own number of the request. */
  requestId: string;
  customerId: string | null;
  email: string | null;
  orderIds: string[];
  at: Date;
}

/** A shopper asked what we know about her: kept with its deadline, until the merchant takes the file. */
export async function recordDataRequest(
  tx: Transaction,
  secrets: Pick<Secrets, "shopperKey">,
  { requestId, at, ...request }: DataRequest,
): Promise<void> {
  const { shopId, customerId, shopperKey, orderIds } = whoSheIs(secrets, request);
  await tx.privacyRequest.createMany({
    data: [
      {
        shopId,
        id: requestId,
        kind: "data_request",
        customerId,
        shopperKey,
        orderIds,
        receivedAt: at,
        dueAt: answerDueAt(at),
      },
    ],
    skipDuplicates: true,
  });
}

export interface ListedRequest {
  id: string;
  kind: "data_request" | "redact_customer";
  /** Shopify's number of the customer, while we know it. */
  customerId: string | null;
  orders: number;
  receivedAt: Date;
  dueAt: Date;
  outcome: "handed_out" | "forgotten" | null;
  settledAt: Date | null;
  isOverdue: boolean;
}

// Requests are rare: a page of them is years of a big shop.
const listLimit = 100;

/** What shoppers asked of their data, the newest first. */
export async function listPrivacyRequests(
  { db, clock }: { db: Database; clock: Clock },
  { shopId }: { shopId: string },
): Promise<ListedRequest[]> {
  const rows = await db.privacyRequest.findMany({
    where: { shopId },
    orderBy: { receivedAt: "desc" },
    take: listLimit,
  });
  return rows.map(({ id, kind, customerId, orderIds, receivedAt, dueAt, outcome, settledAt }) => ({
    id,
    kind: kind as ListedRequest["kind"],
    customerId,
    orders: orderIds.length,
    receivedAt,
    dueAt,
    outcome: outcome as ListedRequest["outcome"],
    settledAt,
    isOverdue: outcome === null && dueAt < clock.now(),
  }));
}

interface HandOut {
  shopId: string;
  requestId: string;
  /** Shopify's id of the member of staff who takes it. */
  userId: string | null;
}

/** Writes the file for her from what we know now, and keeps who took it and when. It may be taken again. */
export async function handOutData(
  { db, clock, log }: { db: Database; clock: Clock; log: Logger },
  { shopId, requestId, userId }: HandOut,
): Promise<{ outcome: "handed_out"; file: string } | { outcome: "unknown" | "forgotten" }> {
  return db.$transaction(async (tx) => {
    const request = await tx.privacyRequest.findUnique({ where: { shopId_id: { shopId, id: requestId } } });
    if (request?.kind !== "data_request") return { outcome: "unknown" };
    if (request.outcome === "forgotten") return { outcome: "forgotten" };
    const shop = await findShop(tx, shopId);
    const { ties } = await findShopper(tx, request);
    const at = clock.now();
    const file = writeExportFile({
      language: shop?.settings.languages.fallback ?? "en",
      timeZone: shop?.timeZone ?? "UTC",
      shopName: shop?.settings.brand.name ?? shop?.name ?? shopId,
      at,
      tables: await readTables(tx, shopId, ties),
    });
    await tx.privacyRequest.updateMany({
      where: { shopId, id: requestId, outcome: null },
      data: { outcome: "handed_out", settledAt: at, settledBy: userId },
    });
    log.info({ shopId, requestId, userId }, "a shopper's data was handed out");
    return { outcome: "handed_out", file };
  });
}

async function readTables(tx: Transaction, shopId: string, ties: Ties) {
  const tables = [];
  for (const [table, { told }] of Object.entries(personalData)) {
    const rows = await readRows(tx, { shopId, table, ties, columns: told });
    if (rows.length > 0) tables.push({ table, columns: told, rows });
  }
  return tables;
}
