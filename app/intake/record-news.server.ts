import { recordOrderDeleted, recordOrders } from "~/orders/orders.server";
import { recordRefunds, recordReturn } from "~/orders/refunds-and-returns.server";
import { recordShipments } from "~/orders/shipments.server";
import type { Transaction } from "~/platform/database.server";
import type { Secrets } from "~/platform/secrets.server";
import { noteProducts } from "~/surveys/answered-products.server";
import { checkTrouble } from "~/touchpoints/trouble-checks.server";
import { orderIdOf, type OrderNews } from "./translate-webhook";

interface RecordNews {
  shopId: string;
  /** Oldest first. */
  news: OrderNews[];
  now: Date;
}

/** What the news of an order came to. */
export interface RecordedNews {
  /** It brought an order we did not know. */
  isNew: boolean;
  /** It told anything we did not know. */
  isNews: boolean;
}

/**
 * Writes what the news of a shop's orders says, by table for all of them, under the orders' locks; answers by the
 * order's id what it came to. News of one order adds up whatever its sequence, but for what comes after its deletion.
 */
export async function recordOrderNews(
  tx: Transaction,
  { secrets }: { secrets: Pick<Secrets, "shopperKey"> },
  { shopId, news, now }: RecordNews,
): Promise<Map<string, RecordedNews>> {
  const recorded = new Map<string, RecordedNews>();
  const note = (orderId: string, { isNew, isNews }: RecordedNews) => {
    const before = recorded.get(orderId);
    recorded.set(orderId, {
      isNew: isNew || (before?.isNew ?? false),
      isNews: isNews || (before?.isNews ?? false),
    });
  };
  for (const round of roundsUpToDeletions(news)) {
    const told = sortedByTable(round);
    const orders = await recordOrders(tx, {
      ...{ shopId, pictures: told.orders, now },
      shopperKeyOf: (email) => secrets.shopperKey(shopId, email),
    });
    const ofChangedLines = [...orders].filter(
      ([, { outcome, lines }]) => outcome === "changed" && lines === "changed",
    );
    await noteProducts(tx, { shopId, orderIds: ofChangedLines.map(([orderId]) => orderId) });
    const changedShipments = await recordShipments(tx, { shopId, now, ...told });
    await recordRefunds(tx, shopId, told.refunds);
    const damaged: string[] = [];
    for (const one of told.returns)
      if ((await recordReturn(tx, shopId, one)).damage) damaged.push(one.orderId);
    await checkTrouble(tx, shopId, damaged, now);
    for (const orderId of told.deleted) await recordOrderDeleted(tx, { shopId, orderId, at: now });

    const isShipmentNews = ({ id }: { id: string }) => changedShipments.has(id);
    for (const one of round) {
      const orderId = orderIdOf(one);
      if (one.about === "order") {
        const outcome = orders.get(orderId)?.outcome ?? "same";
        const isNews = outcome !== "same" || one.refunds.length > 0 || one.shipments.some(isShipmentNews);
        note(orderId, { isNew: outcome === "new", isNews });
      } else
        note(orderId, { isNew: false, isNews: one.about !== "shipment" || isShipmentNews(one.shipment) });
    }
  }
  return recorded;
}

/** Nearly always one round: an order is hardly ever spoken of after its deletion. */
function roundsUpToDeletions(news: OrderNews[]): OrderNews[][] {
  const deletions = new Map<string, number>();
  const rounds: OrderNews[][] = [];
  for (const one of news) {
    const orderId = orderIdOf(one);
    const round = deletions.get(orderId) ?? 0;
    (rounds[round] ??= []).push(one);
    if (one.about === "order_deleted") deletions.set(orderId, round + 1);
  }
  return rounds;
}

function sortedByTable(news: OrderNews[]) {
  const of = <About extends OrderNews["about"]>(about: About) =>
    news.filter((one): one is Extract<OrderNews, { about: About }> => one.about === about);
  const orders = of("order");
  const scans = of("shipment_event");
  return {
    orders: orders.map(({ order }) => order),
    pictures: [
      ...orders.flatMap(({ shipments }) => shipments),
      ...of("shipment").map(({ shipment }) => shipment),
    ],
    scans: scans.filter(({ deleted }) => !deleted).map(({ event }) => event),
    takenBack: scans.filter(({ deleted }) => deleted).map(({ event }) => event),
    refunds: [...orders.flatMap(({ refunds }) => refunds), ...of("refund").map(({ refund }) => refund)],
    returns: of("return").map((one) => one.return),
    deleted: of("order_deleted").map(({ orderId }) => orderId),
  };
}
