-- CreateTable
CREATE TABLE "DeliveryOutcome" (
    "shopId" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "promisedOn" DATE NOT NULL,
    "country" TEXT NOT NULL,
    "carrier" TEXT NOT NULL,
    "arrivedOn" DATE,
    "lateness" INTEGER,
    "inFull" BOOLEAN NOT NULL,
    "noticedAt" TIMESTAMP(3),
    "leadDays" INTEGER,

    CONSTRAINT "DeliveryOutcome_pkey" PRIMARY KEY ("shopId","orderId")
);

-- CreateTable
CREATE TABLE "DeliveryRollup" (
    "shopId" TEXT NOT NULL,
    "promisedOn" DATE NOT NULL,
    "country" TEXT NOT NULL,
    "carrier" TEXT NOT NULL,
    "arrived" BOOLEAN NOT NULL,
    "lateness" INTEGER NOT NULL,
    "inFull" BOOLEAN NOT NULL,
    "noticed" BOOLEAN NOT NULL,
    "leadDays" INTEGER NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "DeliveryRollup_pkey" PRIMARY KEY ("shopId","promisedOn","country","carrier","arrived","lateness","inFull","noticed","leadDays")
);

-- CreateIndex
CREATE INDEX "DeliveryOutcome_shopId_promisedOn_orderId_idx" ON "DeliveryOutcome"("shopId", "promisedOn", "orderId");
