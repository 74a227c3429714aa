-- The merchant holds back messages about an order; an order is found by its parcel's number; views kept by name.
ALTER TABLE "Order" ADD COLUMN "heldAt" TIMESTAMP(3);

CREATE INDEX "Shipment_shopId_trackingNumber_idx" ON "Shipment"("shopId", "trackingNumber");

CREATE TABLE "SavedView" (
    "shopId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "savedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "SavedView_pkey" PRIMARY KEY ("shopId","id")
);
