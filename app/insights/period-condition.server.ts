import { Prisma } from "~/platform/prisma/client";
import type { Period } from "./insights-period";

/** That an instant, kept in UTC without a zone, falls on one of these days where the shop is. */
export function fallsOn(column: Prisma.Sql, { fromOn, untilOn }: Period, timeZone: string): Prisma.Sql {
  return Prisma.sql`(${column} >= (${fromOn}::date::timestamp AT TIME ZONE ${timeZone}) AT TIME ZONE 'UTC'
    AND ${column} < ((${untilOn}::date + 1)::timestamp AT TIME ZONE ${timeZone}) AT TIME ZONE 'UTC')`;
}
