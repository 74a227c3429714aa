-- The tracking page finds an order by the number its shopper types.
CREATE INDEX "Order_shopId_name_idx" ON "Order"("shopId", "name");
