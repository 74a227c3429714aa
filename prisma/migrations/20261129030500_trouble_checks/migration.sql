-- When it is to be looked whether a shopper is in trouble: her customer's page in Shopify says so.
CREATE TABLE "TroubleCheck" (
    "id" TEXT NOT NULL,
    "shopId" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "dueAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "TroubleCheck_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "TroubleCheck_shopId_orderId_idx" ON "TroubleCheck"("shopId", "orderId");

CREATE INDEX "TroubleCheck_dueAt_idx" ON "TroubleCheck"("dueAt");
