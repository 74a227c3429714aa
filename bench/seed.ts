import { parseArgs } from "node:util";

import pg from "pg";

import { applyMigrations } from "~/platform/migrations.server";

import { SHOP_DOMAIN } from "../sandbox/world/invented-shop";
import type { Bench } from "./bench";
import { openSeededPostgres, seededNow } from "./seeded-shop";

// A shop with a long past, made in the database itself: two years of orders up to `seededNow`, three scans a parcel,
// one answer in ten orders, and the sums the app would have kept. Everything follows from an order's number, so that
// two seedings are the same.

const days = 730;

export const seed: Bench = async (args) => {
  const { values } = parseArgs({
    args,
    options: { orders: { type: "string", default: "1000000" }, json: { type: "boolean", default: false } },
  });
  const orders = Number(values.orders);
  if (!(Number.isInteger(orders) && orders >= 1_000 && orders <= 5_000_000)) {
    process.stderr.write("--orders 1000 to 5000000\n");
    return 2;
  }
  const startedAt = performance.now();
  const server = await openSeededPostgres();
  try {
    const client = new pg.Client({ connectionString: server.url, options: "-c timezone=UTC" });
    await client.connect();
    await empty(client);
    await applyMigrations(async (sql) => [await client.query(sql)].flat());
    for (const [what, sql] of statements(orders)) {
      if (!values.json) process.stderr.write(`${what} ...\n`);
      await client.query(sql);
    }
    await client.query("VACUUM (ANALYZE)");
    await client.end();
  } finally {
    await server.stop();
  }
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  process.stdout.write(
    values.json
      ? `${JSON.stringify({ orders, shipmentEvents: 3 * orders, answers: Math.floor(orders / 10), seconds })}\n`
      : `${orders} orders in ${seconds} s\n`,
  );
  return 0;
};

async function empty(client: pg.Client): Promise<void> {
  await client.query("DROP SCHEMA IF EXISTS pgboss CASCADE");
  await client.query("DROP SCHEMA public CASCADE");
  await client.query("CREATE SCHEMA public");
}

