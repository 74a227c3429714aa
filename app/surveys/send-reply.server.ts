import { createHash } from "node:crypto";
import type { Mailer, OutgoingMail } from "~/channels/email.server";
import { renderReply } from "~/messages/render-reply";
import { languages } from "~/messages/voices";
import type { Clock } from "~/platform/clock.server";
import type { Database } from "~/platform/database.server";
import type { FollowUpReply, Order } from "~/platform/prisma/client";
import type { Queue } from "~/platform/queue.server";
import { getShop, type KnownShop } from "~/settings/shops.server";

export type SentReply = { outcome: "sent" | "held" | "not_ours" } | { outcome: "given_up"; reason: string };

// The job's own tries: after the last one the page says that it did not go out, and a person decides.
const attemptLimit = 10;

const sweepLimit = 100;

/** Queues replies that were held back, once the mail server may be tried again; no two sweeps queue one. */
export async function sweepHeldReplies(deps: { db: Database; clock: Clock; queue: Queue }): Promise<void> {
  const { db, clock, queue } = deps;
  await db.$transaction(async (tx) => {
    const due = await tx.$queryRaw<Array<{ shopId: string; replyId: string }>>`
      UPDATE "FollowUpReply" SET "state" = 'pending', "heldUntil" = NULL
      WHERE ("shopId", "id") IN (
        SELECT "shopId", "id" FROM "FollowUpReply" WHERE "state" = 'held' AND "heldUntil" <= ${clock.now()}
        ORDER BY "heldUntil" LIMIT ${sweepLimit} FOR UPDATE SKIP LOCKED)
      RETURNING "shopId", "id" AS "replyId"`;
    await queue.sendAll(tx, "reply.send", due);
  });
}

/**
 * Sends one reply that waits. It is a person's mail: no consent, cap or quiet hour stands before it, and it counts
 * for none. A crash after sending sends it again under the same Message-ID, which is one mail to its reader.
 */
export async function sendReply(
  deps: { db: Database; clock: Clock; mailer: Mailer; env: { MAIL_FROM: string } },
  { shopId, replyId }: { shopId: string; replyId: string },
): Promise<SentReply> {
  const { db } = deps;
  const { count } = await db.followUpReply.updateMany({
    where: { shopId, id: replyId, state: "pending" },
    data: { attempts: { increment: 1 } },
  });
  const reply = await db.followUpReply.findUnique({ where: { shopId_id: { shopId, id: replyId } } });
  if (count === 0 || !reply) return { outcome: "not_ours" };
  const giveUp = async (reason: string, state = "failed"): Promise<SentReply> => {
    await db.followUpReply.updateMany({ where: { shopId, id: replyId }, data: { state, reason } });
    return { outcome: "given_up", reason };
  };
  const shop = await getShop(db, shopId);
  if (shop.uninstalledAt) return giveUp("uninstalled");
  const order = await db.order.findUnique({ where: { shopId_id: { shopId, id: reply.orderId } } });
  // She may have been forgotten in the meantime.
  if (!order || order.email === null) return giveUp("no_address");

  const sent = await deps.mailer.send(await mailOf(reply, { order, shop, to: order.email, env: deps.env }));
  if (sent.outcome === "accepted") {
    const sentAt = deps.clock.now();
    await db.followUpReply.updateMany({ where: { shopId, id: replyId }, data: { state: "sent", sentAt } });
    return { outcome: "sent" };
  }
  if (sent.outcome === "refused" && sent.permanent) return giveUp("provider_refused");
  // She may have it: whether to write again is for a person to say.
  if (sent.outcome === "refused" && sent.cutOff) return giveUp("not_confirmed", "unconfirmed");
  if (sent.outcome === "held") {
    const attempts = reply.attempts - 1; // It was not tried.
    const held = { state: "held", heldUntil: sent.until, attempts };
    await db.followUpReply.updateMany({ where: { shopId, id: replyId }, data: held });
    return { outcome: "held" };
  }
  if (reply.attempts >= attemptLimit) return giveUp("channel_down");
  throw new Error(`The mail server did not take a reply: ${sent.reason}`);
}

async function mailOf(
  reply: FollowUpReply,
  { order, shop, to, env }: { order: Order; shop: KnownShop; to: string; env: { MAIL_FROM: string } },
): Promise<OutgoingMail> {
  const { brand, sender, contacts, languages: spoken } = shop.settings;
  const { voice, signature, color, logoUrl } = brand;
  const name = brand.name ?? shop.name ?? shop.id;
  const rendered = await renderReply({
    language: languages.find((language) => language === reply.language) ?? spoken.fallback,
    voice,
    brand: { name, color, logoUrl, signature },
    contacts,
    orderNumber: order.name,
    subject: reply.subject,
    text: reply.text,
  });
  const from = { name: sender.name ?? name, address: sender.email ?? env.MAIL_FROM };
  const unique = createHash("sha256").update(`${reply.shopId}/${reply.id}`).digest("hex").slice(0, 32);
  return {
    from,
    replyTo: sender.replyTo,
    to,
    ...rendered,
    messageId: `<${unique}@${from.address.split("@")[1] ?? "lastmile"}>`,
    headers: { "X-Lastmile-Kind": "reply", "X-Lastmile-Order": order.id },
  };
}
