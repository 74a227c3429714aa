-- What was ordered: touchpoints and answers are told apart by product.
CREATE TABLE "OrderLine" (
    "shopId" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "productId" TEXT,
    "variantId" TEXT,
    "title" TEXT NOT NULL,
    "sku" TEXT,
    "quantity" INTEGER NOT NULL,

    CONSTRAINT "OrderLine_pkey" PRIMARY KEY ("shopId", "orderId", "id")
);
CREATE INDEX "OrderLine_shopId_productId_orderId_idx" ON "OrderLine"("shopId", "productId", "orderId");
