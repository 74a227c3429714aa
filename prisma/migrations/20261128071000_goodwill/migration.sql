-- What went wrong with an order, noted where it is learned, until the goodwill ladder has weighed it.
CREATE TABLE "Mishap" (
    "shopId" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "days" INTEGER,
    "delayKind" TEXT,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "notedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Mishap_pkey" PRIMARY KEY ("shopId", "orderId", "cause")
);
CREATE INDEX "Mishap_state_notedAt_idx" ON "Mishap"("state", "notedAt");

-- What is given to make good: one for an order, whatever is doubled or replayed.
CREATE TABLE "Goodwill" (
    "shopId" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "days" INTEGER,
    "gives" TEXT NOT NULL,
    "amount" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    "worth" DECIMAL(20,4) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'proposed',
    "reason" TEXT,
    "proposedAt" TIMESTAMP(3) NOT NULL,
    "approvedAt" TIMESTAMP(3),
    "settledAt" TIMESTAMP(3),
    "code" TEXT,
    "expiresAt" TIMESTAMP(3),
    "givenId" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Goodwill_pkey" PRIMARY KEY ("shopId", "orderId")
);
CREATE INDEX "Goodwill_shopId_state_proposedAt_idx" ON "Goodwill"("shopId", "state", "proposedAt");
CREATE INDEX "Goodwill_shopId_approvedAt_idx" ON "Goodwill"("shopId", "approvedAt");

-- The discount at Shopify that the codes of one gift and one last day belong to.
CREATE TABLE "GoodwillDiscount" (
    "shopId" TEXT NOT NULL,
    "gift" TEXT NOT NULL,
    "discountId" TEXT NOT NULL,
    "madeAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "GoodwillDiscount_pkey" PRIMARY KEY ("shopId", "gift")
);
