-- The language a shopper chose for what we write to her.
CREATE TABLE "ShopperPreference" (
    "shopId" TEXT NOT NULL,
    "shopperKey" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "changedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ShopperPreference_pkey" PRIMARY KEY ("shopId","shopperKey")
);
