ALTER TABLE "DeliveryOutcome" ADD COLUMN "happened" TEXT, ADD COLUMN "repurchase" TEXT;

-- What is not judged yet, the longest over first. Orders of before are judged by the next looks.
CREATE INDEX "DeliveryOutcome_shopId_repurchase_arrivedOn_idx" ON "DeliveryOutcome"("shopId", "repurchase", "arrivedOn");

-- Whether shoppers bought again, by the day their order arrived and by what had happened to it.
CREATE TABLE "RepurchaseRollup" (
    "shopId" TEXT NOT NULL,
    "arrivedOn" DATE NOT NULL,
    "happened" TEXT NOT NULL,
    "orders" INTEGER NOT NULL,
    "again" INTEGER NOT NULL,

    CONSTRAINT "RepurchaseRollup_pkey" PRIMARY KEY ("shopId", "arrivedOn", "happened")
);
