import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Database } from "~/platform/database.server";
import { createRateLimit } from "~/platform/rate-limit.server";
import { getShop } from "~/settings/shops.server";
import type { Mailer } from "./email.server";

interface Deps {
  db: Database;
  clock: { now(): Date };
  mailer: Mailer;
  env: { MAIL_FROM: string };
}

export type SentTest = { outcome: "sent"; to: string } | { outcome: "no_address" | "too_many" | "refused" };

// A merchant tries things out; nobody needs more than this of a mail with an invented order.
const limit = createRateLimit({ burst: 20, perSecond: 20 / 3600 });

/** Sends a message to the merchant as a shopper would get it, marked as a test. Nothing of it is kept but the moment. */
export async function sendTestMail(
  deps: Deps,
  { shopId, to, mail }: { shopId: string; to: string; mail: { subject: string; html: string; text: string } },
): Promise<SentTest> {
  const address = z.email().max(254).safeParse(to.trim());
  if (!address.success) return { outcome: "no_address" };
  if (limit.take(shopId).outcome === "limited") return { outcome: "too_many" };
  const { settings, name } = await getShop(deps.db, shopId);
  const from = {
    name: settings.sender.name ?? settings.brand.name ?? name ?? shopId,
    address: settings.sender.email ?? deps.env.MAIL_FROM,
  };
  const receipt = await deps.mailer.send({
    from,
    replyTo: settings.sender.replyTo,
    to: address.data,
    ...mail,
    messageId: `<${randomUUID()}@${from.address.split("@")[1] ?? "lastmile"}>`,
    headers: { "X-Lastmile-Kind": "test" },
  });
  if (receipt.outcome !== "accepted") return { outcome: "refused" };
  await deps.db.shop.update({ where: { id: shopId }, data: { testSentAt: deps.clock.now() } });
  return { outcome: "sent", to: address.data };
}
