import { textAddressOf } from "~/channels/text-address";
import { hasStoppedTexts } from "~/channels/text-stops.server";
import type { Transaction } from "~/platform/database.server";
import type { Order } from "~/platform/prisma/client";
import type { Secrets } from "~/platform/secrets.server";
import type { ShopSettings } from "~/settings/shop-settings";
import { textedKinds, type TouchpointKind } from "./touchpoint-kinds";

/** The way a touchpoint reaches her now, or why there is none. */
export type Channel =
  | { outcome: "email" }
  | { outcome: "text_message"; to: string; phoneKey: string }
  | { outcome: "none"; rule: "no_address" | "text_stopped" | "text_country" };

interface ChannelFor {
  kind: TouchpointKind;
  order: Pick<Order, "shopId" | "email" | "phone" | "countryCode" | "customerId">;
  settings: Pick<ShopSettings, "texts">;
  /** Text messages are set up. */
  canText: boolean;
  secrets: Pick<Secrets, "phoneKey">;
}

/**
 * Mail, save for news about her parcel where she has no address, or subscribed to texts and the merchant prefers them
 * then. Her STOP and the merchant's countries hold for every text.
 */
export async function channelFor(
  tx: Pick<Transaction, "textStop" | "customer">,
  { kind, order, settings, canText, secrets }: ChannelFor,
): Promise<Channel> {
  const mail: Channel | null = order.email ? { outcome: "email" } : null;
  const none = (rule: "no_address" | "text_stopped" | "text_country"): Channel =>
    mail ?? { outcome: "none", rule };
  if (!canText || !textedKinds.has(kind)) return none("no_address");
  if (mail && !(settings.texts.toSubscribers && (await isSubscribed(tx, order)))) return mail;

  const address = textAddressOf(order.phone, order.countryCode, settings.texts);
  if (address.outcome === "unusable")
    return none(address.reason === "country" ? "text_country" : "no_address");
  const phoneKey = secrets.phoneKey(address.phone);
  if (await hasStoppedTexts(tx, { shopId: order.shopId, phoneKey })) return none("text_stopped");
  return { outcome: "text_message", to: address.to, phoneKey };
}

async function isSubscribed(
  tx: Pick<Transaction, "customer">,
  { shopId, customerId }: Pick<Order, "shopId" | "customerId">,
): Promise<boolean> {
  if (!customerId) return false;
  const customer = await tx.customer.findUnique({
    where: { shopId_id: { shopId, id: customerId } },
    select: { smsConsent: true },
  });
  return customer?.smsConsent === "subscribed";
}
