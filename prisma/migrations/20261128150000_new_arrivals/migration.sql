-- What the shop sells, so that a shopper can be told of what is new beside what she bought: the shop's own, nobody's data.
CREATE TABLE "ShopProduct" (
    "shopId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "vendor" TEXT NOT NULL,
    "productType" TEXT NOT NULL,
    "url" TEXT,
    "firstShownAt" TIMESTAMP(3),

    CONSTRAINT "ShopProduct_pkey" PRIMARY KEY ("shopId", "id")
);

CREATE INDEX "ShopProduct_shopId_firstShownAt_idx" ON "ShopProduct"("shopId", "firstShownAt");

CREATE TABLE "ProductLook" (
    "shopId" TEXT NOT NULL,
    "since" TIMESTAMP(3) NOT NULL,
    "knownUntil" TIMESTAMP(3),
    "plannedUntil" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ProductLook_pkey" PRIMARY KEY ("shopId")
);
