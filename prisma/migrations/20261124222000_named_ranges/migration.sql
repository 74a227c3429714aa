-- The days named for a parcel until they are over, and what a shop learned of how wide a range has to be.
CREATE TABLE "NamedRange" (
    "shopId" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "shipmentId" TEXT NOT NULL,
    "leg" TEXT NOT NULL,
    "days" TEXT[],
    "timeZone" TEXT NOT NULL,
    "endsAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "NamedRange_pkey" PRIMARY KEY ("shopId","orderId","shipmentId","leg")
);
CREATE INDEX "NamedRange_shopId_endsAt_idx" ON "NamedRange"("shopId", "endsAt");

CREATE TABLE "RangeTally" (
    "shopId" TEXT NOT NULL,
    "leg" TEXT NOT NULL,
    "parcels" DOUBLE PRECISION NOT NULL,
    "cameBefore" DOUBLE PRECISION[],
    "cameBy" DOUBLE PRECISION[],

    CONSTRAINT "RangeTally_pkey" PRIMARY KEY ("shopId","leg")
);
