import type pg from "pg";
import { inventOrder, shipmentTimes } from "../pipeline/invented-orders";

/**
 * Shipments under way of the orders numbered `from` up to `until`: each with its order, promise, scan, next look
 * in the coming three days and its question planned for when it is given up. The promise of all of them has passed
 * without their being looked at since, so that every look opens an incident.
 */
export async function seedOpenShipments(
  client: pg.Client,
  { shopIds, from, until }: { shopIds: readonly string[]; from: number; until: number },
): Promise<void> {
  const { placedAt, handedOverAt, promisedOn } = shipmentTimes();
  const now = `timestamp '${new Date().toISOString().slice(0, -1)}'`;
  const at = (instant: Date) => `timestamp '${instant.toISOString().slice(0, -1)}'`;
  const shop = `($1::text[])[1 + g % ${shopIds.length}]`;
  const order = `(${inventOrder(0, shopIds).id}::bigint + g)::text`;
  const rows = `generate_series(${from}, ${until - 1}) g`;
  const statements = [
    `INSERT INTO "Order" ("shopId", "id", "name", "customerId", "shopperKey", "email", "firstName", "lastName", "locale", "currency",
       "totalAmount", "itemCount", "placedAt", "paidAt", "fulfillmentStatus", "orderNumber", "countryCode", "provinceCode", "city",
       "timeZone", "shippingMethod", "checkoutToken", "tags", "changedAt", "recordedAt")
     SELECT ${shop}, ${order}, '#' || g, g::text, 'key' || g, 'shopper' || g || '@posta.example', 'Marta', 'Bianchi', 'it-IT', 'EUR',
       49.9, 1, ${at(placedAt)}, ${at(placedAt)}, 'fulfilled', 2, 'IT', 'PA', 'Palermo', 'Europe/Rome', 'Standard', 'checkout-' || g, '{}',
       ${at(handedOverAt)}, ${at(placedAt)} FROM ${rows}`,
    `INSERT INTO "Shipment" ("shopId", "id", "orderId", "name", "status", "carrier", "trackingNumber", "createdAt", "handedOverAt",
       "stage", "stageAt", "changedAt", "recordedAt")
     SELECT ${shop}, '6' || ${order}, ${order}, '#' || g || '-F1', 'success', (ARRAY['BRT', 'GLS', 'DHL', 'Poste Italiane'])[1 + g % 4], 'T' || g,
       ${at(handedOverAt)}, ${at(handedOverAt)}, 'in_transit', ${at(handedOverAt)}, ${at(handedOverAt)}, ${at(handedOverAt)} FROM ${rows}`,
    `INSERT INTO "ShipmentEvent" ("shopId", "id", "shipmentId", "orderId", "status", "happenedAt", "city", "country", "recordedAt")
     SELECT ${shop}, '7' || ${order}, '6' || ${order}, ${order}, 'in_transit', ${at(handedOverAt)}, 'Bologna', 'IT', ${at(handedOverAt)}
     FROM ${rows}`,
    `INSERT INTO "DeliveryPromise" ("shopId", "orderId", "sequence", "earliestOn", "latestOn", "source", "timeZone", "madeAt")
     SELECT ${shop}, ${order}, 0, '${promisedOn}'::date - 2, '${promisedOn}'::date, 'promise_rules', 'Europe/Rome', ${at(placedAt)} FROM ${rows}`,
    `INSERT INTO "DeliveryWatch" ("shopId", "orderId", "nextCheckAt")
     SELECT ${shop}, ${order}, ${now} + interval '2 hours' + (hashint4(g) & 262143) * interval '1 second' FROM ${rows}`,
    `INSERT INTO "Touchpoint" ("id", "shopId", "kind", "class", "orderId", "customerId", "shopperKey", "subjectId", "channel", "plannedAt",
       "dueAt", "nextAttemptAt", "state")
     SELECT kind || ${order}, ${shop}, kind, CASE kind WHEN 'thank_you_note' THEN 'service' ELSE 'survey' END, ${order}, g::text, 'key' || g,
       ${order}, 'email', ${at(placedAt)}, dueAt, dueAt, state
     FROM ${rows}, (VALUES ('thank_you_note', 'dispatched', ${at(placedAt)}), ('nps_survey', 'dispatched', ${at(placedAt)}),
       ('feedback_invitation', 'planned', ${at(handedOverAt)} + interval '60 days')) kinds (kind, state, dueAt)`,
  ];
  for (const sql of statements) await client.query(sql, [shopIds]);
  await client.query("VACUUM (ANALYZE)");
}
