import { Prisma } from "~/platform/prisma/client";

/** That an order "x" counts as a purchase: no test, not brought by an import, neither cancelled nor deleted. */
export const isPurchase = Prisma.sql`(NOT x."test" AND NOT x."imported" AND x."cancelledAt" IS NULL AND x."deletedAt" IS NULL)`;
