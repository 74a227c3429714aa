import { Prisma } from "~/platform/prisma/client";

/**
 * What had become of an order by an instant (surveys/happenings), in SQL, of its outcome "o": what became of its
 * promise, and whether something had been made good by then. Null while it has not arrived.
 */
export function happenedBy(instant: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`CASE
    WHEN o."lateness" IS NULL THEN NULL
    WHEN EXISTS (SELECT 1 FROM "Goodwill" g WHERE g."shopId" = o."shopId" AND g."orderId" = o."orderId"
      AND g."state" = 'given' AND g."settledAt" <= ${instant}) THEN 'made_good'
    WHEN o."lateness" <= 0 THEN 'on_time'
    WHEN o."noticedAt" IS NOT NULL THEN 'late_warned'
    ELSE 'late_silent' END`;
}
