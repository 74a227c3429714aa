import type { Mailer } from "~/channels/email.server";
import type { TextMessenger } from "~/channels/text-message.server";
import type { Clock } from "~/platform/clock.server";
import type { Database, Transaction } from "~/platform/database.server";
import type { GoodwillFacts } from "~/messages/message-values";
import type { OrderFile } from "~/orders/order-file.server";
import type { DeliveryPromise, Order, Touchpoint } from "~/platform/prisma/client";
import type { Secrets } from "~/platform/secrets.server";
import type { LinkSigner } from "~/platform/signed-link.server";
import type { ShopSettings } from "~/settings/shop-settings";
import type { KnownShop } from "~/settings/shops.server";
import type { Channel } from "./channel-for.server";
import type { DelayStanding } from "./decision-facts.server";
import type { Subscriber } from "./subscriber.server";

/** What a dispatch works with. */
export interface DispatchDeps {
  db: Database;
  clock: Clock;
  links: LinkSigner;
  mailer: Mailer;
  texts: TextMessenger | null;
  secrets: Pick<Secrets, "phoneKey" | "shortCode" | "codeKey">;
  env: { APP_URL: string; MAIL_FROM: string };
  /**
   * Asks Shopify how orders stand, so that the second decision is made on the truth, not on our last webhook. Answers
   * for each, in order.
   */
  confirmOrders: ConfirmOrders;
  /** The same for delay messages, and what they say is brought up to date. */
  reviewOrders: ConfirmOrders;
  /** What a delay message has to say, and whether it still holds; the delays' own knowledge. */
  loadDelay(
    tx: Transaction,
    request: LoadDelay & { touchpointId: string; known: OrderFile },
  ): Promise<DelayStanding | null>;
  /** What was given to make good; the recovery room's own knowledge. Null where nothing was. */
  loadGoodwill(tx: Transaction, order: { shopId: string; orderId: string }): Promise<GoodwillFacts | null>;
  /** Delay messages about orders of a shop have gone out: the incidents take note. The caller holds the orders' locks. */
  delaysTold(tx: Transaction, request: { shop: KnownShop; orderIds: string[]; now: Date }): Promise<void>;
}

export type ConfirmOrders = (
  orders: Array<{ shopId: string; orderId: string }>,
) => Promise<Array<{ outcome: "confirmed" } | { outcome: "failed"; error: unknown }>>;

interface LoadDelay {
  shopId: string;
  delayId: string;
  settings: ShopSettings;
  now: Date;
}

/** A touchpoint that is ours to send, with the records it was decided on. */
export interface Claimed {
  touchpoint: Touchpoint;
  /** What it is about; the subscriber where no order brought it. */
  order: Order | Subscriber;
  /** What she was told when buying. */
  promise: DeliveryPromise | null;
  shop: KnownShop;
  delay: DelayStanding | null;
  goodwill: GoodwillFacts | null;
  channel: Channel;
}
