import { Prisma } from "~/platform/prisma/client";

/** That an order "o" was paid for and came to something. */
export const countsAsBought = Prisma.sql`(o."paidAt" IS NOT NULL AND o."cancelledAt" IS NULL
  AND o."fullyRefundedAt" IS NULL AND o."deletedAt" IS NULL AND NOT o."test")`;
