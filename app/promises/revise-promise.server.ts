import { Prisma } from "~/platform/prisma/client";
import { givenRows } from "~/platform/sql.server";
import type { DeliveryPromise } from "./delivery-promise";
import { promiseRow } from "./delivery-promises.server";

/**
 * Puts a new date range beside the ones each of these orders already has. Nothing is written where the newest revision
 * says the same. Sequence 0 is kept free for the original, even where the order never had one. A statement, to be
 * written together with what it follows from, null for none; who runs it holds the orders' locks.
 */
export function revisionsInsert(
  revisions: Array<{ shopId: string; orderId: string; promise: DeliveryPromise }>,
): Prisma.Sql | null {
  if (revisions.length === 0) return null;
  const rows = revisions.map(({ promise, ...key }) => promiseRow(promise, { ...key, sequence: 0 }));
  return Prisma.sql`
    INSERT INTO "DeliveryPromise"
      ("shopId", "orderId", "sequence", "earliestOn", "latestOn", "source", "timeZone", "location", "mayLeaveAt",
       "shipBy", "madeAt")
    SELECT g."shopId", g."orderId", coalesce(newest."sequence", 0) + 1, g."earliestOn", g."latestOn",
      g."source", g."timeZone", g."location", g."mayLeaveAt", g."shipBy", g."madeAt"
    FROM ${givenRows("DeliveryPromise", rows)} AS g LEFT JOIN LATERAL (
      SELECT p."sequence", p."earliestOn", p."latestOn" FROM "DeliveryPromise" p
      WHERE p."shopId" = g."shopId" AND p."orderId" = g."orderId" ORDER BY p."sequence" DESC LIMIT 1) newest ON TRUE
    WHERE coalesce(newest."sequence", 0) = 0
      OR newest."earliestOn" <> g."earliestOn" OR newest."latestOn" <> g."latestOn"`;
}
