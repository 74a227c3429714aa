import { findCustomer } from "~/orders/customers.server";
import type { Transaction } from "~/platform/database.server";
import type { Touchpoint } from "~/platform/prisma/client";

/** Whom a touchpoint is written to that no order brought: read where an order's own columns are read else. */
export interface Subscriber {
  id: null;
  shopId: string;
  customerId: string | null;
  shopperKey: string | null;
  /** Null once she is forgotten, or gone from the shop. */
  email: string | null;
  phone: null;
  firstName: string | null;
  locale: string | null;
  tags: string[];
  /** Of her last order; null for who has not bought. */
  timeZone: string | null;
  countryCode: null;
  name: null;
  statusPageUrl: null;
  placedAt: null;
  gift: false;
  consent: { state: string | null; at: Date | null };
}

/** What the shop knows of her now. */
export async function loadSubscriber(
  tx: Transaction,
  { shopId, customerId, shopperKey }: Pick<Touchpoint, "shopId" | "customerId" | "shopperKey">,
): Promise<Subscriber> {
  const customer = customerId === null ? null : await findCustomer(tx, shopId, customerId);
  const lastOrder =
    shopperKey === null
      ? null
      : await tx.order.findFirst({
          where: { shopId, shopperKey },
          orderBy: { placedAt: "desc" },
          select: { locale: true, timeZone: true },
        });
  return {
    ...{
      id: null,
      phone: null,
      countryCode: null,
      name: null,
      statusPageUrl: null,
      placedAt: null,
      gift: false,
    },
    ...{ shopId, customerId, shopperKey },
    email: customer?.email ?? null,
    firstName: customer?.firstName ?? null,
    locale: customer?.locale ?? lastOrder?.locale ?? null,
    tags: customer?.tags ?? [],
    timeZone: lastOrder?.timeZone ?? null,
    consent: { state: customer?.emailConsent ?? null, at: customer?.emailConsentAt ?? null },
  };
}
