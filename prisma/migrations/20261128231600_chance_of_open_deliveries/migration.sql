-- How likely each open delivery is late, as of its last look: what is at risk is found without going through all that is open.
ALTER TABLE "DeliveryWatch" ADD COLUMN "lateChance" INTEGER;

CREATE INDEX "DeliveryWatch_shopId_lateChance_idx" ON "DeliveryWatch"("shopId", "lateChance");
