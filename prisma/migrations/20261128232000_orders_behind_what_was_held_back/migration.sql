-- The orders behind what was held back, a kind and a reason at a time. What failed lately is still found by its state.
DROP INDEX "Touchpoint_shopId_state_settledAt_idx";
CREATE INDEX "Touchpoint_shopId_state_kind_reason_settledAt_idx" ON "Touchpoint"("shopId", "state", "kind", "reason", "settledAt");
