-- Home counts the messages that failed: a handful, to be found without reading all that went well.
DROP INDEX "Touchpoint_shopId_settledAt_idx";
CREATE INDEX "Touchpoint_shopId_state_settledAt_idx" ON "Touchpoint"("shopId", "state", "settledAt");
