-- AlterTable
ALTER TABLE "Shop" ADD COLUMN "forgetAfter" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "Order" ADD COLUMN "forgottenAt" TIMESTAMP(3);

-- CreateTable
CREATE TABLE "PrivacyRequest" (
    "shopId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "customerId" TEXT,
    "shopperKey" TEXT,
    "orderIds" TEXT[],
    "receivedAt" TIMESTAMP(3) NOT NULL,
    "dueAt" TIMESTAMP(3) NOT NULL,
    "outcome" TEXT,
    "settledAt" TIMESTAMP(3),
    "settledBy" TEXT,

    CONSTRAINT "PrivacyRequest_pkey" PRIMARY KEY ("shopId","id")
);

-- CreateIndex
CREATE INDEX "PrivacyRequest_shopId_receivedAt_idx" ON "PrivacyRequest"("shopId", "receivedAt" DESC);
