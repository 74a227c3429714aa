ALTER TABLE "DeliveryOutcome" ADD COLUMN "praised" BOOLEAN NOT NULL DEFAULT false,
    ADD COLUMN "complained" BOOLEAN NOT NULL DEFAULT false;

-- Delivered orders whose shoppers praised or complained, by promised day.
CREATE TABLE "PraiseRollup" (
    "shopId" TEXT NOT NULL,
    "promisedOn" DATE NOT NULL,
    "praise" INTEGER NOT NULL,
    "complaints" INTEGER NOT NULL,

    CONSTRAINT "PraiseRollup_pkey" PRIMARY KEY ("shopId", "promisedOn")
);

ALTER TABLE "Refund" ADD COLUMN "complaint" BOOLEAN NOT NULL DEFAULT false;
CREATE INDEX "Refund_shopId_complaint_createdAt_idx" ON "Refund"("shopId", "complaint", "createdAt");

UPDATE "DeliveryOutcome" o SET "praised" = r."praised", "complained" = r."complained"
FROM (
  SELECT "shopId", "orderId", bool_or("rating" >= 9) AS "praised",
    bool_or("rating" <= 6 OR "reasons" && ARRAY['damaged', 'incomplete', 'wrong_item']) AS "complained"
  FROM "SurveyResponse" WHERE "survey" = 'delivery_feedback' AND "orderId" IS NOT NULL GROUP BY 1, 2) r
WHERE r."shopId" = o."shopId" AND r."orderId" = o."orderId" AND o."lateness" IS NOT NULL;

UPDATE "DeliveryOutcome" o SET "complained" = true
FROM "Return" r WHERE r."shopId" = o."shopId" AND r."orderId" = o."orderId" AND r."damage" AND o."lateness" IS NOT NULL;

INSERT INTO "PraiseRollup" ("shopId", "promisedOn", "praise", "complaints")
SELECT "shopId", "promisedOn", count(*) FILTER (WHERE "praised"), count(*) FILTER (WHERE "complained")
FROM "DeliveryOutcome" WHERE "praised" OR "complained" GROUP BY 1, 2;

UPDATE "Refund" r SET "complaint" = true
FROM "DeliveryOutcome" o
WHERE o."shopId" = r."shopId" AND o."orderId" = r."orderId" AND o."complained" AND r."createdAt" >= o."arrivedOn";
