import { momentWords } from "~/messages/date-words";
import { shopperLook, type ShopperLook } from "~/messages/shopper-look";
import type { TrackingEvent } from "~/messages/shopper-page-words";
import type { Language } from "~/messages/voices";
import { wordsIn } from "~/messages/words/words";
import type { Clock } from "~/platform/clock.server";
import type { Database } from "~/platform/database.server";
import type { LinkSigner } from "~/platform/signed-link.server";
import { findShop } from "~/settings/shops.server";
import { shopperLanguage } from "~/touchpoints/shopper-language.server";
import { isLiveShipment } from "./delivery-records.server";
import { eventsOf } from "./order-tracking";
import { showDelivery, type ShownDelivery } from "./show-delivery.server";

export interface TrackingPage {
  look: ShopperLook;
  language: Language;
  orderNumber: string;
  /** null where nothing is under way: cancelled, refunded, nothing to ship. */
  delivery: ShownDelivery | null;
  /** Each parcel's story, newest news first. */
  parcels: ToldEvent[][];
  ordered: ToldEvent;
}

interface ToldEvent {
  event: TrackingEvent;
  city: string | null;
  at: string;
  /** "Wednesday 17, 14:30", on her clock. */
  when: string;
}

interface Deps {
  db: Database;
  clock: Clock;
  links: LinkSigner;
  env: { APP_URL: string };
}

/** What an order's tracking page shows; null when the order is none of ours to show. */
export async function loadTrackingPage(
  deps: Deps,
  { shopId, orderId }: { shopId: string; orderId: string },
): Promise<TrackingPage | null> {
  const { db, clock } = deps;
  const shop = await findShop(db, shopId);
  if (!shop?.liveAt || shop.uninstalledAt) return null;
  const order = await db.order.findUnique({ where: { shopId_id: { shopId, id: orderId } } });
  if (!order || order.deletedAt) return null;

  const language = await shopperLanguage(db, order, shop.settings.languages.fallback);
  const speech = {
    language,
    grammar: wordsIn[language].dates,
    now: clock.now(),
    timeZone: order.timeZone ?? shop.timeZone,
  };
  const told = (news: { event: TrackingEvent; at: Date; city: string | null }): ToldEvent => ({
    event: news.event,
    city: news.city,
    at: news.at.toISOString(),
    when: momentWords(news.at, speech),
  });
  const shipments = await db.shipment.findMany({ where: { shopId, orderId }, orderBy: { createdAt: "asc" } });
  const scans = await db.shipmentEvent.findMany({ where: { shopId, orderId, deletedAt: null } });
  return {
    look: shopperLook(shop, shop.settings),
    language,
    orderNumber: order.name,
    delivery: await showDelivery(deps, { shop, order, shipmentId: null, locale: language }),
    parcels: shipments.filter(isLiveShipment).map((parcel) => eventsOf(parcel, scans).map(told)),
    ordered: told({ event: "ordered", at: order.placedAt, city: null }),
  };
}
