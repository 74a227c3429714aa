-- What turns late together waits for the merchant in one batch.
ALTER TABLE "Delay" ADD COLUMN "turnedLateAt" TIMESTAMP(3),
    ADD COLUMN "carrier" TEXT,
    ADD COLUMN "originId" TEXT,
    ADD COLUMN "lane" TEXT;

CREATE TABLE "DelayBatch" (
    "shopId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "scopeKey" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "openedAt" TIMESTAMP(3) NOT NULL,
    "settledAt" TIMESTAMP(3),
    "reason" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "DelayBatch_pkey" PRIMARY KEY ("shopId","id")
);

CREATE TABLE "DelayBatchItem" (
    "shopId" TEXT NOT NULL,
    "batchId" TEXT NOT NULL,
    "touchpointId" TEXT NOT NULL,
    "delayId" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "joinedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "DelayBatchItem_pkey" PRIMARY KEY ("shopId","batchId","touchpointId")
);

CREATE INDEX "Delay_shopId_carrier_turnedLateAt_idx" ON "Delay"("shopId", "carrier", "turnedLateAt");
CREATE INDEX "Delay_shopId_originId_turnedLateAt_idx" ON "Delay"("shopId", "originId", "turnedLateAt");
CREATE INDEX "Delay_shopId_lane_turnedLateAt_idx" ON "Delay"("shopId", "lane", "turnedLateAt");
CREATE INDEX "DelayBatch_shopId_state_settledAt_idx" ON "DelayBatch"("shopId", "state", "settledAt");
CREATE INDEX "DelayBatchItem_shopId_touchpointId_idx" ON "DelayBatchItem"("shopId", "touchpointId");
CREATE INDEX "Shipment_shopId_originId_deliveredAt_idx" ON "Shipment"("shopId", "originId", "deliveredAt");
