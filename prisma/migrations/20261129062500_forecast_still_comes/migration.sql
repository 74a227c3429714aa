-- What never comes teaches less than what comes late, by what the shop's own roads say. Looks made before count as they did.
ALTER TABLE "ForecastLook" ADD COLUMN "stillComes" DOUBLE PRECISION NOT NULL DEFAULT 0.8;
ALTER TABLE "ForecastLook" ALTER COLUMN "stillComes" DROP DEFAULT;
