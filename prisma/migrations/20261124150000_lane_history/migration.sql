-- What a shop learns of its roads, the parcels it learns from, and what became of its forecasts.
CREATE TABLE "LaneTally" (
    "shopId" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "arrivals" DOUBLE PRECISION[],
    "exposure" DOUBLE PRECISION[],

    CONSTRAINT "LaneTally_pkey" PRIMARY KEY ("shopId","level")
);

CREATE TABLE "LaneUnderWay" (
    "shopId" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "setOutAt" TIMESTAMP(3) NOT NULL,
    "leg" TEXT NOT NULL,
    "country" TEXT NOT NULL,
    "timeZone" TEXT NOT NULL,
    "parcels" INTEGER NOT NULL,

    CONSTRAINT "LaneUnderWay_pkey" PRIMARY KEY ("shopId","level","setOutAt")
);

CREATE TABLE "LaneJourney" (
    "shopId" TEXT NOT NULL,
    "shipmentId" TEXT NOT NULL,
    "leg" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "lane" JSONB NOT NULL,
    "startedAt" TIMESTAMP(3) NOT NULL,
    "endedAt" TIMESTAMP(3),
    "hasArrived" BOOLEAN NOT NULL DEFAULT false,
    "countedAs" TEXT NOT NULL DEFAULT 'nothing',
    "isCounted" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "LaneJourney_pkey" PRIMARY KEY ("shopId","shipmentId","leg")
);
CREATE INDEX "LaneJourney_shopId_orderId_idx" ON "LaneJourney"("shopId", "orderId");
CREATE INDEX "LaneJourney_shopId_isCounted_idx" ON "LaneJourney"("shopId", "isCounted");

CREATE TABLE "ForecastLook" (
    "shopId" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "shipmentId" TEXT NOT NULL,
    "lookedOn" DATE NOT NULL,
    "chance" DOUBLE PRECISION NOT NULL,
    "features" DOUBLE PRECISION[],
    "promiseEndsAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ForecastLook_pkey" PRIMARY KEY ("shopId","orderId","shipmentId","lookedOn")
);
CREATE INDEX "ForecastLook_shopId_promiseEndsAt_idx" ON "ForecastLook"("shopId", "promiseEndsAt");

CREATE TABLE "ForecastOdds" (
    "shopId" TEXT NOT NULL,
    "mean" DOUBLE PRECISION[],
    "covariance" DOUBLE PRECISION[],
    "forecasts" DOUBLE PRECISION[],
    "chances" DOUBLE PRECISION[],
    "late" DOUBLE PRECISION[],

    CONSTRAINT "ForecastOdds_pkey" PRIMARY KEY ("shopId")
);
