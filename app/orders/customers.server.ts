import type { Transaction } from "~/platform/database.server";
import type { CustomerPicture } from "./customer-picture";

export async function recordCustomer(
  tx: Transaction,
  { shopId, picture, now }: { shopId: string; picture: CustomerPicture; now: Date },
): Promise<void> {
  const { id, tags, ...seen } = picture;
  const known = await findCustomer(tx, shopId, id);
  if (known && (known.deletedAt || known.redactedAt || known.changedAt > picture.changedAt)) return;
  const columns = { ...seen, ...(tags ? { tags } : {}) };
  await tx.customer.upsert({
    where: { shopId_id: { shopId, id } },
    create: { shopId, id, ...columns, recordedAt: now },
    update: columns,
  });
}

/** Marketing consent, by its own time; null where Shopify gives none, then the delivery's time stands in. */
export async function recordConsent(
  tx: Transaction,
  change: {
    shopId: string;
    customerId: string;
    channel: "email" | "sms";
    state: string;
    at: Date;
    now: Date;
  },
): Promise<void> {
  const { shopId, customerId, channel, state, at, now } = change;
  const known = await findCustomer(tx, shopId, customerId);
  const knownAt = channel === "email" ? known?.emailConsentAt : known?.smsConsentAt;
  if (knownAt && knownAt > at) return;
  const columns =
    channel === "email"
      ? { emailConsent: state, emailConsentAt: at }
      : { smsConsent: state, smsConsentAt: at };
  await tx.customer.upsert({
    where: { shopId_id: { shopId, id: customerId } },
    // Consent can be heard of before the customer: a picture of any age may still fill her in.
    create: { shopId, id: customerId, ...columns, changedAt: new Date(0), recordedAt: now },
    update: columns,
  });
}

export async function recordPurchases(
  tx: Transaction,
  purchases: { shopId: string; customerId: string; ordersCount: number; amountSpent: string; now: Date },
): Promise<void> {
  const { shopId, customerId, ordersCount, amountSpent, now } = purchases;
  const known = await findCustomer(tx, shopId, customerId);
  // A summary only grows; an older one that straggles in says less.
  if (known?.ordersCount != null && known.ordersCount > ordersCount) return;
  await tx.customer.upsert({
    where: { shopId_id: { shopId, id: customerId } },
    create: { shopId, id: customerId, ordersCount, amountSpent, changedAt: new Date(0), recordedAt: now },
    update: { ordersCount, amountSpent },
  });
}

export async function recordCustomerDeleted(
  tx: Transaction,
  { shopId, customerId, at }: { shopId: string; customerId: string; at: Date },
): Promise<void> {
  await tx.customer.updateMany({
    where: { shopId, id: customerId, deletedAt: null },
    data: { deletedAt: at, email: null, phone: null, firstName: null, lastName: null },
  });
}

/** Two customers turned out to be one: her orders and messages move to the one that was kept. */
export async function recordCustomersMerged(
  tx: Transaction,
  merge: { shopId: string; keptId: string; goneId: string; at: Date },
): Promise<void> {
  const { shopId, keptId, goneId, at } = merge;
  await tx.order.updateMany({ where: { shopId, customerId: goneId }, data: { customerId: keptId } });
  await tx.touchpoint.updateMany({ where: { shopId, customerId: goneId }, data: { customerId: keptId } });
  await recordCustomerDeleted(tx, { shopId, customerId: goneId, at });
}

export const findCustomer = (tx: Pick<Transaction, "customer">, shopId: string, id: string) =>
  tx.customer.findUnique({ where: { shopId_id: { shopId, id } } });
