-- A shopper whose message took part in a measurement: written to, or held out.
CREATE TABLE "HoldOutTrial" (
    "shopId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "shopperKey" TEXT NOT NULL,
    "touchpointId" TEXT NOT NULL,
    "heldOut" BOOLEAN NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "repurchase" TEXT,

    CONSTRAINT "HoldOutTrial_pkey" PRIMARY KEY ("shopId", "kind", "shopperKey")
);
CREATE INDEX "HoldOutTrial_shopId_repurchase_at_idx" ON "HoldOutTrial"("shopId", "repurchase", "at");

-- Whether shoppers written to and held out bought again, by the day their message was decided on.
CREATE TABLE "HoldOutRollup" (
    "shopId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "onDate" DATE NOT NULL,
    "heldOut" BOOLEAN NOT NULL,
    "shoppers" INTEGER NOT NULL,
    "again" INTEGER NOT NULL,

    CONSTRAINT "HoldOutRollup_pkey" PRIMARY KEY ("shopId", "kind", "onDate", "heldOut")
);
