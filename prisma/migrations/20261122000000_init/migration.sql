-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "Session" (
    "id" TEXT NOT NULL,
    "shop" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "isOnline" BOOLEAN NOT NULL DEFAULT false,
    "scope" TEXT,
    "expires" TIMESTAMP(3),
    "accessToken" TEXT NOT NULL,
    "userId" BIGINT,
    "firstName" TEXT,
    "lastName" TEXT,
    "email" TEXT,
    "accountOwner" BOOLEAN NOT NULL DEFAULT false,
    "locale" TEXT,
    "collaborator" BOOLEAN DEFAULT false,
    "emailVerified" BOOLEAN DEFAULT false,
    "refreshToken" TEXT,
    "refreshTokenExpires" TIMESTAMP(3),

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Shop" (
    "id" TEXT NOT NULL,
    "name" TEXT,
    "installedAt" TIMESTAMP(3) NOT NULL,
    "uninstalledAt" TIMESTAMP(3),
    "liveAt" TIMESTAMP(3),
    "needsReauthAt" TIMESTAMP(3),
    "timeZone" TEXT NOT NULL DEFAULT 'UTC',
    "currency" TEXT NOT NULL DEFAULT 'EUR',
    "countryCode" TEXT NOT NULL DEFAULT 'IT',
    "locale" TEXT NOT NULL DEFAULT 'en',
    "settings" JSONB NOT NULL DEFAULT '{}',
    "settingsUpdatedAt" TIMESTAMP(3),
    "reconciledUntil" TIMESTAMP(3),
    "reconcileAfter" TIMESTAMP(3),

    CONSTRAINT "Shop_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "WebhookDelivery" (
    "id" BIGSERIAL NOT NULL,
    "shopId" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "webhookId" TEXT NOT NULL,
    "eventId" TEXT,
    "apiVersion" TEXT,
    "triggeredAt" TIMESTAMP(3),
    "receivedAt" TIMESTAMP(3) NOT NULL,
    "body" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'received',
    "reason" TEXT,
    "settledAt" TIMESTAMP(3),

    CONSTRAINT "WebhookDelivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Order" (
    "shopId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "customerId" TEXT,
    "shopperKey" TEXT,
    "email" TEXT,
    "phone" TEXT,
    "firstName" TEXT,
    "lastName" TEXT,
    "locale" TEXT,
    "currency" TEXT NOT NULL,
    "totalAmount" DECIMAL(20,4) NOT NULL,
    "itemCount" INTEGER NOT NULL DEFAULT 0,
    "placedAt" TIMESTAMP(3) NOT NULL,
    "paidAt" TIMESTAMP(3),
    "cancelledAt" TIMESTAMP(3),
    "fullyRefundedAt" TIMESTAMP(3),
    "fulfillmentStatus" TEXT,
    "test" BOOLEAN NOT NULL DEFAULT false,
    "imported" BOOLEAN NOT NULL DEFAULT false,
    "gift" BOOLEAN NOT NULL DEFAULT false,
    "requiresShipping" BOOLEAN NOT NULL DEFAULT true,
    "orderNumber" INTEGER,
    "countryCode" TEXT,
    "provinceCode" TEXT,
    "city" TEXT,
    "postcode" TEXT,
    "timeZone" TEXT,
    "shippingMethod" TEXT,
    "checkoutToken" TEXT,
    "tags" TEXT[],
    "statusPageUrl" TEXT,
    "marketingConsent" BOOLEAN,
    "deletedAt" TIMESTAMP(3),
    "changedAt" TIMESTAMP(3) NOT NULL,
    "recordedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Order_pkey" PRIMARY KEY ("shopId","id")
);

-- CreateTable
CREATE TABLE "Shipment" (
    "shopId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "name" TEXT,
    "status" TEXT NOT NULL,
    "carrier" TEXT,
    "trackingNumber" TEXT,
    "trackingUrl" TEXT,
    "originId" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "handedOverAt" TIMESTAMP(3),
    "deliveredAt" TIMESTAMP(3),
    "stage" TEXT,
    "stageAt" TIMESTAMP(3),
    "etaAt" TIMESTAMP(3),
    "reportedStage" TEXT,
    "reportedDeliveredAt" TIMESTAMP(3),
    "changedAt" TIMESTAMP(3) NOT NULL,
    "recordedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Shipment_pkey" PRIMARY KEY ("shopId","id")
);

-- CreateTable
CREATE TABLE "ShipmentEvent" (
    "shopId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "shipmentId" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "happenedAt" TIMESTAMP(3) NOT NULL,
    "etaAt" TIMESTAMP(3),
    "message" TEXT,
    "city" TEXT,
    "country" TEXT,
    "deletedAt" TIMESTAMP(3),
    "recordedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ShipmentEvent_pkey" PRIMARY KEY ("shopId","id")
);

-- CreateTable
CREATE TABLE "Refund" (
    "shopId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "amount" DECIMAL(20,4) NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Refund_pkey" PRIMARY KEY ("shopId","id")
);

-- CreateTable
CREATE TABLE "Return" (
    "shopId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "damage" BOOLEAN NOT NULL DEFAULT false,
    "openedAt" TIMESTAMP(3) NOT NULL,
    "closedAt" TIMESTAMP(3),
    "changedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Return_pkey" PRIMARY KEY ("shopId","id")
);

-- CreateTable
CREATE TABLE "Customer" (
    "shopId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "email" TEXT,
    "phone" TEXT,
    "firstName" TEXT,
    "lastName" TEXT,
    "locale" TEXT,
    "tags" TEXT[],
    "ordersCount" INTEGER,
    "amountSpent" DECIMAL(20,4),
    "emailConsent" TEXT,
    "emailConsentAt" TIMESTAMP(3),
    "smsConsent" TEXT,
    "smsConsentAt" TIMESTAMP(3),
    "deletedAt" TIMESTAMP(3),
    "redactedAt" TIMESTAMP(3),
    "changedAt" TIMESTAMP(3) NOT NULL,
    "recordedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Customer_pkey" PRIMARY KEY ("shopId","id")
);

-- CreateTable
CREATE TABLE "DeliveryPromise" (
    "shopId" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "earliestOn" DATE NOT NULL,
    "latestOn" DATE NOT NULL,
    "source" TEXT NOT NULL,
    "timeZone" TEXT NOT NULL,
    "shipBy" TIMESTAMP(3),
    "madeAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "DeliveryPromise_pkey" PRIMARY KEY ("shopId","orderId","sequence")
);

-- CreateTable
CREATE TABLE "Delay" (
    "id" TEXT NOT NULL,
    "shopId" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "shipmentId" TEXT,
    "kind" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "openedAt" TIMESTAMP(3) NOT NULL,
    "kindSince" TIMESTAMP(3) NOT NULL,
    "noticesSent" INTEGER NOT NULL DEFAULT 0,
    "lastNoticeAt" TIMESTAMP(3),
    "nextUpdateAt" TIMESTAMP(3),
    "movingAt" TIMESTAMP(3),
    "arrivedAt" TIMESTAMP(3),
    "closedAt" TIMESTAMP(3),
    "closedReason" TEXT,
    "choice" TEXT,
    "choiceAt" TIMESTAMP(3),

    CONSTRAINT "Delay_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DeliveryWatch" (
    "shopId" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "nextCheckAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "DeliveryWatch_pkey" PRIMARY KEY ("shopId","orderId")
);

-- CreateTable
CREATE TABLE "Touchpoint" (
    "id" TEXT NOT NULL,
    "shopId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "class" TEXT NOT NULL,
    "orderId" TEXT,
    "customerId" TEXT,
    "shopperKey" TEXT,
    "delayId" TEXT,
    "subjectId" TEXT NOT NULL,
    "step" INTEGER NOT NULL DEFAULT 0,
    "channel" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'planned',
    "reason" TEXT,
    "plannedAt" TIMESTAMP(3) NOT NULL,
    "dueAt" TIMESTAMP(3) NOT NULL,
    "nextAttemptAt" TIMESTAMP(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "claimedAt" TIMESTAMP(3),
    "unconfirmed" BOOLEAN NOT NULL DEFAULT false,
    "dispatchedAt" TIMESTAMP(3),
    "settledAt" TIMESTAMP(3),
    "language" TEXT,
    "details" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "Touchpoint_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Message" (
    "touchpointId" TEXT NOT NULL,
    "shopId" TEXT NOT NULL,
    "orderId" TEXT,
    "channel" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "subject" TEXT,
    "text" TEXT NOT NULL,
    "messageId" TEXT,
    "sentAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Message_pkey" PRIMARY KEY ("touchpointId")
);

-- CreateTable
CREATE TABLE "Decision" (
    "id" BIGSERIAL NOT NULL,
    "shopId" TEXT NOT NULL,
    "orderId" TEXT,
    "touchpointId" TEXT,
    "delayId" TEXT,
    "outcome" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "inputs" JSONB NOT NULL DEFAULT '{}',
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Decision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Unsubscription" (
    "shopId" TEXT NOT NULL,
    "shopperKey" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "source" TEXT NOT NULL,

    CONSTRAINT "Unsubscription_pkey" PRIMARY KEY ("shopId","shopperKey","purpose")
);

-- CreateTable
CREATE TABLE "PageVisit" (
    "shopId" TEXT NOT NULL,
    "checkoutToken" TEXT NOT NULL,
    "shownAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "PageVisit_pkey" PRIMARY KEY ("shopId","checkoutToken")
);

-- CreateTable
CREATE TABLE "SurveyResponse" (
    "id" TEXT NOT NULL,
    "shopId" TEXT NOT NULL,
    "survey" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "orderId" TEXT,
    "checkoutToken" TEXT,
    "shopperKey" TEXT,
    "rating" INTEGER NOT NULL,
    "comment" TEXT,
    "reasons" TEXT[],
    "mayContact" BOOLEAN,
    "language" TEXT,
    "channel" TEXT NOT NULL,
    "answeredAt" TIMESTAMP(3) NOT NULL,
    "changedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "SurveyResponse_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SurveyRollup" (
    "shopId" TEXT NOT NULL,
    "survey" TEXT NOT NULL,
    "onDate" DATE NOT NULL,
    "promoters" INTEGER NOT NULL DEFAULT 0,
    "passives" INTEGER NOT NULL DEFAULT 0,
    "detractors" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "SurveyRollup_pkey" PRIMARY KEY ("shopId","survey","onDate")
);

-- CreateTable
CREATE TABLE "FollowUp" (
    "id" TEXT NOT NULL,
    "shopId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "orderId" TEXT,
    "surveyResponseId" TEXT,
    "delayId" TEXT,
    "shopperKey" TEXT,
    "state" TEXT NOT NULL DEFAULT 'open',
    "dueAt" TIMESTAMP(3) NOT NULL,
    "openedAt" TIMESTAMP(3) NOT NULL,
    "resolvedAt" TIMESTAMP(3),
    "outcome" TEXT,
    "note" TEXT,

    CONSTRAINT "FollowUp_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OrderMark" (
    "shopId" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "reason" TEXT,
    "changedAt" TIMESTAMP(3) NOT NULL,
    "writtenAt" TIMESTAMP(3),

    CONSTRAINT "OrderMark_pkey" PRIMARY KEY ("shopId","orderId","key")
);

-- CreateIndex
CREATE INDEX "Session_shop_idx" ON "Session"("shop");

-- CreateIndex
CREATE INDEX "WebhookDelivery_shopId_state_receivedAt_idx" ON "WebhookDelivery"("shopId", "state", "receivedAt");

-- CreateIndex
CREATE UNIQUE INDEX "WebhookDelivery_shopId_topic_webhookId_key" ON "WebhookDelivery"("shopId", "topic", "webhookId");

-- CreateIndex
CREATE INDEX "Order_shopId_placedAt_idx" ON "Order"("shopId", "placedAt" DESC);

-- CreateIndex
CREATE INDEX "Order_shopId_checkoutToken_idx" ON "Order"("shopId", "checkoutToken");

-- CreateIndex
CREATE INDEX "Order_shopId_customerId_idx" ON "Order"("shopId", "customerId");

-- CreateIndex
CREATE INDEX "Order_shopId_shopperKey_idx" ON "Order"("shopId", "shopperKey");

-- CreateIndex
CREATE INDEX "Shipment_shopId_orderId_idx" ON "Shipment"("shopId", "orderId");

-- CreateIndex
CREATE INDEX "Shipment_shopId_carrier_handedOverAt_idx" ON "Shipment"("shopId", "carrier", "handedOverAt");

-- CreateIndex
CREATE INDEX "Shipment_shopId_carrier_deliveredAt_idx" ON "Shipment"("shopId", "carrier", "deliveredAt");

-- CreateIndex
CREATE INDEX "ShipmentEvent_shopId_shipmentId_happenedAt_idx" ON "ShipmentEvent"("shopId", "shipmentId", "happenedAt");

-- CreateIndex
CREATE INDEX "ShipmentEvent_shopId_orderId_idx" ON "ShipmentEvent"("shopId", "orderId");

-- CreateIndex
CREATE INDEX "Refund_shopId_orderId_idx" ON "Refund"("shopId", "orderId");

-- CreateIndex
CREATE INDEX "Return_shopId_orderId_idx" ON "Return"("shopId", "orderId");

-- CreateIndex
CREATE INDEX "Delay_shopId_orderId_idx" ON "Delay"("shopId", "orderId");

-- CreateIndex
CREATE INDEX "Delay_shopId_state_openedAt_idx" ON "Delay"("shopId", "state", "openedAt");

-- CreateIndex
CREATE INDEX "DeliveryWatch_nextCheckAt_idx" ON "DeliveryWatch"("nextCheckAt");

-- CreateIndex
CREATE INDEX "Touchpoint_state_nextAttemptAt_idx" ON "Touchpoint"("state", "nextAttemptAt");

-- CreateIndex
CREATE INDEX "Touchpoint_shopId_orderId_idx" ON "Touchpoint"("shopId", "orderId");

-- CreateIndex
CREATE INDEX "Touchpoint_shopId_shopperKey_class_dispatchedAt_idx" ON "Touchpoint"("shopId", "shopperKey", "class", "dispatchedAt");

-- CreateIndex
CREATE INDEX "Touchpoint_shopId_settledAt_idx" ON "Touchpoint"("shopId", "settledAt");

-- CreateIndex
CREATE UNIQUE INDEX "Touchpoint_shopId_kind_subjectId_step_key" ON "Touchpoint"("shopId", "kind", "subjectId", "step");

-- CreateIndex
CREATE INDEX "Message_shopId_orderId_idx" ON "Message"("shopId", "orderId");

-- CreateIndex
CREATE INDEX "Decision_shopId_orderId_at_idx" ON "Decision"("shopId", "orderId", "at");

-- CreateIndex
CREATE INDEX "Decision_shopId_at_idx" ON "Decision"("shopId", "at");

-- CreateIndex
CREATE INDEX "SurveyResponse_shopId_answeredAt_idx" ON "SurveyResponse"("shopId", "answeredAt" DESC);

-- CreateIndex
CREATE INDEX "SurveyResponse_shopId_orderId_idx" ON "SurveyResponse"("shopId", "orderId");

-- CreateIndex
CREATE INDEX "SurveyResponse_shopId_checkoutToken_idx" ON "SurveyResponse"("shopId", "checkoutToken");

-- CreateIndex
CREATE INDEX "SurveyResponse_shopId_shopperKey_answeredAt_idx" ON "SurveyResponse"("shopId", "shopperKey", "answeredAt");

-- CreateIndex
CREATE UNIQUE INDEX "SurveyResponse_shopId_survey_subject_key" ON "SurveyResponse"("shopId", "survey", "subject");

-- CreateIndex
CREATE UNIQUE INDEX "FollowUp_surveyResponseId_key" ON "FollowUp"("surveyResponseId");

-- CreateIndex
CREATE UNIQUE INDEX "FollowUp_delayId_key" ON "FollowUp"("delayId");

-- CreateIndex
CREATE INDEX "FollowUp_shopId_state_dueAt_idx" ON "FollowUp"("shopId", "state", "dueAt");

-- CreateIndex
CREATE INDEX "FollowUp_shopId_orderId_idx" ON "FollowUp"("shopId", "orderId");

-- CreateIndex
CREATE INDEX "FollowUp_shopId_shopperKey_state_idx" ON "FollowUp"("shopId", "shopperKey", "state");

-- CreateIndex
CREATE INDEX "OrderMark_state_idx" ON "OrderMark"("state");

