-- What the shop calls a location that packs its parcels.
CREATE TABLE "PackingLocation" (
    "shopId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "PackingLocation_pkey" PRIMARY KEY ("shopId", "id")
);

ALTER TABLE "DeliveryOutcome" ADD COLUMN "originId" TEXT NOT NULL DEFAULT '',
    ADD COLUMN "failedAttempt" BOOLEAN NOT NULL DEFAULT false;

-- From the parcels sent, the first label that says where it left from.
UPDATE "DeliveryOutcome" o SET "originId" = s."originId"
FROM (SELECT DISTINCT ON ("shopId", "orderId") "shopId", "orderId", "originId" FROM "Shipment"
  WHERE "originId" IS NOT NULL AND "status" NOT IN ('cancelled', 'error', 'failure')
  ORDER BY "shopId", "orderId", "createdAt", "id") s
WHERE s."shopId" = o."shopId" AND s."orderId" = o."orderId";

UPDATE "DeliveryOutcome" o SET "failedAttempt" = true
FROM "ShipmentEvent" e JOIN "Shipment" s ON s."shopId" = e."shopId" AND s."id" = e."shipmentId"
WHERE e."shopId" = o."shopId" AND e."orderId" = o."orderId" AND e."deletedAt" IS NULL
  AND e."status" IN ('attempted_delivery', 'failure') AND s."status" NOT IN ('cancelled', 'error', 'failure')
  AND (s."deliveredAt" IS NULL OR e."happenedAt" < s."deliveredAt");

-- The cells tell both apart from now on: they are counted anew.
DELETE FROM "DeliveryRollup";
ALTER TABLE "DeliveryRollup" DROP CONSTRAINT "DeliveryRollup_pkey";
ALTER TABLE "DeliveryRollup" ADD COLUMN "originId" TEXT NOT NULL DEFAULT '',
    ADD COLUMN "failedAttempt" BOOLEAN NOT NULL DEFAULT false;
INSERT INTO "DeliveryRollup" ("shopId", "promisedOn", "country", "carrier", "originId", "arrived", "lateness", "inFull",
    "failedAttempt", "noticed", "leadDays", "count")
SELECT "shopId", "promisedOn", "country", "carrier", "originId", "lateness" IS NOT NULL,
    greatest(-30, least(30, coalesce("lateness", 0))), "inFull", "failedAttempt", "noticedAt" IS NOT NULL,
    greatest(-30, least(30, coalesce("leadDays", 0))), count(*)
FROM "DeliveryOutcome" GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11;
ALTER TABLE "DeliveryRollup" ADD CONSTRAINT "DeliveryRollup_pkey" PRIMARY KEY ("shopId", "promisedOn", "country", "carrier",
    "originId", "arrived", "lateness", "inFull", "failedAttempt", "noticed", "leadDays");
