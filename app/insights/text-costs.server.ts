import type { Database } from "~/platform/database.server";
import { Prisma } from "~/platform/prisma/client";
import type { Period } from "./insights-period";
import { fallsOn } from "./period-condition.server";

/** What the text messages of some days came to, in one currency. */
export interface TextCosts {
  /** ISO 4217; null: the provider has not said a price yet. */
  currency: string | null;
  messages: number;
  /** What is paid for: a long text is several. */
  segments: number;
  notDelivered: number;
  /** "12.3400"; the provider's prices are negative, this is not. */
  cost: string;
}

/** What the provider says of a text that nobody has read. */
export const undeliveredStates = ["undelivered", "failed"] as const;

/** By currency, the dearest first; empty where no text was sent. Reads the texts of the period by their index. */
export async function readTextCosts(
  db: Database,
  { shopId, timeZone, ...period }: Period & { shopId: string; timeZone: string },
): Promise<TextCosts[]> {
  return db.$queryRaw<TextCosts[]>`
    SELECT "priceUnit" AS "currency", count(*)::int AS "messages", sum("segments")::int AS "segments",
      count(*) FILTER (WHERE "state" IN (${Prisma.join([...undeliveredStates])}))::int AS "notDelivered",
      round(coalesce(sum(abs("price")), 0), 4)::text AS "cost"
    FROM "TextMessage"
    WHERE "shopId" = ${shopId} AND ${fallsOn(Prisma.sql`"sentAt"`, period, timeZone)}
    GROUP BY "priceUnit" ORDER BY coalesce(sum(abs("price")), 0) DESC, "priceUnit"`;
}
