// What a merchant takes along: every table she could ask a question of, each as a file. Names, addresses and telephone
// numbers stay where they are: Shopify holds them, and the order's number leads there.

export interface ExportTable {
  file: string;
  table: string;
  /** What makes a row one, behind the shop: the order the file is written in. */
  key: readonly string[];
  columns: readonly string[];
}

export const exportTables: readonly ExportTable[] = [
  {
    file: "orders",
    table: "Order",
    key: ["id"],
    columns: [
      ...["id", "name", "placedAt", "paidAt", "cancelledAt", "fullyRefundedAt", "currency", "totalAmount"],
      ...["itemCount", "countryCode", "provinceCode", "shippingMethod", "gift", "test", "imported", "heldAt"],
    ],
  },
  {
    file: "order-lines",
    table: "OrderLine",
    key: ["orderId", "id"],
    columns: ["orderId", "id", "productId", "variantId", "title", "sku", "quantity"],
  },
  {
    file: "shipments",
    table: "Shipment",
    key: ["id"],
    columns: [
      "id",
      "orderId",
      "status",
      "carrier",
      "createdAt",
      "handedOverAt",
      "deliveredAt",
      "stage",
      "etaAt",
    ],
  },
  {
    file: "shipment-events",
    table: "ShipmentEvent",
    key: ["id"],
    columns: ["id", "shipmentId", "orderId", "status", "happenedAt", "etaAt", "country"],
  },
  {
    file: "promises",
    table: "DeliveryPromise",
    key: ["orderId", "sequence"],
    columns: ["orderId", "sequence", "earliestOn", "latestOn", "source", "location", "shipBy", "madeAt"],
  },
  {
    file: "deliveries",
    table: "DeliveryOutcome",
    key: ["orderId"],
    columns: [
      ...["orderId", "promisedOn", "country", "carrier", "originId", "arrivedOn", "lateness", "inFull"],
      ...["failedAttempt", "noticedAt", "leadDays", "happened", "repurchase"],
      ...["praised", "complained"],
    ],
  },
  {
    file: "delays",
    table: "Delay",
    key: ["id"],
    columns: [
      ...["id", "orderId", "shipmentId", "kind", "cause", "state", "openedAt", "noticesSent", "lastNoticeAt"],
      ...["arrivedAt", "closedAt", "closedReason", "choice", "choiceAt"],
    ],
  },
  {
    file: "messages",
    table: "Touchpoint",
    key: ["id"],
    columns: [
      ...[
        "id",
        "orderId",
        "kind",
        "class",
        "channel",
        "state",
        "reason",
        "plannedAt",
        "dueAt",
        "dispatchedAt",
      ],
      "language",
    ],
  },
  {
    file: "answers",
    table: "SurveyResponse",
    key: ["id"],
    columns: [
      ...["id", "orderId", "survey", "rating", "reasons", "comment", "mayContact", "language", "channel"],
      "answeredAt",
    ],
  },
  {
    file: "follow-ups",
    table: "FollowUp",
    key: ["id"],
    columns: [
      "id",
      "orderId",
      "kind",
      "state",
      "openedAt",
      "dueAt",
      "owner",
      "note",
      "outcome",
      "resolvedAt",
    ],
  },
  {
    file: "goodwill",
    table: "Goodwill",
    key: ["orderId"],
    columns: [
      ...["orderId", "cause", "days", "gives", "amount", "currency", "worth", "state", "reason"],
      ...["proposedAt", "approvedAt", "settledAt", "expiresAt"],
    ],
  },
  {
    file: "past-orders",
    table: "PastOrder",
    key: ["orderId"],
    columns: ["orderId", "placedAt", "promisedOn", "handedOverAt", "deliveredAt", "status"],
  },
];
