import type { Transaction } from "~/platform/database.server";
import { Prisma } from "~/platform/prisma/client";
import { personalData } from "./personal-data";
import { isHers, named, type Shopper } from "./shopper-rows.server";

/**
 * Forgets a shopper: what was done for her orders stays countable, who she is and what she wrote goes. Planned
 * touchpoints find no address and suppress themselves.
 */
export async function forgetShopper(tx: Transaction, shopper: Shopper, at: Date): Promise<void> {
  const { shopId, ties } = shopper;
  await forgetInInbox(tx, shopper, at);
  await forgetInBlocklist(tx, shopper);
  // Her orders last: rows that hang on them are found by what they still say.
  for (const [table, rule] of Object.entries(personalData).reverse()) {
    const hers = isHers({ shopId, table, ties });
    if (hers === null) continue;
    if (rule.forget === "row") await tx.$executeRaw`DELETE FROM ${named(table)} WHERE ${hers}`;
    const columns = Object.entries(rule.personal);
    if (rule.forget !== "columns" || columns.length === 0) continue;
    const emptied = Prisma.raw(columns.map(([column, value]) => `"${column}" = ${value}`).join(", "));
    await tx.$executeRaw`UPDATE ${named(table)} SET ${emptied} WHERE ${hers}`;
  }
  await tx.order.updateMany({ where: { shopId, id: { in: ties.order } }, data: { forgottenAt: at } });
  await tx.customer.updateMany({ where: { shopId, id: { in: ties.customer } }, data: { redactedAt: at } });
}

/**
 * Bodies in the inbox were never taken apart, so they are searched: for her addresses, and for her ids as whole
 * numbers. One that waits to be applied would bring her back: it is settled unread.
 */
async function forgetInInbox(tx: Transaction, { shopId, ties, addresses }: Shopper, at: Date): Promise<void> {
  const ids = [...ties.order, ...ties.customer].filter((id) => /^\d+$/.test(id));
  const signs = [
    ...addresses.map((address) => Prisma.sql`position(lower(${address}) IN lower("body")) > 0`),
    ...ties.checkout.map((token) => Prisma.sql`position(${token} IN "body") > 0`),
    ...(ids.length > 0 ? [Prisma.sql`"body" ~ ${`(^|[^0-9])(${ids.join("|")})([^0-9]|$)`}`] : []),
  ];
  if (signs.length === 0) return;
  await tx.$executeRaw`
    UPDATE "WebhookDelivery" SET "body" = '',
      "reason" = CASE WHEN "state" = 'received' THEN 'the shopper was forgotten' ELSE "reason" END,
      "settledAt" = CASE WHEN "state" = 'received' THEN ${at} ELSE "settledAt" END,
      "state" = CASE WHEN "state" = 'received' THEN 'ignored' ELSE "state" END
    WHERE "shopId" = ${shopId} AND (${Prisma.join(signs, " OR ")})`;
}

/** The merchant's blocklist holds addresses as they were typed. */
async function forgetInBlocklist(tx: Transaction, { shopId, addresses }: Shopper): Promise<void> {
  for (const address of addresses) {
    await tx.$executeRaw`
      UPDATE "Shop" SET "settings" = jsonb_set("settings", '{blocklist,emails}', (
        SELECT coalesce(jsonb_agg(email), '[]') FROM jsonb_array_elements_text("settings" #> '{blocklist,emails}') email
        WHERE lower(email) <> lower(${address})))
      WHERE "id" = ${shopId} AND jsonb_typeof("settings" #> '{blocklist,emails}') = 'array'`;
  }
}
