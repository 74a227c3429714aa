import type { Transaction } from "~/platform/database.server";
import type { Secrets } from "~/platform/secrets.server";

interface RedactCustomer {
  shopId: string;
  customerId: string | null;
  email: string | null;
  orderIds: string[];
  at: Date;
}

/**
 * Forgets a shopper: what was done for her orders stays countable, who she is and what she wrote goes. Planned
 * touchpoints find no address and suppress themselves.
 */
export async function redactCustomer(
  tx: Transaction,
  secrets: Pick<Secrets, "shopperKey">,
  { shopId, customerId, email, orderIds, at }: RedactCustomer,
): Promise<void> {
  const shopperKey = email ? secrets.shopperKey(shopId, email) : null;
  const hers = await tx.order.findMany({
    where: {
      shopId,
      OR: [
        { id: { in: orderIds } },
        ...(customerId ? [{ customerId }] : []),
        ...(shopperKey ? [{ shopperKey }] : []),
      ],
    },
    select: { id: true },
  });
  const ids = hers.map(({ id }) => id);
  await tx.order.updateMany({
    where: { shopId, id: { in: ids } },
    data: {
      email: null,
      phone: null,
      firstName: null,
      lastName: null,
      city: null,
      postcode: null,
      statusPageUrl: null,
      shopperKey: null,
      customerId: null,
    },
  });
  await tx.message.deleteMany({ where: { shopId, orderId: { in: ids } } });
  await tx.surveyResponse.updateMany({
    where: { shopId, OR: [{ orderId: { in: ids } }, ...(shopperKey ? [{ shopperKey }] : [])] },
    data: { comment: null, mayContact: false, shopperKey: null },
  });
  await tx.followUp.updateMany({
    where: { shopId, orderId: { in: ids } },
    data: { note: null, shopperKey: null },
  });
  await tx.touchpoint.updateMany({
    where: { shopId, orderId: { in: ids } },
    data: { shopperKey: null, customerId: null },
  });
  await tx.orderMark.deleteMany({ where: { shopId, orderId: { in: ids } } });
  if (email) {
    await tx.webhookDelivery.updateMany({ where: { shopId, body: { contains: email } }, data: { body: "" } });
  }
  if (customerId) {
    await tx.customer.updateMany({
      where: { shopId, id: customerId },
      data: {
        redactedAt: at,
        email: null,
        phone: null,
        firstName: null,
        lastName: null,
        locale: null,
        tags: [],
      },
    });
  }
}

/** Forty-eight hours after an uninstallation Shopify asks for everything of the shop to go. */
export async function redactShop(tx: Transaction, shopId: string): Promise<void> {
  const byShop = { where: { shopId } };
  await tx.message.deleteMany(byShop);
  await tx.decision.deleteMany(byShop);
  await tx.touchpoint.deleteMany(byShop);
  await tx.followUp.deleteMany(byShop);
  await tx.surveyResponse.deleteMany(byShop);
  await tx.surveyRollup.deleteMany(byShop);
  await tx.pageVisit.deleteMany(byShop);
  await tx.unsubscription.deleteMany(byShop);
  await tx.orderMark.deleteMany(byShop);
  await tx.deliveryWatch.deleteMany(byShop);
  await tx.delay.deleteMany(byShop);
  await tx.deliveryPromise.deleteMany(byShop);
  await tx.return.deleteMany(byShop);
  await tx.refund.deleteMany(byShop);
  await tx.shipmentEvent.deleteMany(byShop);
  await tx.shipment.deleteMany(byShop);
  await tx.order.deleteMany(byShop);
  await tx.customer.deleteMany(byShop);
  // The inbox keeps that the request came, without what any delivery said.
  await tx.webhookDelivery.updateMany({ where: { shopId }, data: { body: "" } });
  await tx.session.deleteMany({ where: { shop: shopId } });
  await tx.shop.deleteMany({ where: { id: shopId } });
}
