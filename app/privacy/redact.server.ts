import { randomUUID } from "node:crypto";
import type { Transaction } from "~/platform/database.server";
import type { Secrets } from "~/platform/secrets.server";
import { forgetShopper } from "./forget-shopper.server";
import { personalData } from "./personal-data";
import { answerDueAt } from "./privacy-deadlines";
import { findShopper, named, whoSheIs } from "./shopper-rows.server";

interface RedactCustomer {
  shopId: string;
  customerId: string | null;
  email: string | null;
  phone: string | null;
  orderIds: string[];
  at: Date;
}

/** Shopify asks for a shopper to be forgotten: done at once, and that it was done is kept, without her. */
export async function redactCustomer(
  tx: Transaction,
  secrets: Pick<Secrets, "shopperKey">,
  { at, phone, ...request }: RedactCustomer,
): Promise<void> {
  const { shopId, customerId, email } = request;
  const shopper = await findShopper(tx, whoSheIs(secrets, request));
  const given = [email, phone].filter((address) => address !== null);
  // What she had asked for before can no longer be answered.
  await tx.privacyRequest.updateMany({
    where: {
      shopId,
      outcome: null,
      OR: [{ customerId: { in: shopper.ties.customer } }, { shopperKey: { in: shopper.ties.shopper } }],
    },
    data: { outcome: "forgotten", settledAt: at },
  });
  await forgetShopper(tx, { ...shopper, addresses: [...shopper.addresses, ...given] }, at);
  if (customerId) {
    // Kept empty even where we never heard of her: a webhook still on its way must not bring her back.
    await tx.customer.upsert({
      where: { shopId_id: { shopId, id: customerId } },
      create: { shopId, id: customerId, redactedAt: at, changedAt: at, recordedAt: at },
      update: { redactedAt: at },
    });
  }
  await tx.privacyRequest.create({
    data: {
      shopId,
      id: randomUUID(),
      kind: "redact_customer",
      receivedAt: at,
      dueAt: answerDueAt(at),
      outcome: "forgotten",
      settledAt: at,
    },
  });
}

/** Forty-eight hours after an uninstallation Shopify asks for everything of the shop to go: no row is left. */
export async function redactShop(tx: Transaction, shopId: string): Promise<void> {
  for (const [table, { shop }] of Object.entries(personalData)) {
    if (shop) await tx.$executeRaw`DELETE FROM ${named(table)} WHERE ${named(shop)} = ${shopId}`;
  }
}
