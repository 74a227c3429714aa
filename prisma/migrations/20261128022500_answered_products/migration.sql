-- Answers are narrowed by product: joining a million orders' lines for a count takes a third of a second.
ALTER TABLE "SurveyResponse" ADD COLUMN "productIds" TEXT[];
