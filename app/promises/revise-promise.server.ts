import { Prisma } from "~/platform/prisma/client";
import type { DeliveryPromise } from "./delivery-promise";
import { promiseRow } from "./delivery-promises.server";

/**
 * Puts a new date range beside the ones the order already has. Nothing is written when the newest revision
 * says the same. Sequence 0 is kept free for the original, even where the order never had one. A statement, to be
 * written together with what it follows from; who runs it holds the order's lock.
 */
export function revisionInsert({
  shopId,
  orderId,
  promise,
}: {
  shopId: string;
  orderId: string;
  promise: DeliveryPromise;
}): Prisma.Sql {
  const row = promiseRow(promise, { shopId, orderId, sequence: 0 });
  return Prisma.sql`
    INSERT INTO "DeliveryPromise"
      ("shopId", "orderId", "sequence", "earliestOn", "latestOn", "source", "timeZone", "shipBy", "madeAt")
    SELECT ${shopId}, ${orderId}, coalesce(newest."sequence", 0) + 1, ${row.earliestOn}::date, ${row.latestOn}::date,
      ${row.source}, ${row.timeZone}, ${row.shipBy}::timestamp, ${row.madeAt}::timestamp
    FROM (SELECT 1) AS here LEFT JOIN LATERAL (
      SELECT "sequence", "earliestOn", "latestOn" FROM "DeliveryPromise"
      WHERE "shopId" = ${shopId} AND "orderId" = ${orderId} ORDER BY "sequence" DESC LIMIT 1) newest ON TRUE
    WHERE coalesce(newest."sequence", 0) = 0
      OR newest."earliestOn" <> ${row.earliestOn}::date OR newest."latestOn" <> ${row.latestOn}::date`;
}
