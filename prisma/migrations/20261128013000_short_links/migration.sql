-- A text message has room for a short address only: whose way its code leads to. The code itself is not kept.
CREATE TABLE "ShortLink" (
    "shopId" TEXT NOT NULL,
    "codeKey" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ShortLink_pkey" PRIMARY KEY ("shopId", "codeKey")
);
CREATE UNIQUE INDEX "ShortLink_codeKey_key" ON "ShortLink"("codeKey");
CREATE INDEX "ShortLink_shopId_orderId_idx" ON "ShortLink"("shopId", "orderId");
CREATE INDEX "ShortLink_shopId_expiresAt_idx" ON "ShortLink"("shopId", "expiresAt");
