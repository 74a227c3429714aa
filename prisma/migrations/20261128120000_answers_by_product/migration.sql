-- The answers about a product, without reading those about all others. Shopify gives a product's id to one shop only.
CREATE INDEX "SurveyResponse_productIds_idx" ON "SurveyResponse" USING GIN ("productIds");
