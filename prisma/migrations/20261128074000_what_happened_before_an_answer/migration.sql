ALTER TABLE "SurveyResponse" ADD COLUMN "happening" TEXT;

UPDATE "SurveyResponse" r SET "happening" = CASE
  WHEN EXISTS (SELECT 1 FROM "Goodwill" g WHERE g."shopId" = r."shopId" AND g."orderId" = r."orderId"
    AND g."state" = 'given' AND g."settledAt" <= r."answeredAt") THEN 'made_good'
  WHEN o."lateness" <= 0 THEN 'on_time' WHEN o."noticedAt" IS NOT NULL THEN 'late_warned' ELSE 'late_silent' END
FROM "DeliveryOutcome" o
WHERE o."shopId" = r."shopId" AND o."orderId" = r."orderId" AND o."lateness" IS NOT NULL
  AND r."survey" = 'delivery_feedback';

-- Counting a period's answers by what happened reads this index alone.
CREATE INDEX "SurveyResponse_shopId_answeredAt_happening_rating_idx" ON "SurveyResponse"
  ("shopId", "answeredAt", "happening", "rating");
