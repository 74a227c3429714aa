import { randomUUID } from "node:crypto";
import { findCustomer } from "~/orders/customers.server";
import type { Transaction } from "~/platform/database.server";
import { minuteMs } from "~/platform/durations";
import type { Secrets } from "~/platform/secrets.server";
import type { KnownShop } from "~/settings/shops.server";
import { planOnce } from "./plan-once.server";
import { catalogue } from "./touchpoint-kinds";

interface PlanWelcome {
  shop: Pick<KnownShop, "id" | "liveAt" | "settings">;
  customerId: string;
  now: Date;
}

/**
 * Plans a welcome for a customer who agreed to marketing mail since the shop went live. Called after every piece of news
 * about her: her address and her consent come apart, and in any order. Once a customer, whatever became of it.
 */
export async function planWelcome(
  tx: Transaction,
  { shopperKey: keyOf }: Pick<Secrets, "shopperKey">,
  { shop, customerId, now }: PlanWelcome,
): Promise<void> {
  const { id: shopId, liveAt } = shop;
  const { enabled, afterMinutes } = shop.settings.touchpoints.welcome;
  if (!enabled || liveAt === null) return;
  const customer = await findCustomer(tx, shopId, customerId);
  if (!customer?.email || customer.deletedAt || customer.redactedAt) return;
  const { emailConsent, emailConsentAt: since } = customer;
  if (emailConsent !== "subscribed" || since === null || since < liveAt) return;
  const dueAt = new Date(since.getTime() + afterMinutes * minuteMs);
  if (now.getTime() - dueAt.getTime() > catalogue.welcome.tooOldAfterMs) return;
  const shopperKey = keyOf(shopId, customer.email);
  const before = await tx.touchpoint.findFirst({
    where: { shopId, kind: "welcome", OR: [{ subjectId: customerId }, { shopperKey }] },
    select: { id: true },
  });
  if (before) return;
  await planOnce(tx, {
    ...{ id: randomUUID(), shopId, kind: "welcome", class: catalogue.welcome.class },
    ...{ orderId: null, customerId, shopperKey, subjectId: customerId, step: 0, channel: "email" },
    ...{ plannedAt: now, dueAt, nextAttemptAt: dueAt },
  });
}