function statements(orders: number): Array<[what: string, sql: string]> {
  const shop = `'${SHOP_DOMAIN}'`;
  const now = `timestamp '${seededNow.toISOString().slice(0, -1)}'`;
  return [
    [
      "the shop",
      `INSERT INTO "Shop" ("id", "name", "installedAt", "liveAt", "timeZone", "reconciledUntil")
       VALUES (${shop}, 'Fior di Casa', ${now} - interval '${days} days', ${now} - interval '${days} days', 'Europe/Rome', ${now})`,
    ],
    [
      "what becomes of each order",
      // One in twelve is late, by up to three days; half of those are told in time.
      `CREATE TEMPORARY TABLE plan AS
       SELECT g, (900000000000 + g)::text AS id, ${now} - (${orders} - g) * interval '${days} days' / ${orders} AS placed,
         CASE abs(hashint4(g)) % 10 WHEN 0 THEN 'DE' WHEN 1 THEN 'FR' ELSE 'IT' END AS country,
         (ARRAY['BRT', 'GLS', 'DHL', 'Poste Italiane'])[1 + abs(hashint4(g + 1)) % 4] AS carrier,
         (ARRAY['vicenza', 'bologna'])[1 + abs(hashint4(g + 8)) % 2] AS origin, abs(hashint4(g + 9)) % 20 = 0 AS is_tried_twice,
         abs(hashint4(g + 2)) % 12 = 0 AS is_late, 1 + abs(hashint4(g + 3)) % 3 AS days_late,
         abs(hashint4(g + 4)) % 2 = 0 AS is_told, abs(hashint4(g + 5)) % 11 AS rating, g % 10 = 0 AS answers,
         'key' || (g / 3) AS shopper
       FROM generate_series(1, ${orders}) g`,
    ],
    [
      "dates",
      `CREATE TEMPORARY TABLE seeded AS
       SELECT *, (placed + interval '5 days')::date AS latest,
         CASE WHEN arrives <= ${now} THEN arrives END AS arrived
       FROM (SELECT *, CASE WHEN is_late THEN date_trunc('day', placed) + (5 + days_late) * interval '1 day' + interval '10 hours'
           ELSE placed + interval '3 days' END AS arrives FROM plan) p`,
    ],
    [
      "orders",
      `INSERT INTO "Order" ("shopId", "id", "name", "customerId", "shopperKey", "email", "firstName", "lastName", "locale", "currency",
         "totalAmount", "itemCount", "placedAt", "paidAt", "fulfillmentStatus", "orderNumber", "countryCode", "city", "timeZone",
         "shippingMethod", "checkoutToken", "tags", "changedAt", "recordedAt")
       SELECT ${shop}, id, '#' || g, (g / 3)::text, shopper, 'shopper' || (g / 3) || '@posta.example', 'Marta', 'Bianchi', 'it', 'EUR',
         20 + g % 180, 1 + g % 3, placed, placed, CASE WHEN placed < ${now} - interval '1 day' THEN 'fulfilled' END, 1 + g % 3,
         country, 'Palermo', 'Europe/Rome', 'Standard', 'checkout-' || g, '{}', coalesce(arrived, placed), placed
       FROM seeded`,
    ],
    [
      "order lines",
      // Two in five orders hold the one product everybody buys, the others one of two hundred.
      `INSERT INTO "OrderLine" ("shopId", "orderId", "id", "productId", "variantId", "title", "sku", "quantity")
       SELECT ${shop}, id, 'l' || id, product::text, (product + 1000)::text, 'Vaso ' || product, 'VASO-' || product, 1 + g % 3
       FROM (SELECT *, CASE WHEN abs(hashint4(g + 6)) % 5 < 2 THEN 7700000 ELSE 7700000 + abs(hashint4(g + 7)) % 200 END AS product FROM seeded) p`,
    ],
    [
      "customers",
      `INSERT INTO "Customer" ("shopId", "id", "email", "firstName", "lastName", "locale", "tags", "emailConsent", "changedAt", "recordedAt")
       SELECT DISTINCT ON (g / 3) ${shop}, (g / 3)::text, 'shopper' || (g / 3) || '@posta.example', 'Marta', 'Bianchi', 'it', '{}'::text[],
         'subscribed', placed, placed FROM seeded`,
    ],
    [
      "promises",
      `INSERT INTO "DeliveryPromise" ("shopId", "orderId", "sequence", "earliestOn", "latestOn", "source", "timeZone", "madeAt")
       SELECT ${shop}, id, 0, latest - 2, latest, 'promise_rules', 'Europe/Rome', placed FROM seeded`,
    ],
    [
      "shipments",
      `INSERT INTO "Shipment" ("shopId", "id", "orderId", "name", "status", "carrier", "originId", "trackingNumber", "createdAt", "handedOverAt",
         "deliveredAt", "stage", "stageAt", "changedAt", "recordedAt")
       SELECT ${shop}, 's' || id, id, '#' || g || '-F1', 'success', carrier, origin, 'T' || g, placed + interval '12 hours', placed + interval '1 day',
         arrived, CASE WHEN arrived IS NULL THEN 'in_transit' ELSE 'delivered' END, coalesce(arrived, placed + interval '1 day'), placed, placed
       FROM seeded WHERE placed < ${now} - interval '1 day'`,
    ],
    [
      "scans",
      `INSERT INTO "ShipmentEvent" ("shopId", "id", "shipmentId", "orderId", "status", "happenedAt", "city", "country", "recordedAt")
       SELECT ${shop}, 'e' || id || n, 's' || id, id, (ARRAY['confirmed', 'in_transit', 'delivered'])[n],
         CASE n WHEN 1 THEN placed + interval '12 hours' WHEN 2 THEN placed + interval '1 day' ELSE arrived END, 'Bologna', 'IT', placed
       FROM seeded CROSS JOIN generate_series(1, 3) n WHERE placed < ${now} - interval '1 day' AND (n < 3 OR arrived IS NOT NULL)`,
    ],
    [
      "delays",
      `INSERT INTO "Delay" ("id", "shopId", "orderId", "shipmentId", "kind", "cause", "state", "openedAt", "kindSince", "noticesSent", "lastNoticeAt",
         "arrivedAt", "closedAt", "closedReason", "carrier")
       SELECT 'd' || id, ${shop}, id, 's' || id, 'overdue', 'no_scan', CASE WHEN arrived IS NULL THEN 'warned' ELSE 'closed' END,
         latest, latest, is_told::int, CASE WHEN is_told THEN latest END, arrived, arrived, CASE WHEN arrived IS NOT NULL THEN 'arrived' END, carrier
       FROM seeded WHERE is_late AND latest < ${now}`,
    ],
    [
      "watched orders",
      // One in twenty is likely to be late, the rest are not.
      `INSERT INTO "DeliveryWatch" ("shopId", "orderId", "nextCheckAt", "lateChance")
       SELECT ${shop}, id, ${now} + interval '1 day' + g % 86400 * interval '1 second',
         CASE WHEN abs(hashint4(g + 10)) % 20 = 0 THEN 60 ELSE abs(hashint4(g + 11)) % 40 END
       FROM seeded WHERE arrived IS NULL`,
    ],
    [
      "touchpoints",
      `INSERT INTO "Touchpoint" ("id", "shopId", "kind", "class", "orderId", "customerId", "shopperKey", "delayId", "subjectId", "channel", "state",
         "reason", "plannedAt", "dueAt", "nextAttemptAt", "dispatchedAt", "settledAt", "language", "details")
       SELECT kind || id, ${shop}, kind, CASE WHEN kind = 'feedback_invitation' THEN 'survey' ELSE 'service' END, id, (g / 3)::text, shopper,
         CASE WHEN kind = 'delay_notice' THEN 'd' || id END, id, 'email', CASE WHEN held THEN 'suppressed' ELSE 'dispatched' END,
         CASE WHEN held THEN 'survey_recently' END, at, at, at, CASE WHEN NOT held THEN at END, at, 'it',
         CASE WHEN kind = 'delay_notice' THEN '{"variant": "on_its_way"}'::jsonb ELSE '{}'::jsonb END
       FROM (
         SELECT *, 'thank_you_note' AS kind, placed + interval '10 minutes' AS at, false AS held FROM seeded
         UNION ALL SELECT *, 'feedback_invitation', arrived + interval '3 days', NOT answers FROM seeded WHERE arrived < ${now} - interval '3 days'
         UNION ALL SELECT *, 'delay_notice', latest, false FROM seeded WHERE is_late AND is_told AND latest < ${now}) t`,
    ],
    [
      "messages",
      `INSERT INTO "Message" ("touchpointId", "shopId", "orderId", "channel", "language", "subject", "text", "sentAt")
       SELECT "id", "shopId", "orderId", "channel", 'it', 'Il tuo ordine', 'Ciao Marta, il tuo ordine è in buone mani.', "dispatchedAt"
       FROM "Touchpoint" WHERE "state" = 'dispatched'`,
    ],
    [
      "the why-log",
      `INSERT INTO "Decision" ("shopId", "orderId", "touchpointId", "outcome", "rule", "inputs", "at")
       SELECT "shopId", "orderId", "id", CASE "state" WHEN 'dispatched' THEN 'sent' ELSE 'suppressed' END, coalesce("reason", 'due'),
         jsonb_build_object('kind', "kind"), "settledAt" FROM "Touchpoint"`,
    ],
    [
      "answers",
      `INSERT INTO "SurveyResponse" ("id", "shopId", "survey", "subject", "orderId", "checkoutToken", "shopperKey", "rating", "comment", "reasons",
         "channel", "language", "answeredAt", "changedAt", "productIds")
       SELECT 'a' || id, ${shop}, 'delivery_feedback', 'order:' || id, id, 'checkout-' || g, shopper, rating,
         CASE WHEN g % 30 = 0 THEN 'Belli, e le date erano vere.' END, '{}', 'email', 'it', arrived + interval '3 days 2 hours', arrived + interval '3 days 2 hours',
         ARRAY(SELECT "productId" FROM "OrderLine" l WHERE l."shopId" = ${shop} AND l."orderId" = seeded.id)
       FROM seeded WHERE answers AND arrived < ${now} - interval '4 days'`,
    ],
    [
      "follow-ups",
      `INSERT INTO "FollowUp" ("id", "shopId", "kind", "orderId", "surveyResponseId", "shopperKey", "state", "dueAt", "openedAt", "resolvedAt")
       SELECT 'f' || "id", "shopId", 'detractor', "orderId", "id", "shopperKey", CASE WHEN "answeredAt" < ${now} - interval '2 days' THEN 'resolved' ELSE 'open' END,
         "answeredAt" + interval '1 day', "answeredAt", CASE WHEN "answeredAt" < ${now} - interval '2 days' THEN "answeredAt" + interval '1 day' END
       FROM "SurveyResponse" WHERE "rating" <= 6`,
    ],
    [
      "outcomes",
      `INSERT INTO "DeliveryOutcome" ("shopId", "orderId", "promisedOn", "country", "carrier", "originId", "arrivedOn", "lateness", "inFull", "failedAttempt", "noticedAt", "leadDays")
       SELECT ${shop}, id, latest, country, CASE WHEN placed < ${now} - interval '1 day' THEN carrier ELSE '' END,
         CASE WHEN placed < ${now} - interval '1 day' THEN origin ELSE '' END, arrived::date,
         CASE WHEN arrived IS NULL THEN NULL WHEN is_late THEN days_late ELSE -2 END, arrived IS NOT NULL, is_tried_twice,
         CASE WHEN is_late AND is_told AND latest < ${now} THEN latest::timestamp END, CASE WHEN is_late AND is_told AND latest < ${now} THEN 1 END
       FROM seeded`,
    ],
    [
      "what had happened before each answer",
      `UPDATE "SurveyResponse" r SET "happening" = CASE WHEN o."lateness" <= 0 THEN 'on_time' WHEN o."noticedAt" IS NOT NULL THEN 'late_warned'
         ELSE 'late_silent' END
       FROM "DeliveryOutcome" o WHERE o."shopId" = r."shopId" AND o."orderId" = r."orderId" AND o."lateness" IS NOT NULL`,
    ],
    [
      "praise, complaints and what they came to",
      `INSERT INTO "Refund" ("shopId", "id", "orderId", "amount", "createdAt")
       SELECT ${shop}, 'r' || id, id, 10, arrived + interval '5 days' FROM seeded WHERE g % 30 = 0 AND arrived < ${now} - interval '5 days';
       UPDATE "DeliveryOutcome" o SET "praised" = r."rating" >= 9, "complained" = r."rating" <= 6
       FROM "SurveyResponse" r WHERE r."shopId" = o."shopId" AND r."orderId" = o."orderId";
       UPDATE "Refund" r SET "complaint" = true
       FROM "DeliveryOutcome" o WHERE o."shopId" = r."shopId" AND o."orderId" = r."orderId" AND o."complained";
       INSERT INTO "PraiseRollup" ("shopId", "promisedOn", "praise", "complaints")
       SELECT "shopId", "promisedOn", count(*) FILTER (WHERE "praised"), count(*) FILTER (WHERE "complained") FROM "DeliveryOutcome" GROUP BY 1, 2`,
    ],
    [
      "who bought again",
      `UPDATE "DeliveryOutcome" o SET "happened" = CASE WHEN "lateness" <= 0 THEN 'on_time' WHEN "noticedAt" IS NOT NULL THEN 'late_warned'
         ELSE 'late_silent' END, "repurchase" = CASE WHEN abs(hashtext("orderId")) % 4 = 0 THEN 'again' ELSE 'not_again' END
       WHERE "arrivedOn" <= ${now}::date - 92;
       INSERT INTO "RepurchaseRollup" ("shopId", "arrivedOn", "happened", "orders", "again")
       SELECT "shopId", "arrivedOn", "happened", count(*), count(*) FILTER (WHERE "repurchase" = 'again') FROM "DeliveryOutcome"
       WHERE "repurchase" IS NOT NULL GROUP BY 1, 2, 3`,
    ],
    [
      "sums",
      `INSERT INTO "DeliveryRollup" ("shopId", "promisedOn", "country", "carrier", "originId", "arrived", "lateness", "inFull", "failedAttempt", "noticed", "leadDays", "count")
       SELECT "shopId", "promisedOn", "country", "carrier", "originId", "arrivedOn" IS NOT NULL, coalesce("lateness", 0), "inFull", "failedAttempt",
         "noticedAt" IS NOT NULL, coalesce("leadDays", 0), count(*) FROM "DeliveryOutcome" GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11;
       INSERT INTO "TouchpointRollup" ("shopId", "kind", "variant", "onDate", "outcome", "reason", "count")
       SELECT "shopId", "kind", coalesce("details"->>'variant', 'default'), ("settledAt" AT TIME ZONE 'UTC' AT TIME ZONE 'Europe/Rome')::date,
         CASE "state" WHEN 'dispatched' THEN 'sent' ELSE 'suppressed' END, coalesce("reason", ''), count(*) FROM "Touchpoint" GROUP BY 1, 2, 3, 4, 5, 6;
       INSERT INTO "SurveyRollup" ("shopId", "survey", "onDate", "promoters", "passives", "detractors")
       SELECT "shopId", "survey", ("answeredAt" AT TIME ZONE 'UTC' AT TIME ZONE 'Europe/Rome')::date, count(*) FILTER (WHERE "rating" >= 9),
         count(*) FILTER (WHERE "rating" BETWEEN 7 AND 8), count(*) FILTER (WHERE "rating" <= 6) FROM "SurveyResponse" GROUP BY 1, 2, 3`,
    ],
  ];
}
