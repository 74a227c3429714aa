import type { Language } from "~/messages/voices";
import type { Database } from "~/platform/database.server";
import type { DelayBatchItem } from "~/platform/prisma/client";
import { getShop } from "~/settings/shops.server";
import type { DispatchDeps } from "~/touchpoints/claimed-touchpoint.server";
import { renderTouchpoint } from "~/touchpoints/render-touchpoint.server";
import { languagesByOrder } from "~/touchpoints/shopper-language.server";
import { loadBatchAnswer } from "./batch-answer.server";
import { readBatchReason, type BatchReason } from "./batch-reason";
import { loadNoticeFacts } from "./notice-facts.server";

export interface BatchPreview {
  language: Language;
  subject: string;
  html: string;
}

// The languages of a batch show within its first parcels, or are rare enough to be looked up on the order's page.
const lookedThrough = 200;

type PreviewDeps = Pick<DispatchDeps, "db" | "clock" | "links" | "secrets" | "env">;

/** The notice as its first shopper of each language would get it now, with the merchant's reason; nothing is sent. */
export async function previewBatch(
  deps: PreviewDeps,
  { shopId, batchId, reason }: { shopId: string; batchId: string; reason: BatchReason },
): Promise<BatchPreview[]> {
  const { db, clock } = deps;
  const read = readBatchReason(reason);
  const shop = await getShop(db, shopId);
  const { settings } = shop;
  const items = await db.delayBatchItem.findMany({
    where: { shopId, batchId },
    orderBy: { touchpointId: "asc" },
    take: lookedThrough,
  });
  const orders = await db.order.findMany({ where: { shopId, id: { in: items.map((one) => one.orderId) } } });
  const languages = await languagesByOrder(db, orders, settings.languages.fallback);
  const previews = new Map<Language, BatchPreview>();
  for (const { touchpointId, delayId, orderId } of await ownReasonsLast(db, shopId, items)) {
    const order = orders.find(({ id }) => id === orderId);
    const language = languages.get(orderId);
    if (!order?.email || !language || previews.has(language)) continue;
    const touchpoint = await db.touchpoint.findFirst({
      where: { shopId, id: touchpointId, state: "planned" },
    });
    const facts = await loadNoticeFacts(db, { shopId, delayId, settings, now: clock.now() });
    if (!touchpoint || facts?.standing !== "holds") continue;
    const given = read.outcome === "read" ? read.reason : {};
    const { reason: said } = await loadBatchAnswer(db, { shopId, touchpointId, given });
    const delay = { ...facts, answer: null, facts: { ...facts.delay, reason: said } };
    const rendered = await renderTouchpoint(deps, {
      touchpoint,
      order,
      promise: await db.deliveryPromise.findUnique({
        where: { shopId_orderId_sequence: { shopId, orderId, sequence: 0 } },
      }),
      shop,
      delay,
      goodwill: null,
      channel: { outcome: "email" },
    });
    if (rendered.channel === "email") {
      const { subject, html } = rendered.mail;
      previews.set(language, { language, subject, html });
    }
  }
  return [...previews.values()];
}

/** Her reason is not for parcels that found nobody at home: their mail is shown where a language has no other. */
async function ownReasonsLast(
  db: Database,
  shopId: string,
  items: DelayBatchItem[],
): Promise<DelayBatchItem[]> {
  const attempts = await db.delay.findMany({
    where: { shopId, id: { in: items.map(({ delayId }) => delayId) }, kind: "failed_attempt" },
    select: { id: true },
  });
  const own = new Set(attempts.map(({ id }) => id));
  return items.toSorted((a, b) => Number(own.has(a.delayId)) - Number(own.has(b.delayId)));
}
