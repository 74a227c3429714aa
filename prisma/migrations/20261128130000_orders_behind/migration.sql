-- The orders behind "bought again", a verdict and what happened at a time. What is not judged yet is found by it too.
DROP INDEX "DeliveryOutcome_shopId_repurchase_arrivedOn_idx";
CREATE INDEX "DeliveryOutcome_shopId_repurchase_happened_arrivedOn_orderI_idx" ON "DeliveryOutcome"("shopId", "repurchase", "happened", "arrivedOn", "orderId");

-- The shoppers behind what a message does, a group and a verdict at a time.
CREATE INDEX "HoldOutTrial_shopId_kind_heldOut_repurchase_at_touchpointId_idx" ON "HoldOutTrial"("shopId", "kind", "heldOut", "repurchase", "at", "touchpointId");
