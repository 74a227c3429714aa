-- CreateTable
CREATE TABLE "TouchpointRollup" (
    "shopId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "variant" TEXT NOT NULL,
    "onDate" DATE NOT NULL,
    "outcome" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "TouchpointRollup_pkey" PRIMARY KEY ("shopId","kind","onDate","variant","outcome","reason")
);

-- What was settled before there were sums.
INSERT INTO "TouchpointRollup" ("shopId", "kind", "variant", "onDate", "outcome", "reason", "count")
SELECT t."shopId", t."kind", COALESCE(t."details"->>'variant', 'default'),
    (t."settledAt" AT TIME ZONE 'UTC' AT TIME ZONE s."timeZone")::date,
    CASE t."state" WHEN 'dispatched' THEN 'sent' ELSE t."state" END,
    CASE t."state" WHEN 'dispatched' THEN '' ELSE COALESCE(t."reason", '') END,
    COUNT(*)
FROM "Touchpoint" t JOIN "Shop" s ON s."id" = t."shopId"
WHERE t."settledAt" IS NOT NULL AND t."state" IN ('dispatched', 'suppressed', 'cancelled', 'failed')
GROUP BY 1, 2, 3, 4, 5, 6;

INSERT INTO "TouchpointRollup" ("shopId", "kind", "variant", "onDate", "outcome", "reason", "count")
SELECT t."shopId", t."kind", COALESCE(t."details"->>'variant', 'default'),
    (t."settledAt" AT TIME ZONE 'UTC' AT TIME ZONE s."timeZone")::date, 'answered', '', COUNT(*)
FROM "Touchpoint" t
JOIN "Shop" s ON s."id" = t."shopId"
JOIN "SurveyResponse" r ON r."shopId" = t."shopId" AND r."survey" = 'delivery_feedback' AND r."subject" = 'order:' || t."orderId"
WHERE t."kind" = 'feedback_invitation' AND t."state" = 'dispatched' AND t."settledAt" IS NOT NULL
GROUP BY 1, 2, 3, 4;
