import { noList, nothing, type TableRule } from "./personal-data-rule";

/** Of the list in personal-data.ts: what she ordered, and what she was given back. */
export const orders: Record<string, TableRule> = {
  Order: {
    shop: "shopId",
    hers: { order: "id", customer: "customerId", shopper: "shopperKey" },
    personal: {
      customerId: nothing,
      shopperKey: nothing,
      email: nothing,
      phone: nothing,
      firstName: nothing,
      lastName: nothing,
      city: nothing,
      postcode: nothing,
      checkoutToken: nothing,
      tags: noList,
      statusPageUrl: nothing,
      marketingConsent: nothing,
    },
    plain: [
      ...["shopId", "id", "name", "locale", "currency", "totalAmount", "itemCount", "placedAt", "paidAt"],
      ...[
        "cancelledAt",
        "fullyRefundedAt",
        "fulfillmentStatus",
        "test",
        "imported",
        "gift",
        "requiresShipping",
      ],
      ...["orderNumber", "countryCode", "provinceCode", "timeZone", "shippingMethod", "deletedAt"],
      ...["heldAt", "forgottenAt", "changedAt", "recordedAt"],
    ],
    forget: "columns",
    told: [
      ...["placedAt", "name", "firstName", "lastName", "email", "phone", "locale", "totalAmount", "currency"],
      ...["itemCount", "shippingMethod", "city", "postcode", "countryCode", "tags", "marketingConsent"],
      ...["statusPageUrl", "paidAt", "cancelledAt", "fullyRefundedAt"],
    ],
  },
  OrderLine: {
    shop: "shopId",
    hers: { order: "orderId" },
    // What she bought tells of her, and a title may bear a name; which product it was stays countable.
    personal: { title: "''" },
    plain: ["shopId", "orderId", "id", "productId", "variantId", "sku", "quantity"],
    forget: "columns",
    told: ["title", "sku", "quantity"],
  },
  Refund: {
    shop: "shopId",
    hers: { order: "orderId" },
    personal: {},
    plain: ["shopId", "id", "orderId", "amount", "createdAt", "complaint"],
    forget: "columns",
    told: ["createdAt", "amount"],
  },
  Return: {
    shop: "shopId",
    hers: { order: "orderId" },
    personal: {},
    plain: ["shopId", "id", "orderId", "status", "damage", "openedAt", "closedAt", "changedAt"],
    forget: "columns",
    told: ["openedAt", "status", "closedAt"],
  },
};
