-- Text messages with their ends and costs, and the numbers that answered STOP.
CREATE TABLE "TextMessage" (
    "shopId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "touchpointId" TEXT NOT NULL,
    "orderId" TEXT,
    "phoneKey" TEXT NOT NULL,
    "segments" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'accepted',
    "errorCode" TEXT,
    "price" DECIMAL(20,6),
    "priceUnit" TEXT,
    "sentAt" TIMESTAMP(3) NOT NULL,
    "settledAt" TIMESTAMP(3),

    CONSTRAINT "TextMessage_pkey" PRIMARY KEY ("shopId","id")
);

CREATE INDEX "TextMessage_phoneKey_idx" ON "TextMessage"("phoneKey");

CREATE INDEX "TextMessage_shopId_orderId_idx" ON "TextMessage"("shopId", "orderId");

CREATE INDEX "TextMessage_shopId_sentAt_idx" ON "TextMessage"("shopId", "sentAt");

CREATE TABLE "TextStop" (
    "shopId" TEXT NOT NULL,
    "phoneKey" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "TextStop_pkey" PRIMARY KEY ("shopId","phoneKey")
);
